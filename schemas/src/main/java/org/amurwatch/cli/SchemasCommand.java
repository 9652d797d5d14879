package org.amurwatch.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.serde.SchemaRegistration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schemas register} and {@code schemas check}. */
@Command(
        name = "schemas",
        description = "Registers the Avro schemas, or checks them against those registered.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch schemas check --output json"})
public final class SchemasCommand {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Command(
            name = "register",
            description = "Registers every schema that is not registered yet.",
            mixinStandardHelpOptions = true)
    int register(@Mixin ConnectionOptions connection) {
        print(registration(connection).register());
        return ExitCode.DONE;
    }

    @Command(
            name = "check",
            description =
                    "Says for each schema whether it is registered and compatible. Exit 1 if one is not compatible.",
            mixinStandardHelpOptions = true)
    int check(@Mixin ConnectionOptions connection) {
        List<SchemaRegistration.Subject> subjects = registration(connection).check();
        print(subjects);
        return subjects.stream().allMatch(SchemaRegistration.Subject::compatible) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static SchemaRegistration registration(ConnectionOptions connection) {
        return new SchemaRegistration(connection.connect(Party.OPERATOR).registry());
    }

    private void print(List<SchemaRegistration.Subject> subjects) {
        List<Map<String, @Nullable Object>> rows = subjects.stream()
                .map(subject -> {
                    Map<String, @Nullable Object> row = new LinkedHashMap<>();
                    row.put("subject", subject.subject());
                    row.put("id", subject.id() < 0 ? null : subject.id());
                    row.put("compatible", subject.compatible());
                    return row;
                })
                .toList();
        new Output(spec.commandLine().getOut(), format).rows(List.of("subject", "id", "compatible"), rows);
    }
}
