package org.amurwatch.consumer.partner.earthranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.deliver.LaneRun;
import org.amurwatch.consumer.partner.file.EarthRangerTarget;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.standin.EarthRangerStandIn;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.consumer.partner.standin.StandIn.Answer;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarthRangerSenderTest {

    private static final Duration LONG = Duration.ofDays(2);

    @TempDir
    private Path folder;

    private EarthRangerStandIn site;
    private LaneRun run;

    @BeforeEach
    void start() throws IOException {
        site = new EarthRangerStandIn();
        run = run("priorities: {SNARE: 200}", "rateLimit: 600");
    }

    private LaneRun run(String... more) {
        Partner partner = PartnerEntries.earthRanger(folder, site.url(), more);
        return new LaneRun(
                partner,
                new TestClock(),
                (http, clock) -> new EarthRangerSender((EarthRangerTarget) partner.target(), http));
    }

    @AfterEach
    void stop() {
        run.close();
        site.close();
        assertThat(site.complaints()).isEmpty();
    }

    @Test
    void shouldMakeAReport() {
        run.release(Released.snare(1).build());
        run.run(LONG);

        JsonNode report = site.reports().get(0);
        assertThat(report.get("event_type").asText()).isEqualTo("snare_rep");
        assertThat(report.get("title").asText()).isEqualTo("Snare");
        assertThat(report.get("time").asText()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(report.at("/location/latitude").asDouble()).isEqualTo(43.15);
        assertThat(report.get("priority").asInt()).isEqualTo(200);
        assertThat(report.at("/event_details/snarerep_numberofsnares").asInt()).isEqualTo(3);
        assertThat(site.requests()
                        .get(0)
                        .json()
                        .at("/event_details/amurwatch_uncertainty_metres")
                        .asDouble())
                .isEqualTo(14_000);
        assertThat(report.get("notes")).hasSize(1);
        assertThat(report.at("/notes/0/text").asText())
                .startsWith("Amur Watch " + Released.id(1) + ".")
                .contains("0.1 degree");
        PartnerReceipt receipt = run.receipts.get(0);
        assertThat(receipt.getOutcome()).isEqualTo(ReceiptOutcome.DELIVERED);
        assertThat(receipt.getRemoteId()).isEqualTo(report.get("id").asText());
    }

    @Test
    void shouldChangeTheReportOfTheEventAndTakeItBackWithANote() {
        ReleasedEvent first = Released.leopard(1).build();
        ReleasedEvent second = Released.corrected(first);
        run.release(first, second, Released.withdrawn(second));
        run.run(LONG);

        assertThat(site.reports()).hasSize(1);
        JsonNode report = site.reports().get(0);
        assertThat(report.get("time").asText()).isEqualTo("2026-01-17T06:19:44Z");
        assertThat(report.get("state").asText()).isEqualTo("resolved");
        assertThat(report.get("title").asText()).startsWith("WITHDRAWN: ");
        assertThat(report.get("notes")).hasSize(2);
        assertThat(report.at("/notes/1/text").asText()).contains("taken back");
        assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(1, 2, 3);
    }

    @Test
    void shouldSayThatAnExerciseIsOne() {
        run.release(Released.snare(1).setPurpose(Purpose.EXERCISE).build());
        run.run(LONG);

        JsonNode report = site.reports().get(0);
        assertThat(report.get("title").asText()).isEqualTo("EXERCISE: Snare");
        assertThat(site.requests()
                        .get(0)
                        .json()
                        .at("/event_details/amurwatch_purpose")
                        .asText())
                .isEqualTo("EXERCISE");
    }

    @Test
    void shouldFillInTheFieldsOfTheFormsThatComeWithEarthRanger() {
        run.release(
                Released.leopard(1).build(),
                Released.snare(2).setKind(AlertKind.GUNSHOT).build(),
                Released.snare(3).setKind(AlertKind.CAMP).build(),
                Released.snare(4).setKind(AlertKind.WEAPON).build(),
                Released.snare(5).setKind(AlertKind.HUMAN_TRACKS).build());
        run.run(LONG);

        assertThat(site.reports())
                .extracting(report -> report.get("event_details").toString())
                .containsExactly(
                        "{\"wildlifesightingrep_numberanimals\":1}",
                        "{\"shotrep_numberofshots\":3,\"shotrep_timeofshot\":\"2026-01-17T06:18:44Z\"}",
                        "{\"poachercamprep_numberofpeople\":3}",
                        "{\"confiscationrep_numberofitems\":3}",
                        "{\"spoorrep_type\":\"footprint\"}");
    }

    /** EarthRanger takes 0 for a priority that nobody stated. */
    @Test
    void shouldLeaveAPriorityThatNobodySetToTheTypeThere() {
        run.release(Released.snare(1).setKind(AlertKind.TRAP).build());
        run.run(LONG);

        assertThat(site.requests().get(0).json().has("priority")).isFalse();
        assertThat(site.reports().get(0).get("priority").asInt()).isEqualTo(300);
    }

    @Test
    void shouldWaitForTheOperatorWhenTheEventSourceIsNotTheUsers() {
        beginAnew("11111111-4a5b-4c6d-8e9f-0a1b2c3d4e5f");
        run.release(Released.snare(1).build());
        run.run(Duration.ofHours(1));

        assertThat(run.receipts).isEmpty();
        assertThat(run.troubles).isNotEmpty().allMatch(trouble -> trouble.needsOperator());
        assertThat(run.lastTrouble()).contains("eventSource");
    }

    @Test
    void shouldSendAnEventWithoutAPlaceToo() {
        run.release(Released.snare(1).setCell(null).setPosition(null).build());
        run.run(LONG);

        assertThat(site.reports().get(0).get("location").isNull()).isTrue();
    }

    @Test
    void shouldDeliverAllInOrderAndOnceAfterAnHourWithoutThePartner() {
        site.down(true);
        run.release(IntStream.rangeClosed(1, 12)
                .mapToObj(i -> Released.snare(i).build())
                .toArray(ReleasedEvent[]::new));
        run.run(Duration.ofHours(1));
        assertThat(site.reports()).isEmpty();
        assertThat(run.receipts).isEmpty();
        assertThat(site.requests())
                .as("twice as long after each, up to five minutes")
                .hasSizeBetween(15, 25);

        site.down(false);
        site.troubles(Answer.of(500), Answer.of(502), new Answer(429, "", Map.of("Retry-After", "90")));
        run.run(LONG);

        assertThat(site.reports())
                .extracting(report -> report.get("external_event_id").asText())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 12).mapToObj(Released::id).toList());
        assertThat(run.receipts).hasSize(12).allMatch(one -> one.getOutcome() == ReceiptOutcome.DELIVERED);
    }

    @Test
    void shouldWaitAsLongAsThePartnerAsks() {
        site.troubles(new Answer(429, "", Map.of("Retry-After", "1800")));
        run.release(Released.snare(1).build());
        run.run(Duration.ofMinutes(29));
        assertThat(site.requests()).hasSize(1);

        run.run(Duration.ofMinutes(2));
        assertThat(site.reports()).hasSize(1);
    }

    @Test
    void shouldMakeOneReportWhenTheAnswerIsLostAndStillChangeItLater() {
        ReleasedEvent first = Released.snare(1).build();
        run.release(first);
        site.losesAnswers(true);
        run.turn();
        assertThat(site.reports()).hasSize(1);
        assertThat(run.receipts).isEmpty();
        site.losesAnswers(false);

        run.run(LONG);
        run.release(Released.corrected(first));
        run.run(LONG);

        JsonNode report = site.reports().get(0);
        assertThat(site.reports()).hasSize(1);
        assertThat(report.get("time").asText()).isEqualTo("2026-01-17T06:19:44Z");
        assertThat(report.get("notes")).as("made once it was found").hasSize(1);
        assertThat(run.receipts.get(0).getRemoteId())
                .as("found by its time and the mark in its message")
                .isEqualTo(report.get("id").asText());
    }

    @Test
    void shouldFindByItsNoteAReportWhoseTimeWasCorrected() {
        ReleasedEvent first = Released.snare(1).build();
        ReleasedEvent second = Released.corrected(first);
        run.release(first, second);
        run.run(LONG);
        run.receipts.clear();
        run.kill();

        run.release(ReleasedEvent.newBuilder(Released.corrected(second))
                .setObservedFrom(Released.AT.plusSeconds(900))
                .build());
        run.run(LONG);

        assertThat(site.reports()).hasSize(1);
        assertThat(site.reports().get(0).get("time").asText()).isEqualTo("2026-01-17T06:33:44Z");
        assertThat(site.reports().get(0).get("notes")).hasSize(1);
    }

    @Test
    void shouldHaveNoSecondEffectWhenKilledBetweenPostAndReceipt() {
        ReleasedEvent first = Released.snare(1).build();
        ReleasedEvent second = Released.corrected(first);
        ReleasedEvent gone = Released.withdrawn(second);
        for (ReleasedEvent event : List.of(first, second, gone)) {
            run.release(event);
            run.clock.advance(Duration.ofMinutes(1));
            run.storing(false);
            assertThatThrownBy(run::turn).hasMessageContaining("No broker");
            run.kill();
            run.storing(true);
            run.run(LONG);
        }

        assertThat(site.reports()).hasSize(1);
        assertThat(site.reports().get(0).get("notes")).as("said once").hasSize(2);
        assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(1, 2, 3);
        assertThat(run.receipts).allMatch(receipt -> receipt.getOutcome() == ReceiptOutcome.DELIVERED);
    }

    @Test
    void shouldWaitForTheOperatorWhenTheTokenIsRefusedAndLoseNothing() {
        PartnerEntries.write(folder.resolve("er.token"), "old");
        beginAnew(EarthRangerStandIn.EVENT_SOURCE);

        run.release(Released.snare(1).build());
        run.run(Duration.ofHours(1));

        assertThat(run.receipts).isEmpty();
        assertThat(run.isDone()).isFalse();
        assertThat(run.troubles).allMatch(trouble -> trouble.needsOperator());
        assertThat(run.lastTrouble()).contains("401").doesNotContain("old");
    }

    @Test
    void shouldRefuseWhatTheSiteDoesNotTakeAndGoOn() {
        run.close();
        run = run("types: {Panthera pardus orientalis: no_such_type}", "rateLimit: 600");
        run.release(Released.leopard(1).build(), Released.snare(2).build());
        run.run(LONG);

        assertThat(run.receipts)
                .extracting(PartnerReceipt::getOutcome)
                .containsExactly(ReceiptOutcome.REFUSED, ReceiptOutcome.DELIVERED);
        assertThat(run.receipts.get(0).getDetail()).contains("event type").doesNotContain("43.");
        assertThat(site.complaints()).singleElement().asString().contains("unknown event_type");
        site.complaints().clear();
    }

    @Test
    void shouldNotTakeBackWhatThePartnerNeverHad() {
        run.release(Released.withdrawn(Released.snare(1).build()));
        run.run(LONG);

        assertThat(site.reports()).isEmpty();
        assertThat(run.isDone()).isTrue();
    }

    @Test
    void shouldPassOverAnEarlierVersionThatIsReadAfterALaterOne() {
        ReleasedEvent first = Released.snare(1).build();
        run.release(Released.corrected(first), first);
        run.run(LONG);

        assertThat(site.reports().get(0).get("time").asText()).isEqualTo("2026-01-17T06:19:44Z");
        assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(2);
    }

    @Test
    void shouldEndASlowAttemptAndMakeNoSecondReport() {
        run.close();
        Partner partner = PartnerEntries.earthRanger(folder, site.url(), "rateLimit: 600");
        run = new LaneRun(
                partner,
                new TestClock(),
                (http, clock) -> new EarthRangerSender((EarthRangerTarget) partner.target(), http),
                Duration.ofMillis(400));
        site.slow(1_000);
        run.release(Released.snare(1).build());
        run.turn();
        // Whichever of two clocks strikes first: that of the whole exchange, or that of its socket.
        assertThat(run.lastTrouble()).containsAnyOf("0.4 seconds", "in time");
        site.slow(0);

        run.run(LONG);
        assertThat(site.reports()).hasSizeLessThanOrEqualTo(1);
        assertThat(run.receipts).hasSize(1);
    }

    /** With what the folder and the entry say now. */
    private void beginAnew(String eventSource) {
        run.close();
        Partner partner = PartnerEntries.read(
                folder, "earthranger", "url: " + site.url(), "tokenFile: er.token", "eventSource: " + eventSource);
        run = new LaneRun(
                partner,
                new TestClock(),
                (http, clock) -> new EarthRangerSender((EarthRangerTarget) partner.target(), http));
    }
}
