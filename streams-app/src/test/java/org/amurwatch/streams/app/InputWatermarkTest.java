package org.amurwatch.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InputWatermarkTest {

    private static final TopicPartition ONE = new TopicPartition("sector.events", 0);
    private static final TopicPartition TWO = new TopicPartition("sector.events", 1);

    private final Brokers brokers = new Brokers();
    private final InputWatermark.Stage stage = new InputWatermark.Stage("decisions-g1", Set.of("sector.events"), true);

    /** What stands in two partitions: where they end, and where records are. */
    private static final class Brokers implements InputWatermark.Offsets {
        private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(ONE, 10L, TWO, 0L));
        private final Map<TopicPartition, Long> committed = new HashMap<>();
        private final Map<TopicPartition, Long> lastRecord = new HashMap<>(Map.of(ONE, 9L));
        private int looks;

        @Override
        public Map<TopicPartition, Long> ends(Set<String> topics) {
            return Map.copyOf(ends);
        }

        @Override
        public Map<TopicPartition, Long> committed(String groupId) {
            return Map.copyOf(committed);
        }

        @Override
        public Map<TopicPartition, Long> emptyUpTo(Map<TopicPartition, Long> from, Map<TopicPartition, Long> upTo) {
            looks++;
            Map<TopicPartition, Long> empty = new HashMap<>();
            from.forEach((partition, at) -> {
                if (lastRecord.getOrDefault(partition, -1L) < at) {
                    empty.put(partition, upTo.get(partition));
                }
            });
            return empty;
        }
    }

    @Test
    void shouldWaitUntilTheGroupHasPassedWhatThereWas() {
        InputWatermark.Round round = new InputWatermark.Round(brokers, stage, null);
        assertThat(round.passed()).isFalse();
        brokers.committed.put(ONE, 9L);
        assertThat(round.passed()).isFalse();
        brokers.ends.put(ONE, 50L);
        brokers.committed.put(ONE, 10L);
        assertThat(round.passed()).as("what came later is the next round's").isTrue();
    }

    @Test
    void shouldSeeThatOnlyMarkersAreLeftAndAskForThemOnce() {
        brokers.committed.put(ONE, 8L);
        brokers.lastRecord.put(ONE, 7L);
        InputWatermark.Round round = new InputWatermark.Round(brokers, stage, null);
        assertThat(round.passed()).as("it may still move").isFalse();
        assertThat(round.passed()).isTrue();
        assertThat(brokers.looks).isEqualTo(1);

        InputWatermark.Round next = new InputWatermark.Round(brokers, stage, round);
        assertThat(next.passed()).isTrue();
        assertThat(brokers.looks).as("known from the round before").isEqualTo(1);
    }

    @Test
    void shouldNotTakeAGroupThatStandsStillBeforeARecordForOneThatHasPassed() {
        brokers.committed.put(ONE, 8L);
        InputWatermark.Round round = new InputWatermark.Round(brokers, stage, null);
        for (int look = 0; look < 20; look++) {
            assertThat(round.passed()).isFalse();
        }
        assertThat(brokers.looks).as("cheap").isLessThan(7);
    }
}
