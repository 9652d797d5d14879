package org.amurwatch.producer.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.Canary;
import org.amurwatch.event.ContentHash;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class CanaryServiceTest {

    private final List<PoachingAlert> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile boolean brokersAreDown;

    @Test
    void shouldStateOneEventAnewAgainAndAgain() {
        try (CanaryService service = service(Duration.ofMillis(20)).start()) {
            await().until(() -> sent.size() >= 3);
        }

        assertThat(sent).allSatisfy(canary -> {
            assertThat(canary.getPurpose()).isEqualTo(Purpose.CANARY);
            assertThat(canary.getProvenance().getEventId()).isEqualTo(Canary.EVENT.eventId());
        });
        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldBeANewStatementEachTimeSoThatIntakeDropsNoneAsARepeat() {
        PoachingAlert one = CanaryService.canary(Instant.parse("2026-01-17T00:00:00Z"));
        PoachingAlert next = CanaryService.canary(Instant.parse("2026-01-17T00:01:00Z"));

        assertThat(ContentHash.of(next)).isNotEqualTo(ContentHash.of(one));
        assertThat(next.getProvenance().getRevision())
                .isAfter(one.getProvenance().getRevision());
    }

    @Test
    void shouldGoOnWithANewConnectionAfterAFailure() {
        brokersAreDown = true;
        try (CanaryService service = service(Duration.ofMillis(20)).start()) {
            await().until(() -> closed.get() >= 2);
            brokersAreDown = false;
            await().until(() -> !sent.isEmpty());
        }

        assertThat(opened).hasValueGreaterThanOrEqualTo(3).hasValue(closed.get());
    }

    @Test
    void shouldRefuseToSendWithoutAPause() {
        assertThatThrownBy(() -> service(Duration.ZERO))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("amurwatch.canary.every");
    }

    private CanaryService service(Duration every) {
        return new CanaryService(this::open, Clock.systemUTC(), every);
    }

    private LiveSink open() {
        opened.incrementAndGet();
        return new LiveSink() {
            @Override
            public <V extends SpecificRecord> AcknowledgedRecord accept(Topic<V> topic, String key, V value) {
                if (brokersAreDown) {
                    throw new CommandFailure(ExitCode.UNREACHABLE, "Can't reach the brokers.");
                }
                assertThat(topic.name()).isEqualTo(Topics.POACHING_ALERTS.name());
                assertThat(key).isEqualTo(Canary.EVENT.toString());
                sent.add((PoachingAlert) value);
                return new AcknowledgedRecord(topic.name(), 0, sent.size(), Instant.EPOCH.toEpochMilli());
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
