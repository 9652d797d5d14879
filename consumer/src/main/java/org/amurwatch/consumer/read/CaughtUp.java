package org.amurwatch.consumer.read;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topic;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes what a command reads include what was sent before it was called: takes the ends of an application's input topics
 * and waits until the application has committed past them; then the ends of what it wrote, for the next application; and at
 * last until what is to be read is readable to its end.
 *
 * <p>Ends are high watermarks, open transactions included. An application's offsets and its output are committed by one
 * transaction, but the brokers make its parts visible one by one: for a moment the group has passed an input whose output
 * can't be read yet.
 */
public final class CaughtUp {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(5);

    private final Offsets offsets;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<String> messages;
    private final Duration timeout;
    private final Instant deadline;
    private Instant nextMessage;

    /** Waits a little. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    /**
     * @param timeout how long all steps may take together, from now
     * @param messages gets a sentence now and then while there is something to wait for
     */
    CaughtUp(Offsets offsets, Clock clock, Pause pause, Duration timeout, Consumer<String> messages) {
        this.offsets = offsets;
        this.clock = clock;
        this.pause = pause;
        this.messages = messages;
        this.timeout = timeout;
        this.deadline = clock.instant().plus(timeout);
        this.nextMessage = clock.instant().plus(BETWEEN_MESSAGES);
    }

    /**
     * Waits until an application has processed what now stands in topics.
     *
     * @throws CommandFailure with exit 1 and how far behind it is, after the timeout
     */
    void passed(String applicationId, List<? extends Topic<?>> topics) {
        passedNamed(applicationId, names(topics));
    }

    /** The same for topics by their names: those of an application's own are in no catalogue. */
    void passedNamed(String applicationId, List<String> topics) {
        Map<TopicPartition, Long> ends = offsets.highWatermarks(topics);
        while (true) {
            long behind = offsets.lag(applicationId, ends);
            if (behind == 0) {
                return;
            }
            waitFor(
                    behind,
                    () -> "application " + applicationId + " is still " + records(behind) + " behind on "
                            + behindOn(applicationId, ends));
        }
    }

    /** Waits until topics can be read to where they end now. */
    void readable(List<? extends Topic<?>> topics) {
        Map<TopicPartition, Long> ends = offsets.highWatermarks(names(topics));
        while (true) {
            Map<TopicPartition, Long> readable = offsets.readable(names(topics));
            long open = ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - readable.getOrDefault(end.getKey(), 0L)))
                    .sum();
            if (open == 0) {
                return;
            }
            waitFor(
                    open,
                    () -> records(open) + " of " + String.join(", ", names(topics))
                            + " belong to a transaction that has not ended");
        }
    }

    private void waitFor(long missing, java.util.function.Supplier<String> state) {
        Instant now = clock.instant();
        if (!now.isBefore(deadline)) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "After " + timeout.toSeconds() + " s " + state.get()
                            + ". See './amurwatch status'; --timeout waits longer, --no-wait shows what is there now.");
        }
        if (!now.isBefore(nextMessage)) {
            messages.accept("Waiting: " + records(missing) + " to go.");
            nextMessage = now.plus(BETWEEN_MESSAGES);
        }
        try {
            pause.pause(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Interrupted while waiting.", e);
        }
    }

    private String behindOn(String applicationId, Map<TopicPartition, Long> ends) {
        Map<String, Map<TopicPartition, Long>> byTopic = ends.entrySet().stream()
                .collect(Collectors.groupingBy(
                        end -> end.getKey().topic(),
                        TreeMap::new,
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        return byTopic.entrySet().stream()
                .filter(topic -> offsets.lag(applicationId, topic.getValue()) > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static String records(long count) {
        return count == 1 ? "1 record" : String.format(Locale.ROOT, "%,d records", count);
    }

    private static List<String> names(List<? extends Topic<?>> topics) {
        return topics.stream().map(Topic::name).toList();
    }
}
