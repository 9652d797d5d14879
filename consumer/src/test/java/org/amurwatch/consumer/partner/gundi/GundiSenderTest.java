package org.amurwatch.consumer.partner.gundi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.deliver.LaneRun;
import org.amurwatch.consumer.partner.file.GundiTarget;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.standin.GundiStandIn;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GundiSenderTest {

    private static final Duration LONG = Duration.ofDays(2);

    @TempDir
    private Path folder;

    private GundiStandIn gundi;
    private LaneRun run;

    @BeforeEach
    void start() throws IOException {
        TestClock clock = new TestClock();
        gundi = new GundiStandIn(clock);
        Partner partner = PartnerEntries.gundi(folder, gundi.url());
        run = new LaneRun(partner, clock, (http, time) -> new GundiSender((GundiTarget) partner.target(), http));
    }

    @AfterEach
    void stop() {
        run.close();
        gundi.close();
    }

    private void release(int from, int to) {
        run.release(IntStream.rangeClosed(from, to)
                .mapToObj(i -> Released.snare(i).build())
                .toArray(ReleasedEvent[]::new));
    }

    @Test
    void shouldSendListsNoMoreOftenThanItsOwnersAllow() {
        release(1, 250);
        run.run(LONG);

        assertThat(gundi.events())
                .extracting(event -> event.at("/event_details/amurwatch_id").asText())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 250).mapToObj(Released::id).toList());
        assertThat(gundi.requests()).hasSize(3);
        assertThat(gundi.tooSoon()).isZero();
        assertThat(gundi.complaints()).isEmpty();
    }

    @Test
    void shouldTellWhatItIs() {
        run.release(Released.snare(1).setPurpose(Purpose.EXERCISE).build());
        run.run(LONG);

        JsonNode event = gundi.events().get(0);
        assertThat(event.get("title").asText()).isEqualTo("EXERCISE: Snare");
        assertThat(event.get("event_type").asText()).isEqualTo("snare_rep");
        assertThat(event.at("/location/lat").asDouble()).isEqualTo(43.15);
        assertThat(event.at("/location/lon").asDouble()).isEqualTo(131.45);
        assertThat(event.get("recorded_at").asText()).endsWith("Z");
        assertThat(event.at("/event_details/snarerep_numberofsnares").asInt()).isEqualTo(3);
        assertThat(event.at("/event_details/amurwatch_remark").asText()).contains("0.1 degree");
    }

    @Test
    void shouldChangeWhatItMadeByTheIdThatGundiGave() {
        ReleasedEvent first = Released.snare(1).build();
        ReleasedEvent second = Released.corrected(first);
        run.release(first, Released.snare(2).build(), second, Released.withdrawn(second));
        run.run(LONG);

        assertThat(gundi.complaints()).isEmpty();
        assertThat(gundi.events()).hasSize(2);
        assertThat(gundi.events().get(0).get("status").asText()).isEqualTo("resolved");
        assertThat(gundi.events().get(0).get("title").asText()).startsWith("WITHDRAWN: ");
        assertThat(gundi.events().get(1).has("status")).isFalse();
        assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(1, 1, 2, 3);
    }

    @Test
    void shouldFindTheOneOfAListThatIsRefusedAndSendTheOthers() {
        release(1, 2);
        run.release(Released.leopard(3).setScientificName("refuse-me").build());
        release(4, 4);
        run.run(LONG);

        assertThat(gundi.events()).hasSize(3);
        assertThat(run.receipts)
                .extracting(PartnerReceipt::getOutcome)
                .containsExactly(
                        ReceiptOutcome.DELIVERED,
                        ReceiptOutcome.DELIVERED,
                        ReceiptOutcome.REFUSED,
                        ReceiptOutcome.DELIVERED);
    }

    @Test
    void shouldRefuseItselfWhatHasNoPlaceAndKeepTheOrderOfTheReceipts() {
        release(1, 1);
        run.release(Released.snare(2).setCell(null).setPosition(null).build());
        release(3, 3);
        run.run(LONG);

        assertThat(gundi.events()).hasSize(2);
        assertThat(run.receipts)
                .extracting(PartnerReceipt::getEventId)
                .containsExactly(Released.id(1), Released.id(2), Released.id(3));
        assertThat(run.receipts.get(1).getDetail()).contains("place is withheld");
        assertThat(gundi.complaints()).isEmpty();
    }

    /** By which Gundi drops repeats for a while: said in docs/partners.md, for it knows no id of ours. */
    @Test
    void shouldSendTheSameToTheByteWhenTheAnswerWasLost() {
        release(1, 1);
        gundi.losesAnswers(true);
        run.turn();
        gundi.losesAnswers(false);
        release(2, 2);
        run.run(LONG);

        assertThat(gundi.requests().get(1).body())
                .isEqualTo(gundi.requests().get(0).body());
        assertThat(run.receipts).hasSize(2);
        assertThat(gundi.events()).hasSize(2);
    }
}
