package org.amurwatch.consumer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CaughtUpTest {

    /** Brokers and applications whose every step happens while the command waits. */
    private static final class Simulated extends Clock implements Offsets, CaughtUp.Pause {
        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private final Map<TopicPartition, Long> readable = new HashMap<>();
        private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        private final List<Runnable> steps = new ArrayList<>();
        private Instant now = Instant.parse("2026-01-17T06:00:00Z");
        private int pauses;

        private static TopicPartition partition(String topic) {
            return new TopicPartition(topic, topic.hashCode() & 3);
        }

        void end(String topic, long offset) {
            ends.put(partition(topic), offset);
        }

        void readableTo(String topic, long offset) {
            readable.put(partition(topic), offset);
        }

        void commit(String group, String topic, long offset) {
            committed.computeIfAbsent(group, name -> new HashMap<>()).put(partition(topic), offset);
        }

        @Override
        public Map<TopicPartition, Long> highWatermarks(Collection<String> topics) {
            Map<TopicPartition, Long> found = new HashMap<>();
            topics.forEach(topic -> found.put(partition(topic), ends.getOrDefault(partition(topic), 0L)));
            return found;
        }

        @Override
        public Map<TopicPartition, Long> readable(Collection<String> topics) {
            Map<TopicPartition, Long> found = new HashMap<>();
            topics.forEach(topic -> found.put(partition(topic), readable.getOrDefault(partition(topic), 0L)));
            return found;
        }

        @Override
        public long lag(String group, Map<TopicPartition, Long> wanted) {
            Map<TopicPartition, Long> known = committed.getOrDefault(group, Map.of());
            return wanted.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - known.getOrDefault(end.getKey(), 0L)))
                    .sum();
        }

        @Override
        public void pause(Duration duration) {
            now = now.plus(duration);
            pauses++;
            if (!steps.isEmpty()) {
                steps.remove(0).run();
            }
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final String SIGHTINGS = Topics.SIGHTINGS.name();
    private static final String OBSERVATIONS = Topics.OBSERVATIONS.name();
    private static final String DAYS = Topics.TERRITORY_DAYS.name();

    private final Simulated system = new Simulated();
    private final List<String> messages = new ArrayList<>();

    private CaughtUp caughtUp(Duration timeout) {
        return new CaughtUp(system, system, system, timeout, messages::add);
    }

    @Test
    void shouldNotWaitForWhatIsDone() {
        system.end(SIGHTINGS, 10);
        system.commit("decisions-g1", SIGHTINGS, 10);

        caughtUp(Duration.ofSeconds(60)).passed("decisions-g1", List.of(Topics.SIGHTINGS));

        assertThat(system.pauses).isZero();
    }

    @Test
    void shouldWaitForOneApplicationAfterTheOther() {
        CaughtUp caughtUp = caughtUp(Duration.ofSeconds(60));
        system.end(SIGHTINGS, 10);
        system.commit("decisions-g1", SIGHTINGS, 4);
        // Records stands at the end of what decisions has written so far: not behind, and yet not done.
        system.end(OBSERVATIONS, 4);
        system.commit("records-g1", OBSERVATIONS, 4);
        system.steps.add(() -> system.end(OBSERVATIONS, 9));
        system.steps.add(() -> system.commit("decisions-g1", SIGHTINGS, 10));
        system.steps.add(() -> system.commit("records-g1", OBSERVATIONS, 8));
        system.steps.add(() -> system.end(DAYS, 3));
        system.steps.add(() -> system.commit("records-g1", OBSERVATIONS, 9));
        system.steps.add(() -> system.readableTo(DAYS, 3));

        caughtUp.passed("decisions-g1", List.of(Topics.SIGHTINGS));
        assertThat(system.pauses).isEqualTo(2);
        caughtUp.passed("records-g1", List.of(Topics.OBSERVATIONS));
        assertThat(system.pauses).isEqualTo(5);
        caughtUp.readable(List.of(Topics.TERRITORY_DAYS));
        assertThat(system.pauses).isEqualTo(6);
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldNotWaitForWhatIsSentAfterTheCall() {
        system.end(SIGHTINGS, 5);
        system.steps.add(() -> system.end(SIGHTINGS, 1_000));
        system.steps.add(() -> system.commit("decisions-g1", SIGHTINGS, 5));

        caughtUp(Duration.ofSeconds(60)).passed("decisions-g1", List.of(Topics.SIGHTINGS));

        assertThat(system.pauses).isEqualTo(2);
    }

    @Test
    void shouldSayHowFarBehindItIsAfterTheTimeout() {
        system.end(SIGHTINGS, 5_000);
        system.end(Topics.DEPLOYMENTS.name(), 7);
        system.commit("decisions-g2", SIGHTINGS, 766);
        system.commit("decisions-g2", Topics.DEPLOYMENTS.name(), 7);
        CaughtUp caughtUp = caughtUp(Duration.ofSeconds(12));

        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class,
                () -> caughtUp.passed("decisions-g2", List.of(Topics.SIGHTINGS, Topics.DEPLOYMENTS)));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(failure.getMessage())
                .contains(
                        "After 12 s",
                        "decisions-g2 is still 4,234 records behind on field.sightings.",
                        "--no-wait",
                        "--timeout");
        assertThat(messages).hasSize(2).allMatch(message -> message.contains("4,234"));
    }

    @Test
    void shouldSayThatATransactionHangs() {
        system.end(DAYS, 5);
        system.readableTo(DAYS, 4);

        CommandFailure failure = catchThrowableOfType(
                CommandFailure.class, () -> caughtUp(Duration.ZERO).readable(List.of(Topics.TERRITORY_DAYS)));

        assertThat(failure.getMessage()).contains("1 record of territory.days", "transaction");
    }
}
