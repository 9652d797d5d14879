package org.amurwatch.consumer.partner.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.deliver.LaneRun;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.file.SmartTarget;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.consumer.partner.standin.SmartStandIn;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmartSenderTest {

    private static final Duration LONG = Duration.ofDays(2);

    @TempDir
    private Path folder;

    private SmartStandIn smart;
    private LaneRun run;

    @BeforeEach
    void start() throws IOException {
        smart = new SmartStandIn();
        run = run();
    }

    private LaneRun run(String... more) {
        Partner partner = PartnerEntries.smart(folder, smart.url(), more);
        return new LaneRun(
                partner, new TestClock(), (http, clock) -> new SmartSender((SmartTarget) partner.target(), http));
    }

    @AfterEach
    void stop() {
        run.close();
        smart.close();
        assertThat(smart.complaints()).isEmpty();
    }

    @Test
    void shouldMakeAnIncidentWithTheCategoryOfTheSiteAndLocalTime() {
        run.release(Released.snare(1).setPurpose(Purpose.EXERCISE).build());
        run.run(LONG);

        JsonNode incident = smart.incidents().get(0);
        assertThat(incident.at("/properties/dateTime").asText()).isEqualTo("2026-01-17T16:18:44");
        assertThat(incident.at("/geometry/coordinates/0").asDouble()).isEqualTo(131.45);
        JsonNode attributes = incident.at("/properties/smartAttributes");
        assertThat(attributes.get("comment").asText()).startsWith("EXERCISE: Snare. Amur Watch ");
        JsonNode observation = attributes.at("/observationGroups/0/observations/0");
        assertThat(observation.get("category").asText()).isEqualTo("humanactivity.weaponsequipment.trap");
        assertThat(observation.at("/attributes/typeoftrap").asText()).isEqualTo("wiresnare");
    }

    @Test
    void shouldChangeTheIncidentAndSayThatItWasTakenBack() {
        ReleasedEvent first = Released.snare(1).build();
        ReleasedEvent second = Released.corrected(first);
        run.release(first, second, Released.withdrawn(second));
        run.run(LONG);

        assertThat(smart.incidents()).hasSize(1);
        JsonNode incident = smart.incidents().get(0);
        assertThat(incident.at("/properties/dateTime").asText()).isEqualTo("2026-01-17T16:19:44");
        assertThat(incident.at("/properties/smartAttributes/comment").asText())
                .startsWith("WITHDRAWN: Poaching alert. Amur Watch ");
        assertThat(incident.at("/geometry/coordinates/1").asDouble()).isEqualTo(43.15);
    }

    @Test
    void shouldLogInOnceAndAgainWhenTheSessionHasEnded() {
        run.release(Released.snare(1).build(), Released.snare(2).build());
        run.run(LONG);
        assertThat(smart.logIns()).isEqualTo(1);

        smart.endSession();
        run.release(Released.snare(3).build());
        run.run(LONG);

        assertThat(smart.logIns()).isEqualTo(2);
        assertThat(smart.incidents()).hasSize(3);
        assertThat(run.troubles).isEmpty();
    }

    /** A server shows the form in place of an answer, with status 200: nothing that was sent then was taken. */
    @Test
    void shouldNotTakeThePageOfTheFormForAnAnswer() {
        run.release(Released.snare(1).build());
        run.run(LONG);
        smart.endSession();
        run.release(Released.withdrawn(Released.snare(1).build()));
        run.run(LONG);

        assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(1, 2);
        assertThat(smart.incidents()
                        .get(0)
                        .at("/properties/smartAttributes/comment")
                        .asText())
                .startsWith("WITHDRAWN: ");
    }

    @Test
    void shouldLeaveTimeAndPlaceOfWhatIsTakenBack() {
        ReleasedEvent first = Released.snare(1).build();
        run.release(first, Released.withdrawn(first));
        run.run(LONG);

        JsonNode sent = smart.requests().get(smart.requests().size() - 1).json();
        assertThat(sent.has("geometry")).isFalse();
        assertThat(sent.get("properties").has("dateTime")).isFalse();
        assertThat(smart.incidents().get(0).at("/properties/dateTime").asText()).isEqualTo("2026-01-17T16:18:44");
    }

    @Test
    void shouldHaveNoSecondEffectWhenKilledBetweenPostAndReceipt() {
        ReleasedEvent first = Released.snare(1).build();
        ReleasedEvent second = Released.corrected(first);
        for (ReleasedEvent event : List.of(first, second, Released.withdrawn(second))) {
            run.release(event);
            run.clock.advance(Duration.ofMinutes(1));
            run.storing(false);
            assertThatThrownBy(run::turn).hasMessageContaining("No broker");
            run.kill();
            run.storing(true);
            run.run(LONG);
        }

        assertThat(smart.incidents()).hasSize(1);
        assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(1, 2, 3);
    }

    @Test
    void shouldRefuseWhatTheMappingDoesNotName() {
        run.release(
                Released.snare(1).setKind(AlertKind.FIRE).build(),
                Released.snare(2).build());
        run.run(LONG);

        assertThat(smart.incidents()).hasSize(1);
        assertThat(run.receipts.get(0).getOutcome()).isEqualTo(ReceiptOutcome.REFUSED);
        assertThat(run.receipts.get(0).getDetail()).contains("maps no category");
    }

    @Test
    void shouldTellAServerBeforeSevenPointFiveOfACorrectionByANewObservation() {
        run.close();
        run = run("featureType: observation");
        ReleasedEvent first = Released.snare(1).build();
        ReleasedEvent second = Released.corrected(first);
        run.release(first, second, Released.withdrawn(second));
        run.run(LONG);

        assertThat(smart.observations()).hasSize(2);
        assertThat(smart.observations()
                        .get(1)
                        .at("/properties/smartAttributes/comment")
                        .asText())
                .startsWith("CORRECTION of an earlier observation. Snare");
        assertThat(run.receipts.get(2).getOutcome()).isEqualTo(ReceiptOutcome.REFUSED);
    }

    @Test
    void shouldWaitForTheOperatorWhenItIsLetInNowhere() {
        expectNobodyIsLetIn();
    }

    @Test
    void shouldWaitForTheOperatorWhenAPageSaysThatItIsLetInNowhere() {
        smart.refusesByPage();
        expectNobodyIsLetIn();
    }

    private void expectNobodyIsLetIn() {
        run.close();
        PartnerEntries.write(folder.resolve("other.password"), "wrong");
        Partner partner = PartnerEntries.smart(folder, smart.url());
        SmartTarget target = (SmartTarget) partner.target();
        SmartTarget wrong = new SmartTarget(
                target.url(),
                new org.amurwatch.consumer.endpoint.LogIn(
                        "nobody", target.logIn().password()),
                target.conservationArea(),
                target.zone(),
                target.featureType(),
                target.categories());
        run = new LaneRun(partner, new TestClock(), (http, clock) -> new SmartSender(wrong, http));
        run.release(Released.snare(1).build());
        run.run(Duration.ofHours(1));

        assertThat(run.receipts).isEmpty();
        assertThat(run.troubles).isNotEmpty().allMatch(trouble -> trouble.needsOperator());
        assertThat(run.lastTrouble()).contains("log in").doesNotContain("pass&word");
    }
}
