package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.local.phone.PatrolPhone;
import org.amurwatch.local.phone.PhoneMessage;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;

/**
 * How long the alert path falls silent when something is done to the system: the largest gap between two alerts while calls for
 * help come all along, five a second. Each is an incident of its own, and must be told of in the end.
 */
final class AlertSilence {

    private static final String TEAM = "team-kedrovaya-pad";
    private static final Duration WHOLE = Duration.ofSeconds(25);
    private static final Duration QUIET_BEFORE = Duration.ofSeconds(6);

    private final Connection system;
    private final PatrolPhone phone;

    AlertSilence(Connection system, PatrolPhone phone) {
        this.system = system;
        this.phone = phone;
    }

    /** Something done to the system. */
    @FunctionalInterface
    interface Deed {
        void run() throws IOException, InterruptedException;
    }

    /** The longest gap. {@code name} makes the ids of its calls. */
    Duration during(String name, Deed deed) throws InterruptedException {
        Instant begin = Instant.now();
        int calls = report(name, deed);
        await("each call is told of").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(arrivals(begin))
                .hasSize(calls));
        List<Instant> arrivals = arrivals(begin);
        Duration longest = Duration.ZERO;
        for (int i = 1; i < arrivals.size(); i++) {
            Duration gap = Duration.between(arrivals.get(i - 1), arrivals.get(i));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    /** When the team was told of calls that came from then on, in order; reminders of them are left out. */
    private List<Instant> arrivals(Instant begin) {
        return phone.messages().stream()
                .filter(message -> isNews(message.body()))
                .map(PhoneMessage::receivedAt)
                .filter(at -> at.isAfter(begin))
                .sorted()
                .toList();
    }

    private static boolean isNews(String body) {
        return body.contains("\"SOS\"") && body.contains("\"RAISED\"") && body.contains(TEAM);
    }

    private int report(String name, Deed deed) throws InterruptedException {
        int calls = 0;
        try (RecordPublisher publisher = new RecordPublisher(system, Clock.systemUTC())) {
            Instant begin = Instant.now();
            CompletableFuture<Void> done = null;
            while (Instant.now().isBefore(begin.plus(WHOLE))) {
                publisher.send(Topics.POACHING_ALERTS, "silence/" + name + calls, call(name + calls), sent -> {});
                publisher.flush();
                calls++;
                if (done == null && Instant.now().isAfter(begin.plus(QUIET_BEFORE))) {
                    done = CompletableFuture.runAsync(() -> run(deed));
                }
                Thread.sleep(200); // The pace of the reports, not a wait for something.
            }
            java.util.Objects.requireNonNull(done).join();
        }
        return calls;
    }

    private static void run(Deed deed) {
        try {
            deed.run();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PoachingAlert call(String id) {
        Instant now = Instant.now();
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("silence")
                        .setEventId(id)
                        .setRevision(now)
                        .build())
                .setObservedAt(now)
                .setPosition(Position.newBuilder()
                        .setLatitude(43.1)
                        .setLongitude(131.4)
                        .build())
                .setKind(AlertKind.SOS)
                .build();
    }
}
