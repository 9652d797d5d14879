package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedMessagesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-17T06:20:00Z");
    private final UnusableMessage why = new UnusableMessage(Reason.NO_TYPE, "It says no type.");

    @TempDir
    Path folder;

    private static DeviceMessage message(int second, String payload) {
        return new DeviceMessage("a/b", payload.getBytes(StandardCharsets.UTF_8), false, BEGIN.plusSeconds(second));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldKeepAMessageForItsOwnerAlone() throws Exception {
        try (UnusedMessages unused = new UnusedMessages(folder, 1 << 20, () -> {})) {
            unused.keep(message(0, "one"), why);
            unused.keep(message(1, "two"), why);
        }
        Path file = files().get(0);
        JsonNode second = new ObjectMapper().readTree(Files.readAllLines(file).get(1));

        assertThat(files()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(second.path("receivedAt").asText()).isEqualTo("2026-01-17T06:20:01Z");
        assertThat(second.path("reason").asText()).isEqualTo("NO_TYPE");
        assertThat(second.path("sentence").asText()).isEqualTo("It says no type.");
        assertThat(second.path("topic").asText()).isEqualTo("a/b");
        assertThat(second.path("payload").binaryValue()).asString().isEqualTo("two");
    }

    @Test
    void shouldDeleteTheOldestAndSaySo() throws Exception {
        AtomicInteger deleted = new AtomicInteger();
        try (UnusedMessages unused = new UnusedMessages(folder, 40_000, deleted::incrementAndGet)) {
            for (int i = 0; i < 100; i++) {
                unused.keep(message(i, "x".repeat(1_000)), why);
            }
        }
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isBetween(30_000L, 40_000L);
        assertThat(deleted.get()).isPositive();
        assertThat(Files.readString(files().get(files().size() - 1))).contains("2026-01-17T06:21:39Z");
        assertThat(Files.readString(files().get(0))).doesNotContain("2026-01-17T06:20:00Z");
    }

    @Test
    void shouldSayThatItCanNotKeepOne() throws Exception {
        Path file = Files.createFile(folder.resolve("taken"));
        try (UnusedMessages unused = new UnusedMessages(file, 1 << 20, () -> {})) {
            assertThatThrownBy(() -> unused.keep(message(0, "one"), why)).isInstanceOf(UncheckedIOException.class);
        }
    }
}
