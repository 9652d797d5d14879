package org.amurwatch.streams.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.amurwatch.process.StopSignal;
import org.amurwatch.topic.Connection;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, about every second, before which moment all input of an application has been processed. It notes the time, and
 * where the topics of the first stage end; once the group has passed that, where those of the next stage end, which by then hold
 * all that the first has led to; and so on. All of that from a thread of its own: no stream thread waits for the network.
 */
final class InputWatermark implements AutoCloseable {

    /** A record bears the time when it was handed to a producer, and stands in its topic a little later. */
    static final Duration UNDER_WAY = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(InputWatermark.class);

    private final Connection connection;
    private final Clock machine;
    private final List<Stage> stages;
    private final Consumer<Instant> caughtUp;
    private final StopSignal stop = new StopSignal();
    private final Thread thread;
    private final Map<Stage, Round> lastRounds = new HashMap<>();
    private boolean complained;

    /**
     * What one group reads.
     *
     * @param withMarkers whether the topics are written in transactions, and so may end in markers that no group passes
     */
    record Stage(String groupId, Set<String> topics, boolean withMarkers) {}

    /** What is asked of the brokers. */
    interface Offsets {

        /** Where topics end, by partition. */
        Map<TopicPartition, Long> ends(Set<String> topics);

        /** What a group has committed, by partition; nothing where it has not. */
        Map<TopicPartition, Long> committed(String groupId);

        /** Of partitions, with where to begin: how far there is no record from there on; at most to {@code ends}. */
        Map<TopicPartition, Long> emptyUpTo(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends);
    }

    /**
     * @param stages in the order of the flow
     * @param caughtUp is told each moment before which all is processed
     */
    InputWatermark(Connection connection, Clock machine, List<Stage> stages, Consumer<Instant> caughtUp) {
        this.connection = connection;
        this.machine = machine;
        this.stages = List.copyOf(stages);
        this.caughtUp = caughtUp;
        this.thread = new Thread(this::run, "input-watermark");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stop.isRaised()) {
            try (BrokerOffsets offsets = new BrokerOffsets(connection)) {
                rounds(offsets);
            } catch (RuntimeException e) {
                if (!complained) {
                    LOG.warn("Can't see how far the input is processed, and wait with what is due: {}", e.toString());
                }
                complained = true;
            }
            stop.rest(PAUSE);
        }
    }

    private void rounds(Offsets offsets) {
        while (!stop.isRaised()) {
            Instant moment = machine.instant().minus(UNDER_WAY);
            for (Stage stage : stages) {
                Round round = new Round(offsets, stage, lastRounds.get(stage));
                lastRounds.put(stage, round);
                while (!round.passed()) {
                    if (stop.rest(LOOK)) {
                        return;
                    }
                }
            }
            complained = false;
            caughtUp.accept(moment);
            stop.rest(PAUSE);
        }
    }

    @Override
    public void close() {
        stop.raise();
    }

    /** Whether one group has passed where its topics ended when the round began. */
    static final class Round {

        private final Offsets offsets;
        private final Stage stage;
        private final Map<TopicPartition, Long> ends;
        private final Map<TopicPartition, Long> emptyUpTo = new HashMap<>();
        private Map<TopicPartition, Long> committedBefore = Map.of();
        private int looks;

        /** @param earlier the round before, which may have seen that there is nothing but markers at the end; null: none */
        Round(Offsets offsets, Stage stage, @Nullable Round earlier) {
            this.offsets = offsets;
            this.stage = stage;
            this.ends = new HashMap<>(offsets.ends(stage.topics));
            if (earlier != null) {
                committedBefore = earlier.committedBefore;
                emptyUpTo.putAll(earlier.emptyUpTo);
            }
        }

        /**
         * A group commits no position behind the markers of transactions at the end of a partition, nor in one whose records were
         * all deleted. So what a group that stands still has left is looked at: it may be nothing.
         */
        boolean passed() {
            Map<TopicPartition, Long> committed = offsets.committed(stage.groupId);
            List<TopicPartition> standing = new ArrayList<>();
            ends.entrySet().removeIf(end -> {
                TopicPartition partition = end.getKey();
                long at = committed.getOrDefault(partition, 0L);
                boolean still = at == committedBefore.getOrDefault(partition, -1L);
                if (!still) {
                    emptyUpTo.remove(partition);
                }
                boolean passed = at >= end.getValue() || emptyUpTo.getOrDefault(partition, 0L) >= end.getValue();
                if (!passed && still) {
                    standing.add(partition);
                }
                return passed;
            });
            committedBefore = committed;
            if (stage.withMarkers && !standing.isEmpty() && looks++ % 4 == 0) {
                Map<TopicPartition, Long> from = new HashMap<>();
                standing.forEach(partition -> from.put(
                        partition,
                        Math.max(committed.getOrDefault(partition, 0L), emptyUpTo.getOrDefault(partition, 0L))));
                emptyUpTo.putAll(offsets.emptyUpTo(from, ends));
                ends.entrySet().removeIf(end -> emptyUpTo.getOrDefault(end.getKey(), 0L) >= end.getValue());
            }
            return ends.isEmpty();
        }
    }
}
