package org.amurwatch.consumer.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.jspecify.annotations.Nullable;

/**
 * How long the first message of an incident takes from stage to stage, by territory and channel: from the event received to
 * decided (asked for by the ledger), from there to sent (the receiver has it), from there to acknowledged by the team. What
 * was asked for or sent before this process began is not measured. Safe for several threads.
 */
final class AlertTimes {

    /** Stands for all territories beyond the first {@link #MOST_TERRITORIES}, so that series stay bounded. */
    static final String OTHER = "(other)";

    static final int MOST_TERRITORIES = 50;

    private static final String OUTSIDE = "outside/";
    private static final int REMEMBERED = 10_000;
    private static final Duration[] BUCKETS = Stream.of(
                    50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Set<String> territories = new HashSet<>();
    private final Map<String, Instant> decided = newest();
    private final Map<String, Sent> sent = newest();

    AlertTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Sent(String territory, String channel, Instant at) {}

    /** One of the stages; its word is a label. */
    private enum Stage {
        RECEIVED_TO_DECIDED("received-to-decided"),
        DECIDED_TO_SENT("decided-to-sent"),
        SENT_TO_ACKNOWLEDGED("sent-to-acknowledged");

        private final String word;

        Stage(String word) {
            this.word = word;
        }
    }

    /**
     * The ledger asks for an attempt.
     *
     * @param askedAt when it did: the record's timestamp
     */
    synchronized void asked(AlertDelivery delivery, String channel, Instant askedAt) {
        if (isFirstMessage(delivery.getAlert()) && delivery.getAttempt() == 1) {
            decided.put(delivery.getDeliveryId(), askedAt);
            record(
                    Stage.RECEIVED_TO_DECIDED,
                    territory(delivery.getAlert()),
                    channel,
                    delivery.getAlert().getReceivedAt(),
                    askedAt);
        }
    }

    /** A receiver has it. */
    synchronized void sent(AlertDelivery delivery, String channel, Instant now) {
        PatrolAlert alert = delivery.getAlert();
        Instant since = decided.remove(delivery.getDeliveryId());
        if (since == null) {
            return;
        }
        String territory = territory(alert);
        record(Stage.DECIDED_TO_SENT, territory, channel, since, now);
        if (alert.getIncidentId() != null) {
            sent.putIfAbsent(key(alert.getIncidentId(), alert.getTeamId()), new Sent(territory, channel, now));
        }
    }

    /** A team answers; its first answer counts. That of the command centre went by no channel, and is not measured. */
    synchronized void answered(PatrolResponse response) {
        if (response.getTeamId() == null || response.getKind() == ResponseKind.CLOSED) {
            return;
        }
        Sent first = sent.remove(key(response.getIncidentId(), response.getTeamId()));
        if (first != null) {
            record(Stage.SENT_TO_ACKNOWLEDGED, first.territory, first.channel, first.at, response.getAt());
        }
    }

    private void record(Stage stage, String territory, String channel, Instant from, Instant to) {
        Duration took = Duration.between(from, to);
        Timer.builder("amurwatch.alert.time")
                .description("Time of the first message of an incident from stage to stage")
                .tags("stage", stage.word, "territory", territory, "channel", channel)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                // Two clocks may differ by a little.
                .record(took.isNegative() ? Duration.ZERO : took);
    }

    private static boolean isFirstMessage(PatrolAlert alert) {
        return alert.getMessage() == AlertMessage.RAISED
                && alert.getSequence() == 1
                && alert.getPurpose() != Purpose.CANARY;
    }

    private String territory(PatrolAlert alert) {
        String id = alert.getTerritoryId();
        if (id.startsWith(OUTSIDE)) {
            return "(outside)";
        }
        if (territories.size() < MOST_TERRITORIES) {
            territories.add(id);
        }
        return territories.contains(id) ? id : OTHER;
    }

    private static String key(String incidentId, @Nullable String teamId) {
        return incidentId + "\n" + teamId;
    }

    private static <V> Map<String, V> newest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
