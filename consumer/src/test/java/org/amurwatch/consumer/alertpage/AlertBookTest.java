package org.amurwatch.consumer.alertpage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.dispatch.Alerts;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private final AlertBook book = new AlertBook(3);

    private static PatrolAlert message(int sequence) {
        return Alerts.alert("alert-" + sequence)
                .setIncidentId("khasan/a")
                .setSequence(sequence)
                .build();
    }

    @Test
    void shouldShowAnAlertThatOnlyItsDeliveryHasToldOf() {
        book.add(Alerts.delivery("phone", 1, message(1)));

        assertThat(book.find("alert-1")).hasValueSatisfying(entry -> {
            assertThat(entry.alert()).isEqualTo(message(1));
            assertThat(entry.deliveries()).hasSize(1);
        });
        assertThat(book.numbered(AlertBook.number("alert-1"))).isPresent();
    }

    @Test
    void shouldKeepOneCopyOfAnAlertHoweverManyDeliveriesCarryIt() {
        book.add(message(1));
        for (String endpoint : List.of("phone", "mail", "sms")) {
            book.add(Alerts.delivery(endpoint, 1, message(1)));
        }

        AlertBook.Entry entry = book.find("alert-1").orElseThrow();
        assertThat(entry.deliveries()).hasSize(3).allSatisfy(progress -> assertThat(
                        progress.delivery().getAlert())
                .isSameAs(entry.alert()));
    }

    @Test
    void shouldShowTheMessagesOfAnIncidentEachWithItsOwnDeliveries() {
        for (int sequence : List.of(2, 1)) {
            book.add(Alerts.delivery("phone", sequence, message(sequence)));
        }
        book.add(Alerts.delivery("mail", 2, message(2)));

        AlertBook.Entry entry = book.find("alert-1").orElseThrow();
        assertThat(entry.deliveries()).hasSize(1);
        assertThat(entry.messages())
                .extracting(message -> message.alert().getAlertId())
                .containsExactly("alert-1", "alert-2");
        assertThat(entry.messages().get(1).deliveries())
                .extracting(progress -> progress.delivery().getEndpoint())
                .containsExactly("phone", "mail");
    }

    @Test
    void shouldForgetTheOldestAlertsAndTheirNumbers() {
        for (int sequence = 1; sequence <= 4; sequence++) {
            book.add(message(sequence));
        }
        assertThat(book.find("alert-1")).isEmpty();
        assertThat(book.numbered(AlertBook.number("alert-1"))).isEmpty();
        assertThat(book.numbered(AlertBook.number("alert-2"))).isPresent();
    }
}
