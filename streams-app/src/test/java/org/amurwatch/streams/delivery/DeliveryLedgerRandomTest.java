package org.amurwatch.streams.delivery;

import static org.amurwatch.streams.delivery.Alerts.START;
import static org.amurwatch.streams.delivery.Alerts.alert;
import static org.amurwatch.streams.delivery.Alerts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.event.DeliveryId;
import org.amurwatch.serde.StoreSerde;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Any interleaving of receipts (lost, late, repeated), deadlines, repeats of the alert and restarts. What comes out is
 * compared with an oracle that only looks at the list of what happened.
 */
class DeliveryLedgerRandomTest {

    private static final Duration LIFETIME = Duration.ofMinutes(20);
    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Instant NOT_AFTER = START.plus(LIFETIME);
    private static final Serde<DeliveryState> ROWS = StoreSerde.of(DeliveryState.class);

    private final DeliverySettings settings = DeliverySettings.standard();

    private enum What {
        /** An attempt was sent out. */
        SENT,
        /** The punctuator came to the row. */
        TURN,
        // A receipt was taken.
        DELIVERED,
        RETRY,
        DEFERRED,
        FAILED,
        GONE
    }

    /** One thing that happened, for the oracle. */
    private record Happened(Instant at, int attempt, What what) {}

    private record Underway(Instant arrives, DeliveryReceipt receipt) {}

    @Test
    void shouldEndEachDeliveryAsItsHistorySaysAndNeverHaveTwoAttemptsInFlight() {
        long seed = System.nanoTime();
        System.out.println("DeliveryLedgerRandomTest seed " + seed);
        int delivered = 0;
        int runs = 3_000;
        // Neighbouring seeds begin alike, so the runs' seeds are drawn.
        Random seeds = new Random(seed);
        for (int run = 0; run < runs; run++) {
            long runSeed = seeds.nextLong();
            Random random = new Random(runSeed);
            List<Happened> history = new ArrayList<>();
            DeliveryState last = play(random, history);
            String story = "run with seed " + runSeed + ": " + history;
            assertOneAttemptAtATime(history, story);
            DeliveryOutcome expected = expectedOutcome(history);
            assertThat(last.getOutcome()).as(story).isEqualTo(expected);
            delivered += expected == DeliveryOutcome.DELIVERED ? 1 : 0;
        }
        assertThat(delivered).as("both ends are met").isBetween(runs / 10, runs - runs / 10);
    }

    private DeliveryState play(Random random, List<Happened> history) {
        DeliveryLedger ledger = new DeliveryLedger(settings);
        String id = DeliveryId.of("alert", "phone");
        // Of a hundred; a quarter of the receivers is never there.
        int badness = random.nextInt(4) == 0 ? 100 : random.nextInt(100);
        List<Underway> underway = new ArrayList<>();
        Instant now = START;
        DeliveryState row = take(
                ledger.open(alert("alert", LIFETIME, "phone"), "phone", now), now, history, underway, random, badness);
        DeliveryState end = null;
        for (int steps = 0; row != null; steps++) {
            assertThat(steps).as("comes to an end: " + history).isLessThan(10_000);
            underway.sort(Comparator.comparing(Underway::arrives));
            // The punctuator comes up to a second late, or much later after a restart.
            Instant due = row.getDueAt().plusMillis(random.nextInt(random.nextInt(50) == 0 ? 60_000 : 1_000));
            if (!underway.isEmpty() && underway.get(0).arrives().isBefore(due)) {
                Underway next = underway.remove(0);
                now = next.arrives().isBefore(now) ? now : next.arrives();
                history.add(new Happened(
                        now,
                        next.receipt().getAttempt(),
                        What.valueOf(next.receipt().getOutcome().name())));
                row = take(ledger.onReceipt(row, next.receipt(), now), now, history, underway, random, badness);
            } else {
                now = due.isBefore(now) ? now : due;
                DeliveryLedger.Step step = ledger.onDue(row, now);
                history.add(new Happened(now, row.getDelivery().getAttempt(), What.TURN));
                end = row;
                row = take(step, now, history, underway, random, badness);
            }
            if (row != null && random.nextInt(10) == 0) {
                // A restart: a new ledger, and the row as the changelog has it.
                ledger = new DeliveryLedger(settings);
                row = ROWS.deserializer().deserialize("t", ROWS.serializer().serialize("t", row));
            }
            if (random.nextInt(40) == 0) {
                underway.add(
                        new Underway(now.plusMillis(random.nextInt(5_000)), receipt(id, 99, DeliveryOutcome.GONE)));
            }
        }
        assertThat(now)
                .as("kept until a repeat can't come")
                .isAfterOrEqualTo(end.getEndedAt().plus(settings.keepEnded()));
        return end;
    }

    private static @Nullable DeliveryState take(
            DeliveryLedger.Step step,
            Instant now,
            List<Happened> history,
            List<Underway> underway,
            Random random,
            int badness) {
        DeliveryState row = step.row();
        if (step.send()) {
            int attempt = row.getDelivery().getAttempt();
            history.add(new Happened(now, attempt, What.SENT));
            assertThat(row.getInFlight()).isTrue();
            int copies = random.nextInt(10) == 0 ? 2 : random.nextInt(8) == 0 ? 0 : 1;
            DeliveryOutcome outcome = outcome(random, badness);
            for (int i = 0; i < copies; i++) {
                Duration after = Duration.ofMillis(random.nextInt(random.nextInt(6) == 0 ? 90_000 : 10_000));
                Duration retryAfter = random.nextInt(5) == 0 ? Duration.ofSeconds(random.nextInt(900)) : null;
                underway.add(new Underway(
                        now.plus(after), receipt(row.getDelivery().getDeliveryId(), attempt, outcome, retryAfter)));
            }
        }
        return row;
    }

    private static DeliveryOutcome outcome(Random random, int badness) {
        if (random.nextInt(100) >= badness) {
            return DeliveryOutcome.DELIVERED;
        }
        int kind = random.nextInt(200);
        return kind == 0
                ? DeliveryOutcome.GONE
                : kind == 1 ? DeliveryOutcome.FAILED : kind < 60 ? DeliveryOutcome.DEFERRED : DeliveryOutcome.RETRY;
    }

    /** An attempt is sent after the one before was answered, or its deadline was over; one after another; never too late. */
    private static void assertOneAttemptAtATime(List<Happened> history, String story) {
        Happened sent = null;
        boolean answered = false;
        for (Happened happened : history) {
            if (happened.what() == What.SENT) {
                assertThat(happened.at()).as(story).isBefore(NOT_AFTER);
                assertThat(happened.attempt()).as(story).isEqualTo(sent == null ? 1 : sent.attempt() + 1);
                if (sent != null && !answered) {
                    assertThat(happened.at())
                            .as(story)
                            .isAfterOrEqualTo(sent.at().plus(DEADLINE));
                }
                sent = happened;
                answered = false;
            } else if (happened.what() != What.TURN && sent != null && happened.attempt() == sent.attempt()) {
                answered = true;
            }
        }
    }

    /** The first receipt that ends it does; if it is still not over at the first turn after it is too late, it expired. */
    private static DeliveryOutcome expectedOutcome(List<Happened> history) {
        int current = 0;
        boolean failed = false;
        for (Happened happened : history) {
            boolean tooLate = !happened.at().isBefore(NOT_AFTER);
            boolean ofCurrent = happened.attempt() == current;
            switch (happened.what()) {
                case SENT -> {
                    current = happened.attempt();
                    failed = false;
                }
                case TURN -> {
                    if (tooLate) {
                        return DeliveryOutcome.EXPIRED;
                    }
                    failed = true;
                }
                case DELIVERED -> {
                    return DeliveryOutcome.DELIVERED;
                }
                case GONE, FAILED -> {
                    if (ofCurrent) {
                        return DeliveryOutcome.valueOf(happened.what().name());
                    }
                }
                case RETRY, DEFERRED -> {
                    if (ofCurrent && !failed && tooLate) {
                        return DeliveryOutcome.EXPIRED;
                    }
                    failed = failed || ofCurrent;
                }
            }
        }
        throw new AssertionError("It never ended: " + history);
    }
}
