package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.access.AccessRule;
import org.amurwatch.access.AccessRules;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AclsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowEveryRuleAndAskNoBroker() throws IOException {
        // It takes no --bootstrap-servers, and there is no broker here to answer.
        assertThat(run("show", "--output", "json")).isEqualTo(ExitCode.DONE);

        Set<String> shown = new TreeSet<>();
        for (JsonNode row : new ObjectMapper().readTree(out.toString())) {
            for (String operation : row.get("operations").asText().split(", ", -1)) {
                shown.add(row.get("principal").asText() + " "
                        + row.get("resource").asText() + " " + row.get("name").asText() + " " + operation);
            }
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        AccessRules.all().stream().map(AclsCommandTest::line).toList())
                .contains(
                        "amurwatch-operator topic private.details read",
                        "amurwatch-decisions transactional_id decisions-g* write",
                        "amurwatch-producer cluster kafka-cluster describe");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldShowOneParty() {
        assertThat(run("show", "--party", "dispatch", "--output", "csv")).isEqualTo(ExitCode.DONE);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("principal,resource,name,operations");
        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .allMatch(line -> line.startsWith(Party.DISPATCH.principal() + ","))
                .contains(
                        "amurwatch-dispatch,group,dispatch,read",
                        "amurwatch-dispatch,topic,alert.receipts,\"read, write\"");
    }

    @Test
    void shouldSayThatTheBrokersCannotBeReached() {
        for (String command : List.of("check", "apply")) {
            assertThat(run(command, "--bootstrap-servers", "no-such-host.invalid:1"))
                    .as(command)
                    .isEqualTo(ExitCode.UNREACHABLE);
            assertThat(err.toString()).contains("Can't reach the brokers").doesNotContain("\tat ");
        }
    }

    private static String line(AccessRule rule) {
        return rule.party().principal() + " " + rule.type().name().toLowerCase(java.util.Locale.ROOT) + " "
                + rule.name() + (rule.pattern() == PatternType.PREFIXED ? "*" : "") + " "
                + rule.operation().name().toLowerCase(java.util.Locale.ROOT);
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new AclsCommand());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
