package org.amurwatch.streams.delivery;

import static org.amurwatch.streams.delivery.Alerts.START;
import static org.amurwatch.streams.delivery.Alerts.alert;
import static org.amurwatch.streams.delivery.Alerts.message;
import static org.amurwatch.streams.delivery.Alerts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryHold;
import org.amurwatch.avro.DeliveryOrder;
import org.amurwatch.avro.DeliveryOrderKind;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.EarlierAlert;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RecipientState;
import org.amurwatch.event.DeliveryId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What deliveries mean for each other, through the topology. */
class DeliveriesTest {

    private final LedgerDriver all = new LedgerDriver(new DeliverySettings(
            DeliverySettings.standard().retryWaits(),
            DeliverySettings.standard().attemptDeadline(),
            Duration.ofDays(7),
            Duration.ofDays(15),
            Duration.ofMinutes(3),
            List.of("office")));

    @AfterEach
    void close() {
        assertThat(all.due.approximateNumEntries())
                .as("each row is due once")
                .isEqualTo(all.ledger.approximateNumEntries());
        all.close();
    }

    private void tell(PatrolAlert alert) {
        all.alerts.pipeInput("team", alert);
    }

    private void answer(int sequence, int attempt, DeliveryOutcome outcome) {
        all.receipts.pipeInput("team", receipt(id("message-" + sequence, "phone"), attempt, outcome));
    }

    private static String id(String alert, String endpoint) {
        return DeliveryId.of(alert, endpoint);
    }

    /** What was sent since this was last asked, as "endpoint message/attempt". */
    private List<String> sent() {
        return all.deliveries.readValuesToList().stream()
                .map(delivery -> delivery.getEndpoint() + " "
                        + delivery.getAlert().getAlertId().replace("message-", "") + "/" + delivery.getAttempt())
                .toList();
    }

    private DeliveryState row(int sequence) {
        return all.ledger.get(id("message-" + sequence, "phone"));
    }

    private @Nullable DeliveryOutcome outcome(int sequence) {
        return row(sequence).getOutcome();
    }

    @Test
    void shouldLetNoUpdateOvertakeTheFirstMessage() {
        tell(message(AlertMessage.RAISED, 1, "phone"));
        tell(message(AlertMessage.UPDATED, 2, "phone"));
        assertThat(sent()).containsExactly("phone 1/1");
        assertThat(row(2).getHold()).isEqualTo(DeliveryHold.BEHIND);

        answer(1, 1, DeliveryOutcome.RETRY);
        answer(1, 2, DeliveryOutcome.RETRY);
        assertThat(sent()).as("the first is tried again, the second waits").containsExactly("phone 1/2");

        all.driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(sent()).containsExactly("phone 1/3");
        answer(1, 3, DeliveryOutcome.DELIVERED);
        assertThat(sent()).containsExactly("phone 2/1");
        answer(2, 1, DeliveryOutcome.DELIVERED);
        assertThat(all.order.approximateNumEntries()).as("nothing is open").isZero();
    }

    @Test
    void shouldReplaceAnUpdateThatStillWaits() {
        tell(message(AlertMessage.RAISED, 1, "phone"));
        tell(message(AlertMessage.UPDATED, 2, "phone"));
        tell(message(AlertMessage.UPDATED, 3, "phone"));
        tell(message(AlertMessage.ALL_CLEAR, 4, "phone"));

        assertThat(outcome(2)).isEqualTo(DeliveryOutcome.REPLACED);
        assertThat(outcome(3)).isEqualTo(DeliveryOutcome.REPLACED);
        assertThat(row(3).getLastReason()).contains("Message 4");
        assertThat(outcome(1)).as("the first message stays").isNull();
        answer(1, 1, DeliveryOutcome.DELIVERED);
        assertThat(sent()).containsExactly("phone 1/1", "phone 4/1");
    }

    @Test
    void shouldReplaceAnUpdateThatWaitsForItsNextAttemptAndKeepOneThatIsUnderWay() {
        tell(message(AlertMessage.UPDATED, 1, "phone"));
        tell(message(AlertMessage.UPDATED, 2, "phone"));
        assertThat(outcome(1)).as("it may be read this moment").isNull();
        answer(1, 1, DeliveryOutcome.RETRY);
        answer(1, 2, DeliveryOutcome.RETRY);
        assertThat(sent()).containsExactly("phone 1/1", "phone 1/2");

        tell(message(AlertMessage.UPDATED, 3, "phone"));
        assertThat(outcome(1)).isEqualTo(DeliveryOutcome.REPLACED);
        assertThat(outcome(2)).isEqualTo(DeliveryOutcome.REPLACED);
        assertThat(sent()).containsExactly("phone 3/1");
    }

    @Test
    void shouldSendTheNextMessageWhereTheOneBeforeIsTooLate() {
        tell(message(AlertMessage.RAISED, 1, "phone"));
        answer(1, 1, DeliveryOutcome.FAILED);
        tell(message(AlertMessage.UPDATED, 2, "phone"));
        assertThat(sent()).containsExactly("phone 1/1", "phone 2/1");
    }

    @Test
    void shouldTellOtherIncidentsAndOtherEndpointsMeanwhile() {
        tell(message(AlertMessage.RAISED, 1, "phone", "radio"));
        tell(PatrolAlert.newBuilder(message(AlertMessage.RAISED, 2, "phone"))
                .setIncidentId("south/2")
                .build());
        tell(message(AlertMessage.UPDATED, 3, "radio"));
        assertThat(sent()).containsExactly("phone 1/1", "radio 1/1", "phone 2/1");
        all.receipts.pipeInput("team", receipt(id("message-1", "radio"), 1, DeliveryOutcome.DELIVERED));
        assertThat(sent()).containsExactly("radio 3/1");
    }

    private static PatrolAlert oneAfterAnother(String id) {
        return PatrolAlert.newBuilder(alert(id, Duration.ofHours(2), "radio", "phone", "mail"))
                .setNextEndpointAfterMillis(30_000L)
                .build();
    }

    @Test
    void shouldTellTheNextEndpointAfterItsTimeAndSpareTheRest() {
        tell(oneAfterAnother("a"));
        assertThat(sent()).containsExactly("radio a/1");
        all.receipts.pipeInput("team", receipt(id("a", "radio"), 1, DeliveryOutcome.RETRY));
        all.receipts.pipeInput("team", receipt(id("a", "radio"), 2, DeliveryOutcome.DEFERRED));
        all.driver.advanceWallClockTime(Duration.ofSeconds(29));
        assertThat(sent()).allMatch(sent -> sent.startsWith("radio"));

        all.driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(sent()).contains("phone a/1");
        all.receipts.pipeInput("team", receipt(id("a", "phone"), 1, DeliveryOutcome.DELIVERED));
        assertThat(all.ledger.get(id("a", "mail")).getOutcome()).isEqualTo(DeliveryOutcome.NOT_NEEDED);
        assertThat(all.ledger.get(id("a", "mail")).getLastReason()).contains("phone");
        all.driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(sent()).noneMatch(sent -> sent.startsWith("mail"));
    }

    @Test
    void shouldTellTheNextEndpointAtOnceWhereOneRefuses() {
        tell(oneAfterAnother("a"));
        all.receipts.pipeInput("team", receipt(id("a", "radio"), 1, DeliveryOutcome.FAILED));
        assertThat(sent()).containsExactly("radio a/1", "phone a/1");
        all.receipts.pipeInput("team", receipt(id("a", "phone"), 1, DeliveryOutcome.GONE));
        assertThat(sent()).startsWith("mail a/1");
    }

    /** A siren that was told of an incident must hear of its end, even where a radio has that first. */
    @Test
    void shouldTellTheEndToEachEndpointThatWasTold() {
        PatrolAlert raised = PatrolAlert.newBuilder(message(AlertMessage.RAISED, 1, "phone", "siren", "mail"))
                .setNextEndpointAfterMillis(30_000L)
                .build();
        tell(raised);
        all.driver.advanceWallClockTime(Duration.ofSeconds(30));
        all.receipts.pipeInput("team", receipt(id("message-1", "siren"), 1, DeliveryOutcome.DELIVERED));
        all.receipts.pipeInput("team", receipt(id("message-1", "phone"), 2, DeliveryOutcome.DELIVERED));
        sent();

        tell(PatrolAlert.newBuilder(raised)
                .setAlertId("message-2")
                .setMessage(AlertMessage.ALL_CLEAR)
                .setSequence(2)
                .setOver(true)
                .setEarlier(List.of(new EarlierAlert("message-1", START)))
                .build());
        assertThat(sent()).containsExactlyInAnyOrder("phone 2/1", "siren 2/1");
        answer(2, 1, DeliveryOutcome.DELIVERED);
        all.receipts.pipeInput("team", receipt(id("message-2", "siren"), 1, DeliveryOutcome.DELIVERED));
        assertThat(all.ledger.get(id("message-2", "mail")).getOutcome())
                .as("the mailbox was told nothing, and is spared the end")
                .isEqualTo(DeliveryOutcome.NOT_NEEDED);
    }

    @Test
    void shouldTellNoEndpointLaterWhatWasReplacedMeanwhile() {
        PatrolAlert update = PatrolAlert.newBuilder(message(AlertMessage.UPDATED, 1, "phone", "radio"))
                .setNextEndpointAfterMillis(60_000L)
                .build();
        tell(update);
        answer(1, 1, DeliveryOutcome.RETRY);
        answer(1, 2, DeliveryOutcome.RETRY);
        tell(PatrolAlert.newBuilder(update)
                .setAlertId("message-2")
                .setSequence(2)
                .build());
        answer(2, 1, DeliveryOutcome.DELIVERED);
        all.driver.advanceWallClockTime(Duration.ofMinutes(2));

        assertThat(outcome(1)).isEqualTo(DeliveryOutcome.REPLACED);
        assertThat(sent()).as("the radio has its turn with neither").noneMatch(sent -> sent.startsWith("radio"));
    }

    private void recipient(String name, RecipientState state, Instant at) {
        all.recipients.pipeInput(
                name,
                Recipient.newBuilder()
                        .setName(name)
                        .setState(state)
                        .setAt(at)
                        .setBy("operator")
                        .build());
    }

    @Test
    void shouldStopWhatIsOpenForARevokedRecipientWithinSeconds() {
        tell(message(AlertMessage.RAISED, 1, "phone"));
        tell(message(AlertMessage.UPDATED, 2, "phone"));
        sent();
        recipient("phone", RecipientState.REVOKED, START);
        all.driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(outcome(1)).isEqualTo(DeliveryOutcome.REVOKED);
        assertThat(outcome(2)).isEqualTo(DeliveryOutcome.REVOKED);

        assertThat(sent()).isEmpty();
        tell(message(AlertMessage.UPDATED, 3, "phone"));
        assertThat(sent())
                .as("dispatch refuses it, with a receipt that can be seen")
                .containsExactly("phone 3/1");
        all.driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(outcome(3)).isEqualTo(DeliveryOutcome.REVOKED);
        assertThat(sent()).isEmpty();

        recipient("phone", RecipientState.ACTIVE, START.plusSeconds(5));
        tell(message(AlertMessage.UPDATED, 4, "phone"));
        assertThat(sent()).containsExactly("phone 4/1");
    }

    private List<AlertDelivery> aboutEndpoints() {
        return all.deliveries.readValuesToList().stream()
                .filter(delivery -> delivery.getAlert().getMessage() == AlertMessage.ENDPOINT)
                .toList();
    }

    @Test
    void shouldCallNoEndpointThatAskedNeverToBeCalledAndTellOthers() {
        tell(message(AlertMessage.RAISED, 1, "phone", "radio"));
        answer(1, 1, DeliveryOutcome.GONE);
        all.driver.advanceWallClockTime(Duration.ofSeconds(1));
        List<AlertDelivery> told = aboutEndpoints();
        assertThat(told).extracting(AlertDelivery::getEndpoint).containsExactly("radio", "office");
        assertThat(told.get(0).getAlert().getText()).contains("phone", "never to be called again");
        assertThat(told.get(0).getAlert().getLevel())
                .as("channels add no place to it")
                .isEqualTo(PageLevel.NONE);

        tell(message(AlertMessage.UPDATED, 2, "phone"));
        assertThat(outcome(2)).isEqualTo(DeliveryOutcome.GONE);
        assertThat(row(2).getLastReason()).contains("recipients restore");
        all.driver.advanceWallClockTime(Duration.ofMinutes(10));
        assertThat(aboutEndpoints())
                .extracting(AlertDelivery::getAttempt)
                .as("told once")
                .doesNotContain(1);

        recipient("phone", RecipientState.ACTIVE, START.plus(Duration.ofMinutes(20)));
        tell(message(AlertMessage.UPDATED, 3, "phone"));
        assertThat(sent()).contains("phone 3/1");
    }

    @Test
    void shouldTellOthersOnceOfAnEndpointThatFailsForAWhileAndOnceThatItIsBack() {
        tell(message(AlertMessage.RAISED, 1, "phone", "radio"));
        List<AlertDelivery> told = new ArrayList<>();
        for (int second = 0; second < 400; second++) {
            all.driver.advanceWallClockTime(Duration.ofSeconds(1));
            for (AlertDelivery delivery : all.deliveries.readValuesToList()) {
                boolean about = delivery.getAlert().getMessage() == AlertMessage.ENDPOINT;
                boolean phone = delivery.getEndpoint().equals("phone");
                all.receipts.pipeInput(
                        "team",
                        receipt(
                                delivery.getDeliveryId(),
                                delivery.getAttempt(),
                                phone ? DeliveryOutcome.RETRY : DeliveryOutcome.DELIVERED));
                if (about) {
                    told.add(delivery);
                    assertThat(second).as("after three minutes").isBetween(178, 185);
                }
            }
        }
        assertThat(told).extracting(AlertDelivery::getEndpoint).containsExactly("radio", "office");
        assertThat(told.get(0).getAlert().getText()).contains("phone", "can't be reached since");

        DeliveryState row = row(1);
        answer(1, row.getDelivery().getAttempt(), DeliveryOutcome.DELIVERED);
        List<AlertDelivery> well = aboutEndpoints();
        assertThat(well).extracting(AlertDelivery::getEndpoint).containsExactly("radio", "office");
        assertThat(well.get(0).getAlert().getText()).contains("can be reached again");
        assertThat(all.endpoints.approximateNumEntries()).isZero();
    }

    @Test
    void shouldTellNobodyThatARevokedEndpointCannotBeReached() {
        tell(message(AlertMessage.RAISED, 1, "phone", "radio"));
        answer(1, 1, DeliveryOutcome.RETRY);
        recipient("phone", RecipientState.REVOKED, START);
        all.driver.advanceWallClockTime(Duration.ofSeconds(1));
        all.driver.advanceWallClockTime(Duration.ofMinutes(10));

        assertThat(aboutEndpoints()).isEmpty();
        assertThat(all.endpoints.get("team\0phone")).isNull();
    }

    private void order(String id, DeliveryOrderKind kind, String deliveryId) {
        all.orders.pipeInput(
                "team",
                DeliveryOrder.newBuilder()
                        .setOrderId(id)
                        .setDeliveryId(deliveryId)
                        .setTeamId("team")
                        .setKind(kind)
                        .setToldTo(kind == DeliveryOrderKind.TOLD ? "ranger-7" : null)
                        .setBy("duty officer")
                        .setAt(START)
                        .build());
    }

    @Test
    void shouldTryAgainWhatSomebodyWantsTriedAgainOnce() {
        tell(message(AlertMessage.RAISED, 1, "phone"));
        answer(1, 1, DeliveryOutcome.FAILED);
        sent();
        order("1", DeliveryOrderKind.RETRY, id("message-1", "phone"));
        order("1", DeliveryOrderKind.RETRY, id("message-1", "phone"));
        assertThat(sent()).containsExactly("phone 1/2");
        answer(1, 2, DeliveryOutcome.FAILED);
        order("1", DeliveryOrderKind.RETRY, id("message-1", "phone"));
        assertThat(sent()).isEmpty();
        order("2", DeliveryOrderKind.RETRY, id("message-1", "phone"));
        assertThat(sent()).containsExactly("phone 1/3");
        answer(1, 3, DeliveryOutcome.DELIVERED);
        order("3", DeliveryOrderKind.RETRY, id("message-1", "phone"));
        assertThat(sent()).as("it was delivered").isEmpty();
    }

    @Test
    void shouldKeepWhatIsToBeReadOutUntilSomebodySaysThatItWasTold() {
        tell(message(AlertMessage.RAISED, 1, "phone"));
        answer(1, 1, DeliveryOutcome.LISTED);
        tell(message(AlertMessage.UPDATED, 2, "phone"));
        all.driver.advanceWallClockTime(Duration.ofMinutes(30));
        assertThat(sent()).as("it is neither tried again nor overtaken").containsExactly("phone 1/1");
        assertThat(outcome(1)).isNull();

        order("1", DeliveryOrderKind.TOLD, id("message-1", "phone"));
        assertThat(outcome(1)).isEqualTo(DeliveryOutcome.DELIVERED);
        assertThat(row(1).getLastReason()).isEqualTo("Told to ranger-7 by duty officer.");
        assertThat(sent()).containsExactly("phone 2/1");
        order("2", DeliveryOrderKind.TOLD, "nobody knows it");
    }
}
