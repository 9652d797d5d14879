package org.amurwatch.producer.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayLogTest {

    @TempDir
    private Path folder;

    @Test
    void shouldSendWhatWasAcceptedOnceInTheOrderItCame() throws IOException {
        try (GatewayLog log = Logs.open(folder)) {
            Logs.append(log, LogKind.SIGHTING, "s1");
            Logs.append(log, LogKind.POACHING_ALERT, "p1");
            Logs.append(log, LogKind.SIGHTING, "s2");
            assertThat(log.lanes().stream().mapToLong(Lane::waiting).sum()).isEqualTo(3);
        }
        try (GatewayLog log = Logs.open(folder)) {
            Logs.append(log, LogKind.SIGHTING, "s3");
            List<LogRecord> sent = Logs.send(log);
            assertThat(sent).extracting(Logs::text).containsExactly("p1", "s1", "s2", "s3");
            assertThat(sent).extracting(LogRecord::sequence).containsExactly(2L, 1L, 3L, 4L);
            assertThat(Logs.send(log)).isEmpty();
            assertThat(log.lanes())
                    .allSatisfy(lane -> assertThat(lane.waiting()).isZero());
        }
        try (GatewayLog log = Logs.open(folder)) {
            assertThat(Logs.send(log)).isEmpty();
            assertThat(Logs.append(log, LogKind.SIGHTING, "s4")).isEqualTo(5);
        }
    }

    @Test
    void shouldKeepAllWholeRecordsWhereverTheLastFileIsCutOff() throws IOException {
        Path written = folder.resolve("written");
        try (GatewayLog log = Logs.open(written)) {
            IntStream.range(0, 5).forEach(i -> Logs.append(log, LogKind.POACHING_ALERT, "event " + i));
        }
        Path file = onlyFile(written);
        byte[] bytes = Files.readAllBytes(file);
        int size = bytes.length / 5;
        for (int kept = 0; kept <= bytes.length; kept++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, kept));
            Path copy = copy(written, folder.resolve("cut-" + kept));
            try (GatewayLog log = new GatewayLog(copy, Logs.ROOMY, new FailingDisk(false), Logs.QUIET)) {
                Logs.append(log, LogKind.POACHING_ALERT, "after");
                assertThat(Logs.sendTexts(log))
                        .as("cut off after %s bytes", kept)
                        .containsExactlyElementsOf(Stream.concat(
                                        IntStream.range(0, kept / size).mapToObj(i -> "event " + i), Stream.of("after"))
                                .toList());
                assertThat(log.damaged()).isZero();
            }
        }
    }

    @Test
    void shouldSkipOneDamagedRecordAndKeepItAside() throws IOException {
        Path written = folder.resolve("written");
        try (GatewayLog log = Logs.open(written)) {
            IntStream.range(0, 4).forEach(i -> Logs.append(log, LogKind.POACHING_ALERT, "event " + i));
        }
        Path file = onlyFile(written);
        byte[] bytes = Files.readAllBytes(file);
        int size = bytes.length / 4;
        for (int at = 0; at < bytes.length - size; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x40;
            Files.write(file, damaged);
            Path copy = copy(written, folder.resolve("damaged-" + at));
            int lost = at / size;
            try (GatewayLog log = new GatewayLog(copy, Logs.ROOMY, new FailingDisk(false), Logs.QUIET)) {
                assertThat(Logs.sendTexts(log))
                        .as("damaged at byte %s", at)
                        .containsExactlyElementsOf(IntStream.range(0, 4)
                                .filter(i -> i != lost)
                                .mapToObj(i -> "event " + i)
                                .toList());
                assertThat(log.damaged()).isEqualTo(1);
            }
            try (Stream<Path> aside = Files.list(copy.resolve("damaged"))) {
                assertThat(aside.toList()).singleElement().satisfies(kept -> assertThat(Files.readAllBytes(kept))
                        .isEqualTo(java.util.Arrays.copyOfRange(damaged, lost * size, (lost + 1) * size)));
            }
        }
    }

    @Test
    void shouldGoBackToTheLastWholePositionWhereverItsWriteIsCutOff() throws IOException {
        Path file = folder.resolve("position");
        PositionFile positions = new PositionFile(file, Disk.LOCAL);
        positions.write(new PositionFile.Position(10, 1));
        positions.write(new PositionFile.Position(20, 2));
        byte[] before = Files.readAllBytes(file);
        positions.write(new PositionFile.Position(30, 3));
        byte[] after = Files.readAllBytes(file);
        for (int written = 0; written < 28; written++) {
            byte[] torn = before.clone();
            System.arraycopy(after, PositionFile.SECOND_PLACE, torn, PositionFile.SECOND_PLACE, written);
            Files.write(file, torn);
            assertThat(new PositionFile(file, Disk.LOCAL).read())
                    .as("%s bytes of the third write", written)
                    .isEqualTo(new PositionFile.Position(20, 2));
        }
        Files.write(file, after);
        assertThat(new PositionFile(file, Disk.LOCAL).read()).isEqualTo(new PositionFile.Position(30, 3));
    }

    @Test
    void shouldRefuseASecondGatewayOnTheFolder() {
        try (GatewayLog log = Logs.open(folder)) {
            assertThat(log.lanes()).isEmpty();
            assertThatThrownBy(() -> Logs.open(folder))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("Another gateway uses the folder");
        }
        Logs.open(folder).close();
    }

    @Test
    void shouldDeleteFilesOfWhichAllWasSent() throws IOException {
        try (GatewayLog log = Logs.open(folder)) {
            String large = "x".repeat(20_000);
            IntStream.range(0, 20).forEach(i -> Logs.append(log, LogKind.SIGHTING, large));
            assertThat(files(folder)).hasSizeGreaterThan(3);
            Lane lane = log.lanes().get(0);
            Batch batch = lane.read(9, 1 << 20);
            lane.acknowledge(batch, batch.records().size());
            assertThat(log.bytes())
                    .isBetween(
                            (20L - batch.records().size()) * 20_000,
                            (20L - batch.records().size()) * 20_100);
            assertThat(Logs.send(log)).hasSize(20 - batch.records().size());
            assertThat(log.bytes()).isLessThan(64 * 1024);
            Logs.append(log, LogKind.SIGHTING, "next");
            assertThat(Logs.sendTexts(log)).containsExactly("next");
        }
    }

    @Test
    void shouldKeepRoomForAlertsAndRefuseNoCallForHelp() throws IOException {
        LogLimits limits = new LogLimits(20_000, 10_000, 4_000, 0);
        String thousand = "x".repeat(1_000);
        try (GatewayLog log = new GatewayLog(folder, limits, Disk.LOCAL, Logs.QUIET)) {
            assertThat(accepted(log, LogKind.SIGHTING, thousand)).isEqualTo(9);
            assertThat(log.full()).containsExactly(LogKind.SIGHTING);
            assertThat(accepted(log, LogKind.PATROL_POSITION, thousand)).isZero();
            assertThat(accepted(log, LogKind.POACHING_ALERT, thousand)).isEqualTo(9);
            assertThat(accepted(log, LogKind.URGENT, thousand)).isEqualTo(40);
            assertThat(log.full())
                    .containsExactlyInAnyOrder(LogKind.SIGHTING, LogKind.PATROL_POSITION, LogKind.POACHING_ALERT);
            assertThat(Logs.send(log)).hasSize(9 + 9 + 40);
            assertThat(accepted(log, LogKind.SIGHTING, "y")).isEqualTo(40);
            assertThat(log.full()).doesNotContain(LogKind.SIGHTING);
        }
    }

    @Test
    void shouldLeaveTheDiskOfTheMachineRoom() {
        Disk nearlyFull = new FailingDisk(true) {
            @Override
            public long usableBytes(Path folder) {
                return 8_000;
            }
        };
        LogLimits limits = new LogLimits(1 << 30, 10_000, 4_000, 10_000);
        try (GatewayLog log = new GatewayLog(folder, limits, nearlyFull, Logs.QUIET)) {
            assertThat(accepted(log, LogKind.SIGHTING, "x")).isZero();
            assertThat(accepted(log, LogKind.POACHING_ALERT, "x")).isEqualTo(40);
        }
    }

    @Test
    void shouldNotAcceptWhatTheDiskRefusesAndGoOnInANewFile() throws IOException {
        FailingDisk disk = new FailingDisk(true);
        List<String> told = new ArrayList<>();
        LogListener listener = new LogListener() {
            @Override
            public void diskFailed(String sentence) {
                told.add(sentence);
            }
        };
        try (GatewayLog log = new GatewayLog(folder, Logs.ROOMY, disk, listener)) {
            Logs.append(log, LogKind.SIGHTING, "1");
            disk.failWrites = true;
            assertThat(log.append(LogKind.SIGHTING, "cameras", Logs.NOW, new byte[3]))
                    .failsWithin(java.time.Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(NotAccepted.class)
                    .withMessageContaining("The gateway's disk did not take it");
            disk.failWrites = false;
            Logs.append(log, LogKind.SIGHTING, "2");
            disk.failForces = true;
            assertThat(accepted(log, LogKind.SIGHTING, "not forced")).isZero();
            disk.failForces = false;
            Logs.append(log, LogKind.SIGHTING, "3");
            assertThat(Logs.sendTexts(log)).containsExactly("1", "2", "3");
            assertThat(told).contains("Can't write to the gateway's folder: No space left on device");
        }
    }

    @Test
    void shouldWriteWhatCameTogetherInOneGo() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger forces = new AtomicInteger();
        Disk slow = new FailingDisk(true) {
            @Override
            void beforeForce() {
                forces.incrementAndGet();
                forcing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (GatewayLog log = new GatewayLog(folder, Logs.ROOMY, slow, Logs.QUIET)) {
            List<CompletableFuture<Long>> answers = new ArrayList<>();
            answers.add(log.append(LogKind.SIGHTING, "cameras", Logs.NOW, new byte[10]));
            forcing.await();
            IntStream.range(0, 100)
                    .forEach(i -> answers.add(log.append(LogKind.SIGHTING, "cameras", Logs.NOW, new byte[10])));
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            go.countDown();
            answers.forEach(CompletableFuture::join);
            assertThat(forces).hasValue(2);
        }
    }

    @Test
    void shouldTellWhatItCantTake() {
        try (GatewayLog log = Logs.open(folder)) {
            assertThatThrownBy(() -> log.append(LogKind.SIGHTING, "../x", Logs.NOW, new byte[1]))
                    .hasMessageContaining("A source of a gateway is named by letters");
            assertThat(log.append(LogKind.SIGHTING, "cameras", Logs.NOW, new byte[(1 << 20) + 1]))
                    .isCompletedExceptionally();
        }
    }

    private static int accepted(GatewayLog log, LogKind kind, String text) {
        int accepted = 0;
        for (int i = 0; i < 40; i++) {
            CompletableFuture<Long> answer =
                    log.append(kind, "cameras", Logs.NOW, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            accepted += answer.handle((sequence, failure) -> failure == null ? 1 : 0)
                    .join();
        }
        return accepted;
    }

    private static Path onlyFile(Path folder) throws IOException {
        List<Path> files = files(folder);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
