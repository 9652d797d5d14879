package org.amurwatch.local.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.local.LocalSystemProcess;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An informant who is a canary tells of a snare, a team is told and answers, and then every byte that the system has is searched for
 * that person. Found but by the handler's key: a life.
 */
class ConfidentialReportIT {

    private static final ZoneId ZONE = ZoneId.of("Asia/Vladivostok");
    private static final Instant AT =
            Instant.now().minus(Duration.ofSeconds(3 * 3600 + 7 * 60 + 13)).truncatedTo(ChronoUnit.SECONDS);
    private static final double LATITUDE = 43.098733;
    private static final double LONGITUDE = 131.417291;

    private static final List<Trace> TRACES = List.of(
            Trace.word("surname", "Жеребилова"),
            Trace.word("first name", "Канарейка"),
            Trace.word("number", "9145550173"),
            Trace.word("code", "kanarya-7f31"),
            Trace.word("text", "zweihundertelf"),
            Trace.degrees("latitude", LATITUDE),
            Trace.degrees("longitude", LONGITUDE),
            Trace.time("time", AT, ZONE));

    private static final String FORM =
            """
            kind: SNARE
            informant: kanarya-7f31
            name: Канарейка Жеребилова
            number: +79145550173
            text: Two of wire, at tree zweihundertelf.
            latitude: %s
            longitude: %s
            at: %s
            count: 2
            """.formatted(LATITUDE, LONGITUDE, AT.atZone(ZONE).toOffsetDateTime());

    @TempDir
    private Path folder;

    /** What the handler has: not in the system's folder. */
    @TempDir
    private Path handler;

    private final HttpClient browser = HttpClient.newHttpClient();
    private LocalSystemProcess system;
    private int ports;

    @Test
    void shouldLeaveNoTraceOfAnInformantButForTheHandler() throws Exception {
        ports = LocalSystemProcess.freePortBase();
        try (LocalSystemProcess started = LocalSystemProcess.start(folder, ports)) {
            system = started;
            Path passphrase = Files.writeString(handler.resolve("passphrase"), "a bear walks over the ice");
            String key = handler.resolve("handler.key").toString();
            run("confidential", "key", "create", "--out", key, "--passphrase-file", passphrase.toString());
            Path form = Files.writeString(handler.resolve("form.yaml"), FORM);
            system.awaitReady();

            JsonNode taken = new ObjectMapper()
                    .readTree(run(
                            "confidential",
                            "report",
                            form.toString(),
                            "--handler-key",
                            handler.resolve("handler.pub").toString(),
                            "--output",
                            "json"));
            List<String> seen = teamIsToldAndAnswers();
            assertThat(traces(seen)).isEmpty();

            String shown = run(
                    "confidential",
                    "show",
                    taken.get("report").asText(),
                    "--key",
                    key,
                    "--passphrase-file",
                    passphrase.toString(),
                    "--output",
                    "json");
            assertThat(TRACES).allSatisfy(trace -> assertThat(trace.in(bytes(shown)))
                    .as("the handler sees it, and the search would")
                    .isPresent());

            run("confidential", "erase", taken.get("report").asText());
            assertThat(run("confidential", "list", "--output", "json").strip()).isEqualTo("[ ]");
            shouldFindALeak();
        }
    }

    /** Everything that anybody but the handler gets to see of it. */
    private List<String> teamIsToldAndAnswers() throws Exception {
        await("the team is told").atMost(Duration.ofSeconds(90)).until(() -> !system.messages()
                .isEmpty());
        List<String> seen = new ArrayList<>();
        String link = system.messages().get(0).get("link").asText();
        String page = get(link);
        assertThat(page).containsIgnoringCase("snare");
        String token = link.substring(link.lastIndexOf('/') + 1);
        seen.add(page);
        seen.add(send(HttpRequest.newBuilder(URI.create(link.substring(0, link.length() - token.length())))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token + "&answer=on-the-way"))));
        for (String command : List.of("incidents", "alerts", "deliveries", "activity", "review", "status", "balance")) {
            seen.add(run(command, "--output", "json"));
        }
        seen.add(run("dead-letters", "list", "--output", "json"));
        assertThat(seen.get(2)).as("incidents").contains("SNARE");
        seen.add(system.messages().toString());
        return seen;
    }

    private List<String> traces(List<String> seen) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (String one : seen) {
            found.addAll(Trace.find(TRACES, one, bytes(one)));
        }
        for (int port : List.of(ports, ports + 1)) {
            String metrics = get("http://127.0.0.1:" + port + "/metrics");
            assertThat(metrics).contains("amurwatch_");
            found.addAll(Trace.find(TRACES, "metrics at port " + port, bytes(metrics)));
        }
        found.addAll(inTopics());
        found.addAll(inFiles());
        return found;
    }

    private List<String> inTopics() {
        List<String> found = new ArrayList<>();
        RawTopics topics = new RawTopics(system.bootstrapServers());
        Map<String, Integer> read =
                topics.read((where, bytes) -> found.addAll(Trace.find(TRACES, "topic " + where, bytes)));
        // Else the search would be of nothing.
        assertThat(read)
                .containsKeys(
                        "private.confidential",
                        "field.poaching-alerts",
                        "sector.events",
                        "incidents",
                        "patrol.alerts",
                        "alert.deliveries",
                        "alert.receipts",
                        "patrol.responses");
        return found;
    }

    /** Logs of all parts, states, the brokers' own files, and what commands have said. */
    private List<String> inFiles() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            // Indexes of segments hold offsets alone, and are made large and empty.
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("index"))
                    .toList()) {
                found.addAll(Trace.find(TRACES, folder.relativize(file).toString(), read(file)));
            }
        }
        assertThat(folder.resolve(".amurwatch/logs/streams.log")).exists();
        return found;
    }

    /** States come and go while they are read. */
    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (java.nio.file.NoSuchFileException e) {
            return new byte[0];
        }
    }

    private void shouldFindALeak() throws IOException {
        SystemSettings settings = Settings.read(
                SystemSettings.class,
                Map.of(
                        "amurwatch.bootstrap-servers",
                        system.bootstrapServers(),
                        "amurwatch.registry-url",
                        system.registryUrl()));
        try (RecordPublisher publisher =
                new RecordPublisher(new Connection(settings, Party.PRODUCER), Clock.systemUTC())) {
            publisher.sendAndWait(
                    Topics.PRIVATE_DETAILS,
                    "report/leak",
                    PrivateDetails.newBuilder()
                            .setEventKey("report/leak")
                            .setNote(java.util.Base64.getEncoder().encodeToString(bytes("of " + FORM)))
                            .build());
        }
        assertThat(inTopics()).anyMatch(found -> found.startsWith("surname (") && found.contains("private.details"));
        Files.writeString(
                folder.resolve(".amurwatch/logs/streams.log"), "at " + LATITUDE + " " + AT, StandardOpenOption.APPEND);
        assertThat(inFiles())
                .anyMatch(found -> found.startsWith("latitude (") && found.contains("streams.log"))
                .anyMatch(found -> found.startsWith("time (") && found.contains("streams.log"));
    }

    private String run(String... command) throws IOException, InterruptedException {
        LocalSystemProcess.Answer answer = system.run(command);
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return answer.out();
    }

    private String get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
