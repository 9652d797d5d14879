package org.amurwatch.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;

/** The pacer against simulated partitions, reader and time. */
class PacerTest {

    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private long nanos;
    private int looks;
    private Runnable whileWaiting = () -> {};

    private Pacer<String> pacer(int limit, Duration patience) {
        return new Pacer<>(
                new Backlog<>(limit, ends, committed),
                () -> {
                    looks++;
                    return Map.copyOf(committed);
                },
                patience,
                told::add,
                () -> nanos,
                time -> {
                    nanos += time.toNanos();
                    whileWaiting.run();
                });
    }

    private static void publish(Pacer<String> pacer, String partition, Map<String, Long> ends) {
        pacer.awaitRoom(partition);
        pacer.backlog().sent(partition);
        pacer.backlog().arrived(partition, ends.merge(partition, 1L, Long::sum) - 1);
    }

    @Test
    void shouldNotLookWhileThereIsRoom() {
        Pacer<String> pacer = pacer(500, Duration.ofMinutes(10));
        for (int i = 0; i < 500; i++) {
            publish(pacer, "a-0", ends);
        }
        assertThat(looks).isZero();
        assertThat(nanos).isZero();
        assertThat(pacer.backlog().hasRoom("a-0")).isFalse();
        assertThat(pacer.backlog().hasRoom("a-1")).isTrue();
    }

    @Test
    void shouldCountWhatWasThereBeforeAndWhatIsUnderWay() {
        ends.put("a-0", 100L);
        committed.put("a-0", 40L);
        Backlog<String> backlog = new Backlog<>(500, ends, committed);
        backlog.sent("a-0");
        backlog.sent("a-0");
        assertThat(backlog.unprocessed("a-0")).isEqualTo(62);
        backlog.arrived("a-0", 107); // others wrote 100 to 106
        assertThat(backlog.unprocessed("a-0")).isEqualTo(69);
        backlog.lost("a-0");
        assertThat(backlog.unprocessed("a-0")).isEqualTo(68);
        assertThat(backlog.processed(Map.of("a-0", 108L))).isTrue();
        assertThat(backlog.processed(Map.of("a-0", 108L))).isFalse();
        assertThat(backlog.unprocessed("a-0")).isZero();
    }

    @Test
    void shouldNeverLeaveMoreThanTheLimitUnprocessed() {
        long seed = System.nanoTime();
        System.out.println("PacerTest seed " + seed);
        Random random = new Random(seed);
        whileWaiting = () -> committed.replaceAll(
                (partition, offset) -> Math.min(ends.get(partition), offset + random.nextInt(200)));
        for (int i = 0; i < 4; i++) {
            ends.put("a-" + i, 0L);
            committed.put("a-" + i, 0L);
        }
        Pacer<String> pacer = pacer(500, Duration.ofMinutes(10));
        long most = 0;
        for (int i = 0; i < 50_000; i++) {
            String partition = "a-" + random.nextInt(4);
            publish(pacer, partition, ends);
            most = Math.max(most, ends.get(partition) - committed.get(partition));
        }
        assertThat(most).as("unprocessed at most, seed %s", seed).isEqualTo(500);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellOfALongWaitAndOfItsEnd() {
        ends.put("a-0", 500L);
        whileWaiting = () -> {
            if (nanos >= Duration.ofSeconds(8).toNanos()) {
                committed.put("a-0", 10L);
            }
        };
        pacer(500, Duration.ofMinutes(10)).awaitRoom("a-0");
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("Waiting for streams-app").contains("600 s");
        assertThat(told.get(1)).contains("going on");
        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(8), Duration.ofMillis(8_100));
    }

    @Test
    void shouldGiveUpWithExitCode4WithoutProgress() {
        ends.put("a-0", 700L);
        assertThatThrownBy(() -> pacer(500, Duration.ofMinutes(10)).awaitRoom("a-0"))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("processed nothing for 600 s")
                .hasMessageContaining("700 records of a-0");
        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(601));
    }

    @Test
    void shouldStayPatientAsLongAsThereIsProgress() {
        ends.put("a-0", 2_000L);
        committed.put("a-0", 0L);
        int[] pauses = {0};
        whileWaiting = () -> {
            if (++pauses[0] % 450 == 0) { // 500 records every 9 s
                committed.merge("a-0", 500L, Long::sum);
            }
        };
        pacer(500, Duration.ofSeconds(10)).awaitRoom("a-0");
        assertThat(Duration.ofNanos(nanos)).isGreaterThan(Duration.ofSeconds(30));
    }
}
