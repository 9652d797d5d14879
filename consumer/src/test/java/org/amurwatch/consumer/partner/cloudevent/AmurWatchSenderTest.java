package org.amurwatch.consumer.partner.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sex;
import org.amurwatch.consumer.partner.deliver.LaneRun;
import org.amurwatch.consumer.partner.file.AmurWatchTarget;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.standin.AmurWatchStandIn;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.consumer.partner.standin.StandIn.Answer;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmurWatchSenderTest {

    private static final Duration LONG = Duration.ofDays(2);

    @TempDir
    private Path folder;

    private AmurWatchStandIn other;
    private LaneRun run;

    @BeforeEach
    void start() throws IOException {
        other = new AmurWatchStandIn();
        Partner partner = PartnerEntries.amurWatch(folder, other.url());
        run = new LaneRun(
                partner,
                new TestClock(),
                (http, clock) -> new AmurWatchSender((AmurWatchTarget) partner.target(), http));
    }

    @AfterEach
    void stop() {
        run.close();
        other.close();
        assertThat(other.complaints()).isEmpty();
    }

    @Test
    void shouldTellAllThatMayBeToldOfASighting() {
        run.release(Released.leopard(1)
                .setLifeStage(LifeStage.ADULT)
                .setSex(Sex.MALE)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setStationId("s1")
                .setIndividualAlias("Lord")
                .setObservedUntil(Released.AT.plusSeconds(9))
                .build());
        run.run(LONG);

        JsonNode envelope = other.taken().get(0);
        assertThat(envelope.get("id").asText()).isEqualTo(Released.id(1));
        assertThat(envelope.get("source").asText()).isEqualTo("/park/khasan");
        assertThat(envelope.get("type").asText()).isEqualTo("org.amurwatch.sighting");
        JsonNode data = envelope.get("data");
        assertThat(data.get("scientificName").asText()).isEqualTo("Panthera pardus orientalis");
        assertThat(data.get("observedAt").asText()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(data.get("observedUntil").asText()).isEqualTo("2026-01-17T06:18:53Z");
        assertThat(data.get("revision").asText()).isEqualTo("2026-01-17T07:18:44Z");
        assertThat(data.get("station").asText()).isEqualTo("s1");
        assertThat(data.at("/individual/id").asText()).isEqualTo("Lord");
        assertThat(data.at("/location/uncertaintyMetres").asDouble()).isEqualTo(14_000);
        assertThat(data.get("sex").asText()).isEqualTo("MALE");
    }

    @Test
    void shouldSendBatchesInOrderAndCorrectionsBehindTheirEvent() {
        ReleasedEvent first = Released.snare(1).build();
        run.release(first);
        run.release(IntStream.rangeClosed(2, 130)
                .mapToObj(i -> Released.snare(i).build())
                .toArray(ReleasedEvent[]::new));
        ReleasedEvent second = Released.corrected(first);
        run.release(second, Released.withdrawn(second));
        run.run(LONG);

        assertThat(other.requests()).hasSize(3);
        assertThat(other.taken()).hasSize(132);
        JsonNode last = other.taken().get(131);
        assertThat(last.get("id").asText()).isEqualTo(Released.id(1));
        assertThat(last.at("/data/withdrawn").asBoolean()).isTrue();
        assertThat(last.at("/data/kind").isTextual())
                .as("what the way in wants")
                .isTrue();
    }

    @Test
    void shouldTreatEachOfABatchByItself() {
        run.release(
                Released.leopard(1).build(),
                Released.leopard(2).setScientificName("Refuse me").build(),
                Released.leopard(3).build());
        run.run(LONG);

        assertThat(run.receipts)
                .extracting(PartnerReceipt::getOutcome)
                .containsExactly(ReceiptOutcome.DELIVERED, ReceiptOutcome.REFUSED, ReceiptOutcome.DELIVERED);
        assertThat(run.receipts.get(1).getDetail()).contains("/data/scientificName");
        assertThat(other.requests()).as("nothing is sent twice").hasSize(1);
    }

    @Test
    void shouldRefuseWhatHasNoPlace() {
        run.release(
                Released.leopard(1).build(),
                Released.leopard(2).setCell(null).setPosition(null).build(),
                Released.leopard(3).build());
        run.run(LONG);

        assertThat(other.taken()).hasSize(2);
        assertThat(run.receipts.get(1).getOutcome()).isEqualTo(ReceiptOutcome.REFUSED);
        assertThat(run.receipts.get(1).getDetail()).contains("place is withheld");
    }

    @Test
    void shouldSendTheSameAgainWhenKilledBetweenPostAndReceipt() {
        run.release(Released.leopard(1).build(), Released.leopard(2).build());
        run.storing(false);
        assertThatThrownBy(run::turn).hasMessageContaining("No broker");
        run.kill();
        run.storing(true);
        run.run(LONG);

        assertThat(other.taken().get(2))
                .as("a repeat, which does no harm there")
                .isEqualTo(other.taken().get(0));
        assertThat(run.receipts).hasSize(2);
    }

    @Test
    void shouldWaitWhileItIsBusyAndForTheOperatorWhenTheKeyMayNot() {
        other.troubles(Answer.of(503), Answer.of(403));
        run.release(Released.leopard(1).build());
        run.run(LONG);

        assertThat(run.troubles).extracting(trouble -> trouble.needsOperator()).containsExactly(false, true);
        assertThat(other.taken()).hasSize(1);
    }
}
