package org.amurwatch.streams.delivery;

import static org.amurwatch.streams.delivery.Alerts.START;
import static org.amurwatch.streams.delivery.Alerts.alert;
import static org.amurwatch.streams.delivery.Alerts.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.DeliveryId;
import org.amurwatch.streams.delivery.DeliveryLedger.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryLedgerTest {

    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final String ID = DeliveryId.of("alert", "phone");

    private final DeliverySettings settings = DeliverySettings.standard();
    private final DeliveryLedger ledger = new DeliveryLedger(settings);

    private Step opened() {
        return ledger.open(alert("alert", LIFETIME, "phone"), "phone", START);
    }

    private Step answered(DeliveryState row, DeliveryOutcome outcome, Instant now) {
        return ledger.onReceipt(row, receipt(ID, row.getDelivery().getAttempt(), outcome), now);
    }

    @Test
    void shouldTryAtOnce() {
        Step step = opened();

        assertThat(step.send()).isTrue();
        assertThat(step.row().getInFlight()).isTrue();
        assertThat(step.row().getDueAt()).isEqualTo(START.plusSeconds(25));
        assertThat(step.row().getDelivery().getAttempt()).isEqualTo(1);
        assertThat(step.row().getDelivery().getDeliveryId()).isEqualTo(ID);
        assertThat(step.row().getDelivery().getNotAfter()).isEqualTo(START.plus(LIFETIME));
    }

    @Test
    void shouldTryAnSosForAWeek() {
        Step step = ledger.open(alert("alert", null, "phone"), "phone", START);

        assertThat(step.row().getDelivery().getNotAfter()).isEqualTo(START.plus(Duration.ofDays(7)));
    }

    @Test
    void shouldWaitAsPlannedUnderOneIdThenAboutEachMinute() {
        Step step = opened();
        Instant now = START;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            now = now.plusSeconds(3);
            step = answered(step.row(), DeliveryOutcome.RETRY, now);
            if (!step.send()) {
                waits.add(Duration.between(now, step.row().getDueAt()).toMillis());
                assertThat(step.row().getInFlight()).isFalse();
                now = step.row().getDueAt();
                step = ledger.onDue(step.row(), now);
            } else {
                waits.add(0L);
            }
            assertThat(step.send()).isTrue();
            assertThat(step.row().getDelivery().getAttempt()).isEqualTo(i + 2);
            assertThat(step.row().getDelivery().getDeliveryId()).isEqualTo(ID);
        }
        assertThat(waits.subList(0, 6)).containsExactly(0L, 2_000L, 5_000L, 15_000L, 30_000L, 60_000L);
        assertThat(waits.subList(6, 12))
                .allSatisfy(wait -> assertThat(wait).isBetween(54_000L, 66_000L))
                .as("with jitter")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldCountAnUnansweredAttemptAsFailed() {
        Step second = ledger.onDue(opened().row(), START.plusSeconds(25));
        assertThat(second.send()).as("the first retry waits for nothing").isTrue();
        assertThat(second.row().getDelivery().getAttempt()).isEqualTo(2);

        Step waiting = ledger.onDue(second.row(), START.plusSeconds(50));
        assertThat(waiting.send()).isFalse();
        assertThat(waiting.row().getDueAt()).isEqualTo(START.plusSeconds(52));
        assertThat(waiting.row().getLastReason()).isEqualTo("No receipt within 25 s.");

        assertThat(answered(waiting.row(), DeliveryOutcome.RETRY, START.plusSeconds(51))
                        .row())
                .as("it was planned already")
                .isEqualTo(waiting.row());
    }

    @ParameterizedTest
    @EnumSource(
            value = DeliveryOutcome.class,
            names = {"DELIVERED", "FAILED", "GONE", "EXPIRED", "REVOKED"})
    void shouldEndForGoodAndBeForgottenLater(DeliveryOutcome outcome) {
        Instant end = START.plusSeconds(1);
        Step step = answered(opened().row(), outcome, end);

        assertThat(step.send()).isFalse();
        assertThat(step.row().getOutcome()).isEqualTo(outcome);
        assertThat(step.row().getInFlight()).isFalse();
        assertThat(step.row().getEndedAt()).isEqualTo(end);
        assertThat(step.row().getDueAt()).isEqualTo(end.plus(Duration.ofDays(15)));
        for (DeliveryOutcome later : DeliveryOutcome.values()) {
            assertThat(answered(step.row(), later, end.plusSeconds(1))).isEqualTo(new Step(step.row(), false));
        }
        assertThat(ledger.onDue(step.row(), step.row().getDueAt())).isEqualTo(new Step(null, false));
    }

    @Test
    void shouldForgetACanaryWithinMinutesSinceThereIsOneEachMinute() {
        PatrolAlert canary = PatrolAlert.newBuilder(alert("alert", LIFETIME, "phone"))
                .setPurpose(Purpose.CANARY)
                .build();

        Step ended = answered(ledger.open(canary, "phone", START).row(), DeliveryOutcome.DELIVERED, START);

        assertThat(ended.row().getDueAt()).isEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void shouldHonourWhatTheReceiverAsksForWithinASecondAndTenMinutes() {
        assertThat(askedWait(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(askedWait(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(askedWait(Duration.ofSeconds(-5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(askedWait(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(10));
    }

    private Duration askedWait(Duration asked) {
        Step step = ledger.onReceipt(opened().row(), receipt(ID, 1, DeliveryOutcome.RETRY, asked), START);
        assertThat(step.send()).isFalse();
        return Duration.between(START, step.row().getDueAt());
    }

    @Test
    void shouldGiveABusyEndpointASecondAtLeast() {
        Step step = answered(opened().row(), DeliveryOutcome.DEFERRED, START);

        assertThat(step.send()).isFalse();
        assertThat(step.row().getDueAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void shouldTakeDeliveredFromAnOldAttemptAndNothingElse() {
        DeliveryState second =
                ledger.onDue(opened().row(), START.plusSeconds(25)).row();
        Instant now = START.plusSeconds(26);

        for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
            Step step = ledger.onReceipt(second, receipt(ID, 1, outcome), now);
            if (outcome == DeliveryOutcome.DELIVERED) {
                assertThat(step.row().getOutcome()).isEqualTo(DeliveryOutcome.DELIVERED);
            } else {
                assertThat(step).isEqualTo(new Step(second, false));
            }
        }
    }

    @Test
    void shouldExpireInsteadOfTryingTooLate() {
        Instant notAfter = START.plus(LIFETIME);
        DeliveryState row = opened().row();
        Step planned = ledger.onReceipt(
                row, receipt(ID, 1, DeliveryOutcome.RETRY, Duration.ofMinutes(9)), notAfter.minusSeconds(60));
        assertThat(planned.row().getDueAt()).as("no later than it is of use").isEqualTo(notAfter);

        Step step = ledger.onDue(planned.row(), notAfter);
        assertThat(step.send()).isFalse();
        assertThat(step.row().getOutcome()).isEqualTo(DeliveryOutcome.EXPIRED);
        assertThat(answered(row, DeliveryOutcome.RETRY, notAfter).row().getOutcome())
                .isEqualTo(DeliveryOutcome.EXPIRED);
        assertThat(answered(row, DeliveryOutcome.DELIVERED, notAfter).row().getOutcome())
                .as("in flight since before that")
                .isEqualTo(DeliveryOutcome.DELIVERED);
    }

    @Test
    void shouldRefuseToRetryWithoutAWait() {
        assertThatThrownBy(() -> new DeliverySettings(
                        List.of(),
                        Duration.ofSeconds(25),
                        Duration.ofDays(7),
                        Duration.ofDays(15),
                        Duration.ofMinutes(3),
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
