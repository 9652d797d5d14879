package org.amurwatch.producer.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes and sends, at random moments: {@code -Damurwatch.kills=200} for a long run. */
class KilledLogTest {

    private static final int KILLS = Integer.getInteger("amurwatch.kills", 10);
    private static final int LONGEST_LIFE_MILLIS = 400;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseAndSkipNothingAcknowledgedWhenKilled() throws Exception {
        long seed = Long.getLong("amurwatch.seed", System.nanoTime());
        System.out.println("KilledLogTest: seed " + seed);
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        long from = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            from = live(from, random, acknowledged, sent) + 1;
        }
        try (GatewayLog log = Logs.open(folder)) {
            for (LogRecord record : Logs.send(log)) {
                if (record.payload().length > 0) {
                    sent.add(record.kind() + " " + Logs.text(record).split(" ", 2)[0]);
                }
            }
        }
        Set<String> once = new LinkedHashSet<>(sent);
        System.out.println("KilledLogTest: " + KILLS + " kills, " + acknowledged.size() + " acknowledged, "
                + once.size() + " sent, " + (sent.size() - once.size()) + " of them again");
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
        assertThat(once).containsAll(acknowledged);
        for (LogKind kind : LogKind.values()) {
            assertThat(once.stream()
                            .filter(line -> line.startsWith(kind + " "))
                            .map(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1))))
                    .as("order of %s", kind)
                    .isSorted();
        }
        assertThat(new HashSet<>(acknowledged)).hasSameSizeAs(acknowledged);
    }

    /** One life of the process; the highest number that it spoke of. */
    private long live(long from, Random random, List<String> acknowledged, List<String> sent) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        Long.toString(from),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long highest = from;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(lines.readLine()).isEqualTo("open");
            Thread killer = new Thread(() -> {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(LONGEST_LIFE_MILLIS * 1000)));
                // Not by the process itself: that would close what it has said and we have not read.
                ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            });
            killer.start();
            for (String line = whole(lines); line != null; line = whole(lines)) {
                String[] words = line.split(" ");
                (words[0].equals("acknowledged") ? acknowledged : sent).add(words[1] + " " + words[2]);
                highest = Math.max(highest, Long.parseLong(words[2]));
            }
            killer.join();
        }
        process.waitFor();
        return highest + 100_000;
    }

    /** A line that ends with its full stop: the last one may be cut. */
    private static String whole(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null || !line.endsWith(" .") ? null : line;
    }

    /** Writes and sends until it is killed, and tells what was acknowledged and what it sent. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            LogLimits limits = new LogLimits(1L << 30, 1 << 20, 64 * 1024, 0);
            GatewayLog log = new GatewayLog(Path.of(arguments[0]), limits, Disk.LOCAL, Logs.QUIET);
            PrintStream out = System.out;
            out.println("open");
            Random random = new Random(Long.parseLong(arguments[2]));
            long number = Long.parseLong(arguments[1]);
            while (true) {
                LogKind kind = LogKind.values()[random.nextInt(LogKind.values().length)];
                String line = kind + " " + ++number;
                String text = number + " " + "x".repeat(random.nextInt(3_000));
                log.append(kind, "cameras", Logs.NOW, text.getBytes(StandardCharsets.UTF_8))
                        .thenRun(() -> out.println("acknowledged " + line + " ."));
                if (random.nextInt(10) == 0) {
                    log.append(kind, "cameras", Logs.NOW, new byte[0]).join();
                    send(log, out, random);
                }
            }
        }

        private static void send(GatewayLog log, PrintStream out, Random random) throws IOException {
            for (Lane lane : log.lanes()) {
                Batch batch = lane.read(1 + random.nextInt(30), 1 << 20);
                if (batch != null) {
                    for (LogRecord record : batch.records()) {
                        if (record.payload().length > 0) {
                            out.println("sent " + record.kind() + " "
                                    + Logs.text(record).split(" ", 2)[0] + " .");
                        }
                    }
                    out.flush();
                    lane.acknowledge(batch, batch.records().size());
                }
            }
        }
    }
}
