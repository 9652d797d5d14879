package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesCommandTest {

    private static final String NIGHT = """
            policies:
              - id: night
                sectors: [leopard-land]
                level: dispatch
                leastSeverity: severe
                steps:
                  - {afterMinutes: 0, to: nearest}
                  - {afterMinutes: 5, to: further}
                  - {afterMinutes: 5, to: duty-officers}
                  - {afterMinutes: 20, to: named, teams: [command-centre]}
            """;

    @TempDir
    private Path folder;

    private final CommandRun policies = new CommandRun(PoliciesCommand::new, new FakeReferenceStore("streams-1"));

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("policies.yaml"), text).toString();
    }

    @Test
    void shouldLoadAndListPolicies() throws Exception {
        assertThat(policies.run("load", file(NIGHT))).as(policies.err()).isEqualTo(ExitCode.DONE);
        EscalationPolicy night = policies.store.read(Topics.POLICIES).get("night");
        assertThat(night.getSectorIds()).containsExactly("leopard-land");
        assertThat(night.getLevel()).isEqualTo(PageLevel.DISPATCH);
        assertThat(night.getLeastSeverity()).isEqualTo(Severity.SEVERE);
        assertThat(night.getSteps())
                .containsExactly(
                        new EscalationStep(0, RecipientKind.NEAREST, List.of()),
                        new EscalationStep(5, RecipientKind.FURTHER, List.of()),
                        new EscalationStep(5, RecipientKind.DUTY_OFFICERS, List.of()),
                        new EscalationStep(20, RecipientKind.NAMED, List.of("command-centre")));
        assertThat(policies.err())
                .contains("Policy 'night' names the sector 'leopard-land', which has no territory.")
                .contains("Policy 'night' names the team 'command-centre' 20 minutes on, which is not loaded")
                .contains("Policy 'night' tells duty officers, and no team is one")
                .contains("Loaded 1 policy, applied by streams-app.");

        assertThat(policies.run("list")).isEqualTo(ExitCode.DONE);
        assertThat(policies.out()).contains("0min:nearest 5min:further 5min:duty-officers 20min:named(command-centre)");
    }

    @Test
    void shouldNotWarnOfWhatIsLoaded() throws Exception {
        policies.store.load(
                Topics.PATROL_TEAMS,
                Map.of(
                        "command-centre",
                        PatrolTeam.newBuilder()
                                .setId("command-centre")
                                .setName("Command centre")
                                .setRole(TeamRole.DUTY_OFFICER)
                                .build()),
                Duration.ZERO);
        policies.run("load", file(NIGHT.replace("[leopard-land]", "[]")));
        assertThat(policies.err()).doesNotContain("Policy 'night'");
    }

    @Test
    void shouldSayWhichPoliciesAreForTheSame() throws Exception {
        policies.run("load", file(NIGHT));
        policies.run("load", file(NIGHT.replace("id: night", "id: other")));
        assertThat(policies.err())
                .contains("Policies 'night' and 'other' are both for leopard-land, DISPATCH, from SEVERE on");
        policies.run("load", file(NIGHT.replace("id: night", "id: other").replace("severe", "critical")));
        assertThat(policies.err()).doesNotContain("are both for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: a, steps: [{afterMinutes: 0, to: all}]} | Policy 1 ('a'), level: missing: expected REVIEW or DISPATCH.",
                "{id: a, level: none, steps: [{afterMinutes: 0, to: all}]} | Policy 1 ('a'), level: NONE pages nobody",
                "{id: a, level: loud, steps: [{afterMinutes: 0, to: all}]} | Policy 1 ('a'), level: unknown 'loud': expected NONE, REVIEW, DISPATCH.",
                "{id: a, level: review, leastSeverity: bad, steps: [{afterMinutes: 0, to: all}]} | leastSeverity: unknown 'bad': expected INFO, WARNING,",
                "{id: a, level: review} | Policy 1 ('a'), steps: missing: expected at least one",
                "{id: a, level: review, steps: []} | Policy 1 ('a'), steps: missing: expected at least one",
                "{id: a, level: review, steps: [now]} | Policy 1 ('a'), steps: \"now\": expected fields",
                "{id: a, level: review, steps: [{to: all}]} | step 1, afterMinutes: missing",
                "{id: a, level: review, steps: [{afterMinutes: 0}]} | step 1, to: missing",
                "{id: a, level: review, steps: [{afterMinutes: -1, to: all}]} | step 1, afterMinutes: -1 is out of range: expected 0 to 1440.",
                "{id: a, level: review, steps: [{afterMinutes: 5, to: all}, {afterMinutes: 4, to: further}]} | step 2, afterMinutes: 4 is earlier than the step before, 5",
                "{id: a, level: review, steps: [{afterMinutes: 0, to: boss}]} | step 1, to: unknown 'boss': expected NEAREST,",
                "{id: a, level: review, steps: [{afterMinutes: 0, to: named}]} | step 1, teams: missing: expected the teams",
                "{id: a, level: review, steps: [{afterMinutes: 0, to: all, teams: [x]}]} | step 1, teams: stand in a step to ALL",
                "{id: a, level: review, sector: x, steps: [{afterMinutes: 0, to: all}]} | sector: is no field of a policy",
            })
    void shouldNameLinePolicyAndFieldOfAFault(String policy, String sentence) throws Exception {
        assertThat(policies.run("load", file("policies:\n  - " + policy + "\n")))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(policies.err())
                .contains("Nothing was loaded")
                .contains("line 2: Policy 1 ('a'), ")
                .contains(sentence);
        assertThat(policies.store.read(Topics.POLICIES)).isEmpty();
    }
}
