package org.amurwatch.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.amurwatch.access.AccessRules;
import org.amurwatch.access.AclAdmin;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code acls show}, {@code acls check} and {@code acls apply}. */
@Command(
        name = "acls",
        description = "Who may do what on the brokers, made from the catalogue of topics.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch acls show --output csv"})
public final class AclsCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "show",
            description = "Prints the matrix of principals and resources. Asks no broker.",
            mixinStandardHelpOptions = true)
    int show(
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format,
            @Option(names = "--party", paramLabel = "PARTY", description = "This one alone: ${COMPLETION-CANDIDATES}.")
                    @Nullable
                    Party party) {
        Map<List<String>, List<String>> operations = new LinkedHashMap<>();
        AccessRules.all().stream()
                .filter(rule -> party == null || rule.party() == party)
                .forEach(rule -> operations
                        .computeIfAbsent(
                                List.of(
                                        rule.party().principal(),
                                        rule.type().name().toLowerCase(Locale.ROOT),
                                        rule.pattern() == PatternType.PREFIXED ? rule.name() + "*" : rule.name()),
                                key -> new ArrayList<>())
                        .add(rule.operation().name().toLowerCase(Locale.ROOT)));
        List<Map<String, Object>> rows = operations.entrySet().stream()
                .map(entry -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("principal", entry.getKey().get(0));
                    row.put("resource", entry.getKey().get(1));
                    row.put("name", entry.getKey().get(2));
                    row.put("operations", String.join(", ", entry.getValue()));
                    return row;
                })
                .toList();
        new Output(spec.commandLine().getOut(), format)
                .rows(List.of("principal", "resource", "name", "operations"), rows);
        return ExitCode.DONE;
    }

    @Command(
            name = "check",
            description =
                    "Compares the brokers' ACLs of our principals, and of everybody, with the matrix. Exit 1 if they"
                            + " differ.",
            mixinStandardHelpOptions = true)
    int check(@Mixin ConnectionOptions connection) {
        try (Admin admin = connection.connect(Party.ADMIN).admin()) {
            AclAdmin.Difference difference = new AclAdmin(admin).compare(AccessRules.all());
            print(difference);
            return difference.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    @Command(
            name = "apply",
            description = {
                "Makes the brokers' ACLs of our principals those of the matrix: adds what is missing, then removes what is"
                        + " too much. ACLs of others stay; exit 3 if there are some of everybody (User:*) on what is ours."
            },
            mixinStandardHelpOptions = true)
    int apply(@Mixin ConnectionOptions connection) {
        try (Admin admin = connection.connect(Party.ADMIN).admin()) {
            AclAdmin.Difference difference = new AclAdmin(admin).apply(AccessRules.all());
            print(difference);
            spec.commandLine()
                    .getErr()
                    .println("Added " + difference.missing().size() + " ACLs, removed "
                            + difference.surplus().size() + "; "
                            + (AccessRules.all().size() - difference.missing().size()) + " were there.");
            return difference.everybodys().isEmpty() ? ExitCode.DONE : ExitCode.DONE_IN_PART;
        }
    }

    private void print(AclAdmin.Difference difference) {
        Stream.of(
                        difference.missing().stream().map(acl -> "missing  " + sentence(acl)),
                        difference.surplus().stream().map(acl -> "surplus  " + sentence(acl)),
                        difference.everybodys().stream()
                                .map(acl -> "for all  " + sentence(acl)
                                        + " (not ours: remove it yourself if nobody needs it)"))
                .flatMap(lines -> lines)
                .sorted()
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
    }

    private static String sentence(AclBinding acl) {
        String host = acl.entry().host();
        return acl.entry().principal() + " " + acl.entry().permissionType() + " "
                + acl.entry().operation() + " " + acl.pattern().resourceType() + " "
                + acl.pattern().name() + (acl.pattern().patternType() == PatternType.PREFIXED ? "*" : "") + " from "
                + (host.equals("*") ? "any host" : host);
    }
}
