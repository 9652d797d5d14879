package org.amurwatch.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;

/** The pacer against simulated partitions, readers and time. */
class PacerTest {

    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Long> sectorEnds = new HashMap<>();
    private final Map<String, Long> committed = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private long nanos;
    private int looks;
    private Runnable whileWaiting = () -> {};

    private Pacer<String> pacer(Duration patience) {
        return new Pacer<>(
                new Backlog<>(ends, committed),
                () -> {
                    looks++;
                    return new ReaderProgress<>(Map.copyOf(committed), Map.copyOf(sectorEnds));
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
        Pacer<String> pacer = pacer(Duration.ofMinutes(10));
        for (int i = 0; i < 100; i++) {
            publish(pacer, "a-0", ends);
            publish(pacer, "a-1", ends);
        }
        assertThat(looks).isZero();
        assertThat(nanos).isZero();
    }

    @Test
    void shouldCountWhatWasThereBeforeAndWhatIsUnderWay() {
        ends.put("a-0", 100L);
        committed.put("a-0", 40L);
        Backlog<String> backlog = new Backlog<>(ends, committed);
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

    /** A reader that takes so many records in all in each 20 ms, partition after partition. */
    private void reader(int recordsPerPause) {
        int left = recordsPerPause;
        for (Map.Entry<String, Long> read : committed.entrySet()) {
            long step = Math.min(left, ends.get(read.getKey()) - read.getValue());
            read.setValue(read.getValue() + step);
            left -= (int) step;
        }
    }

    /** The longest that a record waited, in simulated time, once the pacer has found its window. */
    private Duration longestWait(int recordsPerPause, int records) {
        for (int i = 0; i < 4; i++) {
            ends.put("a-" + i, 0L);
            committed.put("a-" + i, 0L);
        }
        whileWaiting = () -> reader(recordsPerPause);
        Pacer<String> pacer = pacer(Duration.ofMinutes(10));
        long most = 0;
        for (int i = 0; i < records; i++) {
            publish(pacer, "a-" + i % 4, ends);
            if (i > records / 2) {
                most = Math.max(
                        most,
                        ends.keySet().stream()
                                .mapToLong(partition -> ends.get(partition) - committed.get(partition))
                                .sum());
            }
        }
        return Pacer.LOOK_EVERY.multipliedBy(most).dividedBy(recordsPerPause);
    }

    @Test
    void shouldLetNoRecordWaitLongBehindASlowReader() {
        assertThat(longestWait(12, 20_000)).isLessThan(ImportWindow.AIMED_WAIT.plusMillis(200));
    }

    @Test
    void shouldUseTheWholeWindowOfAFastReader() {
        longestWait(2_000, 200_000);
        // With a window that stayed small each pause of 20 ms would move 400 records.
        assertThat(Duration.ofNanos(nanos)).isLessThan(Pacer.LOOK_EVERY.multipliedBy(200_000 / 1_500));
    }

    @Test
    void shouldWaitForTheSectorsToo() {
        ends.put("a-0", 0L);
        committed.put("a-0", 0L);
        sectorEnds.put("s-0", 0L);
        committed.put("s-0", 0L);
        // Intake takes all at once; the sectors take 10 in 20 ms.
        whileWaiting = () -> {
            committed.put("a-0", ends.get("a-0"));
            sectorEnds.put("s-0", ends.get("a-0"));
            committed.merge("s-0", 10L, (read, step) -> Math.min(sectorEnds.get("s-0"), read + step));
        };
        Pacer<String> pacer = pacer(Duration.ofMinutes(10));
        long most = 0;
        for (int i = 0; i < 20_000; i++) {
            publish(pacer, "a-0", ends);
            most = Math.max(most, i > 10_000 ? ends.get("a-0") - committed.get("s-0") : 0);
        }
        assertThat(Pacer.LOOK_EVERY.multipliedBy(most / 10)).isLessThan(ImportWindow.AIMED_WAIT.plusMillis(200));
    }

    @Test
    void shouldTellOfALongWaitAndOfItsEnd() {
        ends.put("a-0", 500L);
        whileWaiting = () -> {
            if (nanos >= Duration.ofSeconds(8).toNanos()) {
                committed.put("a-0", 500L);
            }
        };
        pacer(Duration.ofMinutes(10)).awaitRoom("a-0");
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("Waiting for streams-app").contains("600 s");
        assertThat(told.get(1)).contains("going on");
        assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(8), Duration.ofMillis(8_100));
    }

    @Test
    void shouldGiveUpWithExitCode4WithoutProgress() {
        ends.put("a-0", 700L);
        assertThatThrownBy(() -> pacer(Duration.ofMinutes(10)).awaitRoom("a-0"))
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
        pacer(Duration.ofSeconds(10)).awaitRoom("a-0");
        assertThat(Duration.ofNanos(nanos)).isGreaterThan(Duration.ofSeconds(30));
    }
}
