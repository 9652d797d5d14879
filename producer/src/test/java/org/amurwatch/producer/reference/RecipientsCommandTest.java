package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RecipientState;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecipientsCommandTest {

    private final CommandRun recipients = new CommandRun(RecipientsCommand::new, new FakeReferenceStore("streams-1"));

    @BeforeEach
    void loadTeams() {
        PatrolTeam north = PatrolTeam.newBuilder()
                .setId("north")
                .setName("North")
                .setEndpoints(List.of("north-phone"))
                .build();
        recipients.store.load(Topics.PATROL_TEAMS, Map.of("north", north), Duration.ZERO);
    }

    private Recipient phone() {
        return recipients.store.read(Topics.RECIPIENTS).get("north-phone");
    }

    private int revoke(String name) {
        return recipients.run("revoke", name, "--by", "duty-officer", "--why", "the phone was lost");
    }

    @Test
    void shouldRevokeAndSayWhoWhyAndSinceWhen() {
        assertThat(revoke("north-phone")).as(recipients.err()).isEqualTo(ExitCode.DONE);

        assertThat(phone().getState()).isEqualTo(RecipientState.REVOKED);
        assertThat(phone().getBy()).isEqualTo("duty-officer");
        assertThat(phone().getWhy()).isEqualTo("the phone was lost");
        assertThat(phone().getAt()).isEqualTo(CommandRun.NOW);
        assertThat(recipients.err()).contains("Within 5 seconds").doesNotContain("No team names");
    }

    @Test
    void shouldRevokeWhatNoTeamNamesAndSaySo() {
        assertThat(revoke("nroth-phone")).isEqualTo(ExitCode.DONE);
        assertThat(recipients.err()).contains("No team names the endpoint 'nroth-phone'");
    }

    @Test
    void shouldRestoreOnlyWhatIsRevoked() {
        assertThat(recipients.run("restore", "north-phone", "--by", "duty-officer"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recipients.err()).contains("is not revoked");
        revoke("north-phone");

        assertThat(recipients.run("restore", "north-phone", "--by", "duty-officer"))
                .isEqualTo(ExitCode.DONE);

        assertThat(phone().getState()).isEqualTo(RecipientState.ACTIVE);
        assertThat(phone().getWhy()).isNull();
    }

    @Test
    void shouldAskWhoAndWhy() {
        assertThat(recipients.run("revoke", "north-phone", "--by", "duty-officer"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recipients.run("revoke", "north-phone", "--by", " ", "--why", "x"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recipients.store.read(Topics.RECIPIENTS)).isEmpty();
    }
}
