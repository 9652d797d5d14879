package org.amurwatch.streams.delivery;

import static org.amurwatch.streams.delivery.Alerts.message;
import static org.amurwatch.streams.delivery.Alerts.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.PatrolAlert;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/**
 * Messages of two incidents to two endpoints that answer as they like, or never, through the topology. Whatever happens: one
 * attempt under way per endpoint and incident, none of an older message after one of a newer, the first message is never
 * replaced, and each delivery ends.
 */
class DeliveriesRandomTest {

    private static final int DEADLINE_SECONDS = 25;

    /** An answer that is on its way. */
    private record Coming(int second, DeliveryReceipt receipt) {}

    @Test
    void shouldKeepTheOrderAndEndEachDelivery() {
        long seed = System.nanoTime();
        System.out.println("DeliveriesRandomTest seed " + seed);
        Random seeds = new Random(seed);
        Set<DeliveryOutcome> met = new HashSet<>();
        for (int run = 0; run < 60; run++) {
            long runSeed = seeds.nextLong();
            try (LedgerDriver all = new LedgerDriver(DeliverySettings.standard())) {
                new Run(all, new Random(runSeed), "run with seed " + runSeed, met).play();
            }
        }
        assertThat(met)
                .as("all ends are met")
                .contains(
                        DeliveryOutcome.DELIVERED,
                        DeliveryOutcome.REPLACED,
                        DeliveryOutcome.EXPIRED,
                        DeliveryOutcome.FAILED);
    }

    private static final class Run {

        private final LedgerDriver all;
        private final Random random;
        private final String story;
        private final Set<DeliveryOutcome> met;
        private final int badness;
        private final List<Coming> coming = new ArrayList<>();
        private final Map<String, Integer> underWayUntil = new HashMap<>();
        private final Map<String, String> underWay = new HashMap<>();
        private final Map<String, Integer> newest = new HashMap<>();
        private int second;
        private int wall;

        Run(LedgerDriver all, Random random, String story, Set<DeliveryOutcome> met) {
            this.all = all;
            this.random = random;
            this.story = story;
            this.met = met;
            this.badness = random.nextInt(4) == 0 ? 100 : random.nextInt(95);
        }

        void play() {
            int[] sequence = new int[2];
            for (second = 0; second < 1_500; second++) {
                wall = second;
                if (second < 900 && random.nextInt(30) == 0) {
                    int incident = random.nextInt(2);
                    all.alerts.pipeInput("team", next(incident, ++sequence[incident]));
                    look();
                }
                step(1);
            }
            for (; second < 12_000; second += 20) {
                step(20);
            }
            assertThat(all.order.approximateNumEntries())
                    .as("%s: nothing is open in the end", story)
                    .isZero();
            end();
        }

        private void step(int seconds) {
            wall = second;
            answer();
            all.driver.advanceWallClockTime(Duration.ofSeconds(seconds));
            wall = second + seconds;
            look();
        }

        private PatrolAlert next(int incident, int number) {
            int kind = random.nextInt(8);
            AlertMessage message = number == 1 || kind == 0
                    ? AlertMessage.RAISED
                    : kind == 1 ? AlertMessage.ALL_CLEAR : AlertMessage.UPDATED;
            return PatrolAlert.newBuilder(message(message, number, "phone", "radio"))
                    .setAlertId("incident-" + incident + "-" + number)
                    .setIncidentId("south/" + incident)
                    .setLifetimeMillis(
                            Duration.ofMinutes(5 + random.nextInt(60)).toMillis())
                    .build();
        }

        /** Takes what was sent, and decides how it will be answered. */
        private void look() {
            for (AlertDelivery sent : all.deliveries.readValuesToList()) {
                if (sent.getAlert().getMessage() == AlertMessage.ENDPOINT) {
                    all.receipts.pipeInput(
                            "team", receipt(sent.getDeliveryId(), sent.getAttempt(), DeliveryOutcome.DELIVERED));
                    continue;
                }
                String lane = sent.getEndpoint() + " " + sent.getAlert().getIncidentId();
                String attempt = sent.getDeliveryId() + " " + sent.getAttempt();
                assertThat(underWayUntil.getOrDefault(lane, 0))
                        .as("%s: %s is sent at second %d beside %s", story, attempt, wall, underWay.get(lane))
                        .isLessThanOrEqualTo(wall);
                assertThat(sent.getAlert().getSequence())
                        .as("%s: an older message after a newer one, to %s", story, lane)
                        .isGreaterThanOrEqualTo(newest.getOrDefault(lane, 0));
                newest.put(lane, sent.getAlert().getSequence());
                underWayUntil.put(lane, wall + DEADLINE_SECONDS);
                underWay.put(lane, attempt);
                if (random.nextInt(12) != 0) {
                    coming.add(new Coming(
                            second + 1 + random.nextInt(random.nextInt(5) == 0 ? 40 : 8),
                            receipt(sent.getDeliveryId(), sent.getAttempt(), outcome())));
                }
            }
        }

        private DeliveryOutcome outcome() {
            if (random.nextInt(100) >= badness) {
                return DeliveryOutcome.DELIVERED;
            }
            int kind = random.nextInt(20);
            return kind == 0 ? DeliveryOutcome.FAILED : kind < 6 ? DeliveryOutcome.DEFERRED : DeliveryOutcome.RETRY;
        }

        private void answer() {
            List<Coming> now = coming.stream()
                    .filter(each -> each.second() <= second)
                    .sorted(Comparator.comparing(Coming::second))
                    .toList();
            coming.removeAll(now);
            for (Coming each : now) {
                String attempt =
                        each.receipt().getDeliveryId() + " " + each.receipt().getAttempt();
                // Also an answer that comes late ends its delivery, if it says that it was delivered.
                boolean delivered = each.receipt().getOutcome() == DeliveryOutcome.DELIVERED;
                underWay.forEach((lane, running) -> {
                    if (running.equals(attempt)
                            || (delivered && running.startsWith(each.receipt().getDeliveryId() + " "))) {
                        underWayUntil.put(lane, wall);
                    }
                });
                all.receipts.pipeInput("team", each.receipt());
                look();
            }
        }

        private void end() {
            try (KeyValueIterator<String, DeliveryState> rows = all.ledger.all()) {
                while (rows.hasNext()) {
                    KeyValue<String, DeliveryState> row = rows.next();
                    DeliveryOutcome outcome = row.value.getOutcome();
                    assertThat(outcome).as("%s: %s", story, row.key).isNotNull();
                    met.add(outcome);
                    PatrolAlert alert = row.value.getDelivery().getAlert();
                    if (alert.getSequence() == 1 && alert.getMessage() == AlertMessage.RAISED) {
                        assertThat(outcome)
                                .as("%s: the first message of %s", story, alert.getIncidentId())
                                .isNotEqualTo(DeliveryOutcome.REPLACED);
                    }
                }
            }
        }
    }
}
