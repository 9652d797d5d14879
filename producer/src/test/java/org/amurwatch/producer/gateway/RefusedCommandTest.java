package org.amurwatch.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.gateway.log.Disk;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.LogLimits;
import org.amurwatch.producer.gateway.log.LogListener;
import org.amurwatch.producer.gateway.log.ReceiptTime;
import org.amurwatch.producer.http.HttpSettings;
import org.amurwatch.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RefusedCommandTest {

    private static final String FILE = "SIGHTING-cameras.ndjson";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestCentre centre;
    private Path gateway;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        centre = new TestCentre();
        centre.keys.add("awk_key");
        Files.writeString(Files.createDirectory(folder.resolve("keys")).resolve("cameras"), "awk_key");
        gateway = folder.resolve("gateway");
        file = gateway.resolve("refused").resolve(FILE);
    }

    @AfterEach
    void close() {
        centre.close();
    }

    private Map<String, String> options() {
        return Map.of(
                "amurwatch.gateway.folder", gateway.toString(),
                "amurwatch.gateway.keys-folder", folder.resolve("keys").toString(),
                "amurwatch.gateway.centre-url", centre.url().toString(),
                "amurwatch.gateway.size-mebibytes", "1",
                "amurwatch.gateway.leave-free-mebibytes", "0",
                "amurwatch.http.port", "0",
                "amurwatch.http.health-port", "0");
    }

    private GatewayService start() {
        return GatewayService.start(
                Settings.read(GatewaySettings.class, options()),
                Settings.read(HttpSettings.class, options()),
                metrics -> List.of(),
                null,
                java.time.Clock.systemUTC());
    }

    /** What a gateway took of its devices before. */
    private void took(String... ids) {
        try (GatewayLog log =
                new GatewayLog(gateway.resolve("log"), LogLimits.of(1 << 20, 0), Disk.LOCAL, new LogListener() {})) {
            for (String id : ids) {
                String event = "{\"id\":\"" + id + "\",\"observedAt\":\"2026-03-01T12:00:00Z\",\"note\":\"Ivan\"}";
                ReceiptTime came = new ReceiptTime(System.currentTimeMillis(), new UUID(1, 2), 0);
                log.append(LogKind.SIGHTING, "cameras", came, event.getBytes(StandardCharsets.UTF_8))
                        .join();
            }
        }
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new GatewayCommand(List.of()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new java.util.ArrayList<>(List.of("refused"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--folder", gateway.toString()));
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    void shouldSendMendedEventsAgainInTheirOrder() throws IOException {
        took("s1", "s2", "s3", "s4");
        centre.statusOf = event -> event.path("id").asText().equals("s3") ? 202 : 422;
        try (GatewayService running = start()) {
            await().untilAsserted(() -> assertThat(file).content().contains("\"s4\""));
            assertThat(running.healthPort()).isPositive();
            assertThat(run("send", FILE)).isEqualTo(1);
            assertThat(err.toString())
                    .contains("Another gateway uses the folder")
                    .contains("stop it first");
        }
        assertThat(run("list", "--output", "csv")).isZero();
        assertThat(out.toString())
                .contains("file,line,receivedAt,source,id,status,answer", FILE + ",3,", ",cameras,s4,422,")
                .doesNotContain("Ivan");
        String before = Files.readString(file);
        Files.writeString(file, before.replaceAll("\"id\":\"s([12])\"", "\"id\":\"s$1\",\"count\":7"));

        assertThat(run("send")).as("%s", err).isZero();

        assertThat(err.toString()).contains("3 events are put back. The gateway sends them when it runs.");
        assertThat(file).doesNotExist();
        centre.statusOf = event -> event.path("count").asInt() == 7 ? 202 : 422;
        try (GatewayService running = start()) {
            await().untilAsserted(() -> assertThat(centre.ids()).containsExactly("s3", "s1", "s2"));
            await().untilAsserted(() -> assertThat(file).content().contains("\"s4\""));
            assertThat(running.healthPort()).isPositive();
        }
        assertThat(centre.taken.get(1).path("observedAt").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(RefusedEvent.parse(Files.readString(file)).receivedAt())
                .as("when it came first")
                .isEqualTo(RefusedEvent.parse(before.lines().toList().get(2)).receivedAt());
    }

    @Test
    void shouldPutBackNothingWhereALineIsWrong() throws IOException {
        Files.createDirectories(file.getParent());
        String good = "{\"kind\":\"SIGHTING\",\"source\":\"cameras\",\"receivedAt\":\"2026-03-01T12:00:00Z\","
                + "\"status\":422,\"answer\":\"no\",\"event\":{\"id\":\"s1\"}}";
        Files.writeString(
                file,
                String.join(
                        "\n",
                        good,
                        "{\"kind\":",
                        good.replace("SIGHTING", "LEOPARD"),
                        good.replace("\"cameras\"", "\"../cameras\""),
                        good.replace("2026-03-01T12:00:00Z", "yesterday"),
                        good.replace("{\"id\":\"s1\"}", "7"),
                        "",
                        good + "}"));
        assertThat(run("send")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "Nothing is put back:",
                        FILE + ", line 2: this is no line of JSON",
                        FILE + ", line 3: 'kind' is none of [URGENT, POACHING_ALERT, PATROL_POSITION, SIGHTING].",
                        FILE + ", line 4: 'source' is missing, or no source's id.",
                        FILE + ", line 5: 'receivedAt' is no time such as",
                        FILE + ", line 6: 'event' is missing",
                        FILE + ", line 8: this is no line of JSON");
        assertThat(Files.readAllLines(file)).hasSize(8);
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("Can't be read: 'kind' is none of");
        Files.write(file, new byte[] {(byte) 0xff, '\n'});
        assertThat(run("send")).isEqualTo(1);
        assertThat(err.toString()).contains("no text in UTF-8");
    }

    /** Of 110 all are handed over before the first answer is awaited; of 150 they are not. */
    @ParameterizedTest
    @ValueSource(ints = {110, 150})
    void shouldKeepTheFileWhereTheLogHasNoRoom(int events) throws IOException {
        Files.createDirectories(file.getParent());
        String line = "{\"kind\":\"SIGHTING\",\"source\":\"cameras\",\"receivedAt\":\"2026-03-01T12:00:00Z\","
                + "\"status\":422,\"answer\":\"no\",\"event\":{\"id\":\"s1\",\"note\":\"" + "x".repeat(9_000)
                + "\"}}\n";
        Files.writeString(file, line.repeat(events));
        try (RefusedAgain again = new RefusedAgain(Settings.read(GatewaySettings.class, options()))) {
            assertThatThrownBy(() -> again.send(again.files(List.of(FILE))))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith(FILE + ", not later than line 1")
                    .hasMessageContaining("The gateway's disk is full");
        }
        assertThat(Files.readAllLines(file)).hasSize(events);
    }

    @Test
    void shouldDeleteFilesByTheirNamesAlone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "whatever\n");
        Path other = Files.writeString(folder.resolve("keys.ndjson"), "x");
        assertThat(run("delete")).isEqualTo(2);
        assertThat(run("delete", "../../keys.ndjson")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file keys.ndjson of refused events in");
        assertThat(run("delete", FILE, FILE)).isZero();
        assertThat(err.toString()).contains("1 files are deleted.");
        assertThat(file).doesNotExist();
        assertThat(other).exists();
        assertThat(run("send")).isZero();
        assertThat(err.toString()).contains("There are no refused events in");
        gateway = folder.resolve("elsewhere");
        assertThat(run("send")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no gateway's folder");
    }
}
