package org.amurwatch.producer.confidential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.amurwatch.avro.ConfidentialReport;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfidentialCommandTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");

    private static final String FORM = """
            kind: SNARE
            informant: oak-7
            name: Ivan Testov
            number: +7 000 0001
            text: Two at the spring.
            latitude: 43.123456
            longitude: 131.456789
            at: 2026-01-17T15:43:21+10:00
            count: 2
            """;

    @TempDir
    private Path folder;

    private final Map<String, SpecificRecord> sent = new LinkedHashMap<>();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final List<String> failing = new ArrayList<>();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void makeAKey() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "a bear walks over the ice\nand more\n");
        assertThat(run("", "key", "create", "--out", file("handler.key"), "--passphrase-file", file("passphrase")))
                .isEqualTo(ExitCode.DONE);
    }

    /** Stands for the brokers. */
    private final class Sink implements LiveSink {
        @Override
        public <V extends SpecificRecord> AcknowledgedRecord accept(Topic<V> topic, String key, V value) {
            assertThat(out.toString()).as("printed before the brokers had it").isEmpty();
            if (failing.contains(topic.name())) {
                throw new CommandFailure(ExitCode.UNREACHABLE, "No broker.");
            }
            sent.put(topic.name() + " " + key, value);
            if (value instanceof ConfidentialReport report) {
                kept.put(key, report.getSealed());
            }
            return new AcknowledgedRecord(topic.name(), 0, 0, NOW.toEpochMilli());
        }

        @Override
        public void close() {}
    }

    private final class Reports implements ConfidentialReports {
        @Override
        public List<Kept> all() {
            return kept.entrySet().stream()
                    .map(entry -> new Kept(entry.getKey(), NOW, entry.getValue()))
                    .toList();
        }

        @Override
        public Optional<Kept> find(String code) {
            return all().stream().filter(one -> one.code().equals(code)).findFirst();
        }

        @Override
        public void erase(String code) {
            kept.remove(code);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private int run(String input, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        AtomicInteger codes = new AtomicInteger();
        ConfidentialSystem system = new ConfidentialSystem(
                connection -> new Reports(),
                (connection, clock) -> new Sink(),
                connection -> List.of(),
                () -> "random-" + codes.incrementAndGet(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        CommandLine line = CommandLines.of(
                new ConfidentialCommand(system, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private int report(String form) {
        return run(form, "report", "-", "--handler-key", file("handler.pub"), "--output", "json");
    }

    @Test
    void shouldPublishAnEventThatPointsAtNobodyAndTheRestForTheHandlerAlone() throws Exception {
        assertThat(report(FORM)).as(err.toString()).isEqualTo(ExitCode.DONE);

        PoachingAlert alert = (PoachingAlert) sent.get("field.poaching-alerts report/random-2");
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T00:00:00Z");
        assertThat(alert.getObservedUntil()).isEqualTo("2026-01-17T12:00:00Z");
        assertThat(alert.getPosition().getUncertaintyMetres()).isBetween(1_414.0, 1_500.0);
        assertThat(alert.getMethod()).isEqualTo(ObservationMethod.REPORT);
        assertThat(alert.getCount()).isEqualTo(2);
        assertThat(sent).hasSize(2).containsKey("private.confidential random-1");
        assertThat(sent.toString() + out + err)
                .doesNotContain("oak-7", "Ivan", "Testov", "0001", "spring", "43.1234", "131.456", "05:43");

        JsonNode shown = show("random-1");
        assertThat(shown.get("informant").asText()).isEqualTo("oak-7");
        assertThat(shown.get("name").asText()).isEqualTo("Ivan Testov");
        assertThat(shown.get("number").asText()).isEqualTo("+7 000 0001");
        assertThat(shown.get("text").asText()).isEqualTo("Two at the spring.");
        assertThat(shown.get("latitude").asText()).isEqualTo("43.123456");
        assertThat(shown.get("observedAt").asText()).isEqualTo("2026-01-17T05:43:21Z");
        assertThat(shown.get("event").asText()).isEqualTo("report/random-2");
    }

    private JsonNode show(String code) throws Exception {
        assertThat(run(
                        "",
                        "show",
                        code,
                        "--key",
                        file("handler.key"),
                        "--passphrase-file",
                        file("passphrase"),
                        "--output",
                        "json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void shouldListShowSealedOpenElsewhereAndErase() throws Exception {
        report(FORM);
        assertThat(run("", "list", "--output", "json")).isEqualTo(ExitCode.DONE);
        JsonNode row = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(row.get("report").asText()).isEqualTo("random-1");
        assertThat(row.get("key").asText())
                .isEqualTo(
                        HandlerKeyFile.readPublic(folder.resolve("handler.pub")).getKeyID());

        assertThat(run("", "show", "random-1")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().strip()).isEqualTo(kept.get("random-1"));
        assertThat(run(
                        out.toString(),
                        "open",
                        "-",
                        "--key",
                        file("handler.key"),
                        "--passphrase-file",
                        file("passphrase")))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("oak-7", "Ivan Testov");

        assertThat(run("", "erase", "random-1")).isEqualTo(ExitCode.DONE);
        assertThat(kept).isEmpty();
        assertThat(run("", "erase", "random-1")).isEqualTo(ExitCode.FAILED);
        assertThat(run("", "show", "random-1")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("There is no report random-1");
    }

    @Test
    void shouldSayThatAReportWasPutInThePlaceOfAnother() {
        report(FORM);
        kept.put("other", String.valueOf(kept.get("random-1")));
        assertThat(run("", "show", "other", "--key", file("handler.key"), "--passphrase-file", file("passphrase")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("stands another report");
    }

    @Test
    void shouldPageAtOnceIfAskedAndOnlyForThisHalfDay() {
        assertThat(report(FORM + "urgent: true")).isEqualTo(ExitCode.DONE);
        PoachingAlert alert = (PoachingAlert) sent.get("field.poaching-alerts report/random-2");
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:00:00Z");

        sent.clear();
        assertThat(report(FORM.replace("01-17", "01-16") + "urgent: true")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldSendNothingWithoutAKeyOrByAFaultyForm() {
        assertThat(run(FORM, "report", "-")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("--handler-key");
        assertThat(report(FORM.replace("SNARE", "Testov"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(report("x".repeat(70_000))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(sent).isEmpty();
        assertThat(err.toString()).doesNotContain("Testov", "oak-7");
    }

    @Test
    void shouldSayWhatIsKeptIfTheEventIsNot() {
        failing.add("field.poaching-alerts");
        assertThat(report(FORM)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString())
                .contains("The sealed report random-1 is kept")
                .contains("No broker.");

        failing.add("private.confidential");
        sent.clear();
        assertThat(report(FORM)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(sent).isEmpty();
    }

    @Test
    void shouldAskForAPassphraseThatIsWorthIt() throws Exception {
        Files.writeString(folder.resolve("short"), "tiger");
        assertThat(run("", "key", "create", "--out", file("b.key"), "--passphrase-file", file("short")))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("12 characters").doesNotContain("tiger");
        assertThat(folder.resolve("b.key")).doesNotExist();
    }
}
