package org.amurwatch.consumer.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.consumer.partner.standin.Released;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartnerProgressTest {

    private final PartnerProgress progress = new PartnerProgress();

    private static PartnerReceipt receipt(int number, int version, ReceiptOutcome outcome, int minute) {
        return PartnerReceipt.newBuilder()
                .setPartnerId("hq")
                .setEventId(Released.id(number))
                .setVersion(version)
                .setOutcome(outcome)
                .setAt(Instant.parse("2026-01-17T06:00:00Z").plusSeconds(60L * minute))
                .setDetail(outcome == ReceiptOutcome.REFUSED ? "No." : null)
                .build();
    }

    @Test
    void shouldTellWhatWaitsWhatWasTakenAndWhatRefused() {
        progress.agreed(Agreement.newBuilder()
                .setId("hq")
                .setName("Headquarters")
                .setStartAt(Instant.EPOCH)
                .build());
        progress.settled(receipt(1, 1, ReceiptOutcome.DELIVERED, 1));
        progress.settled(receipt(2, 1, ReceiptOutcome.REFUSED, 2));
        progress.settled(receipt(3, 1, ReceiptOutcome.REFUSED, 3));
        progress.settled(receipt(3, 2, ReceiptOutcome.DELIVERED, 4));
        progress.follows("hq");
        progress.waits(Released.snare(4).setAgreementId("hq").build());

        assertThat(progress.rows()).hasSize(1);
        Map<String, @Nullable Object> row = progress.rows().get(0);
        assertThat(row)
                .containsEntry("name", "Headquarters")
                .containsEntry("waiting", 1)
                .containsEntry("delivered", 2)
                .containsEntry("lastDelivered", "2026-01-17T06:04:00Z")
                .containsEntry("refused", 1)
                .containsEntry("lastRefusal", "No.");
        List<Map<String, @Nullable Object>> refusals = progress.refusals();
        assertThat(refusals).singleElement().satisfies(one -> assertThat(one).containsEntry("event", Released.id(2)));
    }

    @Test
    void shouldNameNoNumberWhereNothingIsSent() {
        progress.agreed(Agreement.newBuilder()
                .setId("visitors")
                .setName("Visitors")
                .setStartAt(Instant.EPOCH)
                .build());

        assertThat(progress.rows()).singleElement().satisfies(row -> assertThat(row.get("waiting"))
                .isNull());
    }
}
