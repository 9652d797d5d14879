package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.local.AmurWatch;
import org.amurwatch.local.GeneratedPackage;
import org.amurwatch.local.phone.PatrolPhone;
import org.amurwatch.local.phone.PhoneMessage;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real docker-compose.yml, walked as the docs say: up, load, report, import, kill, down. */
@NeedsDocker
@Tag("alone")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final int FIRST_PORT = 21_700;
    private static final String SECRET = "whsec_dGhlIHBhdHJvbCBwaG9uZSBvZiB0aGlzIHRlc3QgPC0+";

    @TempDir
    private static Path folder;

    private static ComposeSystem system;
    private static PatrolPhone phone;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        phone = new PatrolPhone(SECRET, Clock.systemUTC(), message -> {});
        phone.start(new InetSocketAddress(0));
        ComposeSystem.write(folder.resolve("endpoints/endpoints.yaml"), """
                endpoints:
                  - name: patrol-phone
                    channel: webhook
                    url: http://receiver.test:%d/alerts
                    secretFile: phone.secret
                    privateNetwork: true
                """.formatted(phone.port()));
        ComposeSystem.write(folder.resolve("endpoints/phone.secret"), SECRET);
        Files.createDirectories(folder.resolve("cards"));
        assertThat(AmurWatch.commandLine()
                        .execute(
                                "secrets",
                                "create",
                                "--folder",
                                folder.resolve("secrets").toString()))
                .isZero();
        system = new ComposeSystem(folder, FIRST_PORT);
        long begin = System.nanoTime();
        system.compose("build");
        told("images built after", begin);
        begin = System.nanoTime();
        system.compose("up", "-d");
        told("up -d returned after", begin);
        for (String service : List.of("streams-app-1", "streams-app-2", "dispatch", "http")) {
            await(service + " is healthy").atMost(Duration.ofMinutes(3)).until(() -> system.health(service)
                    .equals("running healthy"));
        }
        told("all healthy after", begin);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (system != null) {
            Files.writeString(
                    Path.of("target/compose-test.log"),
                    system.compose("logs", "--no-color").out());
            system.close();
        }
        phone.stop();
    }

    @Test
    @Order(1)
    void shouldRunNothingAsRootOrWithAWritableRootOrADefaultPassword() throws Exception {
        for (JsonNode container : system.inspect()) {
            String name = container.get("Name").asText();
            assertThat(container.get("Config").get("User").asText()).as(name).matches("[1-9]\\d*:\\d+");
            assertThat(container.get("HostConfig").get("ReadonlyRootfs").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(container.get("HostConfig").get("CapDrop").toString())
                    .as(name)
                    .contains("ALL");
            assertThat(container.get("HostConfig").get("Memory").asLong())
                    .as(name)
                    .isPositive();
            for (String secret : secrets()) {
                assertThat(container.toString()).as(name).doesNotContain(secret);
            }
        }
        for (String service : List.of("broker-1", "registry", "streams-app-1", "dispatch", "http")) {
            assertThat(system.docker("top", system.container(service), "-o", "uid,pid,args")
                            .out())
                    .as("processes of " + service)
                    .doesNotContain("\n    0 ")
                    .doesNotContainIgnoringCase("password=");
        }
        assertThat(logs()).doesNotContain(secrets());
        measured(system.docker("stats", "--no-stream").out());
    }

    @Test
    @Order(2)
    void shouldTellThePatrolPhoneOfAReportedShotWithAValidSignature() throws Exception {
        copyExample("territories.geojson");
        copyExample("teams.yaml");
        require(system.run("producer", "territories", "load", "/cards/territories.geojson"));
        require(system.run("producer", "teams", "load", "/cards/teams.yaml"));

        require(system.run("producer", "report", "GUNSHOT", "--lat", "43.1", "--lon", "131.4", "--id", "shot-1"));

        await("the alert goes through three hops and a webhook")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(phone.messages())
                        .anyMatch(message -> message.body().contains("team-kedrovaya-pad")));
        PhoneMessage message = phone.messages().get(0);
        assertThat(message.signatureValid()).isTrue();
        assertThat(message.body()).contains("GUNSHOT").doesNotContain("43.1");
    }

    @Test
    @Order(3)
    void shouldLetNobodyDoWhatIsNotTheirs() throws Exception {
        ComposeSystem.Answer refused = system.run("reader", "topics", "create", "--partitions", "4");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("admin.password").doesNotContain("Exception:");

        ComposeSystem.Answer schemas = system.run("reader", "schemas", "register");
        assertThat(schemas.exitCode()).as(schemas.err()).isEqualTo(5);
    }

    @Test
    @Order(4)
    void shouldCountAPackageExactlyThoughAnInstanceIsKilledMeanwhile() throws Exception {
        Path packageFolder = GeneratedPackage.write(folder.resolve("cards/package"), 4000, 42);
        Path circles = folder.resolve("cards/circles.geojson");
        Files.writeString(
                circles,
                require(system.run(
                                "producer",
                                "territories",
                                "derive",
                                "camtrap-dp",
                                "/cards/package",
                                "--radius",
                                "400",
                                "--time-zone",
                                "Asia/Vladivostok"))
                        .out());
        require(system.run("producer", "territories", "load", "/cards/circles.geojson"));

        ComposeSystem.Running importing =
                system.begin("producer", "import", "camtrap-dp", "/cards/package", "--output", "json");
        await("some rows are counted, so that the kill falls into the import")
                .atMost(Duration.ofSeconds(90))
                .until(() -> !importing.isAlive()
                        || system.run("reader", "activity", "--no-wait", "--output", "json")
                                        .json()
                                        .size()
                                > 1);
        system.killMinusNine("streams-app-1");

        ComposeSystem.Answer imported = importing.await();
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(counts()).isEqualTo(GeneratedPackage.expected(packageFolder));
        await("the killed container is back").atMost(Duration.ofMinutes(2)).until(() -> system.health("streams-app-1")
                .equals("running healthy"));
        assertThat(counts()).isEqualTo(GeneratedPackage.expected(packageFolder));
        assertThat(require(system.run("operator", "balance", "--output", "json"))
                        .json()
                        .get("exact")
                        .asBoolean())
                .isTrue();
    }

    /** The longest silence of the alert path is the largest gap between two alerts while calls for help come all along. */
    @Test
    @Order(5)
    void shouldFallSilentOnlyForSecondsWhenAnInstanceStopsOrIsKilled() throws Exception {
        Duration stopped = longestSilence(
                "SIGTERM", Duration.ofSeconds(3), "streams-app-1", () -> system.compose("stop", "streams-app-1"));
        assertThat(stopped).isLessThan(Duration.ofSeconds(3));
        Duration killed = longestSilence(
                "kill -9", Duration.ofSeconds(10), "streams-app-2", () -> system.killMinusNine("streams-app-2"));
        assertThat(killed).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Order(6)
    void shouldKnowAllAfterEverythingWasStoppedAndStarted() throws Exception {
        Map<String, Long> before = counts();
        system.compose("down", "-t", "20");
        system.compose("up", "-d");
        await("dispatch is healthy again").atMost(Duration.ofMinutes(3)).until(() -> system.health("dispatch")
                .equals("running healthy"));
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    @Order(7)
    void shouldShowTheDutyOfficerWhatHappenedWithTheRightsOfTheDashboardAlone() throws Exception {
        system.compose("--profile", "dashboard", "up", "-d", "dashboard");
        try {
            await("the dashboard has read what happened")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> system.health("dashboard").equals("running healthy"));
            DashboardVisit visit = new DashboardVisit("http://127.0.0.1:" + (FIRST_PORT + 4));
            visit.logIn(require(system.compose(
                            "--profile",
                            "dashboard",
                            "run",
                            "--rm",
                            "-T",
                            "dashboard",
                            "dashboard",
                            "login-link",
                            "duty-officer"))
                    .out());

            assertThat(visit.get("/api/v1/snapshot").path("incidents").toString())
                    .contains("GUNSHOT");
            await("the brokers tell it how far the others are, and the past is whole")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> {
                        JsonNode health = visit.get("/api/v1/health");
                        assertThat(health.path("parts").toString()).contains("decisions-g1", "records-g1", "dispatch");
                        assertThat(health.path("parts").toString()).doesNotContain("false");
                        assertThat(visit.get("/api/v1/past?from=2015-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                                        .path("complete")
                                        .asBoolean())
                                .isTrue();
                    });
            assertThat(require(system.run("operator", "audit", "list", "--output", "json"))
                            .out())
                    .contains("SNAPSHOT", "duty-officer");
        } finally {
            system.compose("--profile", "dashboard", "rm", "-fs", "dashboard");
        }
    }

    /** A machine that is busy with something else adds to it: what is too long is measured once more. */
    private static Duration longestSilence(String name, Duration limit, String service, AlertSilence.Deed deed)
            throws Exception {
        Duration longest = limit;
        for (int time = 1; time <= 2 && longest.compareTo(limit) >= 0; time++) {
            longest = new AlertSilence(host(), phone).during(name + time, deed);
            record("longest silence after " + name, longest);
            system.compose("start", service);
            await("both instances share the work again")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> system.health(service).equals("running healthy"));
        }
        return longest;
    }

    /** This machine, as the producer's user, by the port on loopback. */
    private static Connection host() {
        return new Connection(
                Settings.read(
                        SystemSettings.class,
                        Map.of(
                                "amurwatch.bootstrap-servers",
                                "localhost:" + FIRST_PORT,
                                "amurwatch.registry-url",
                                "https://localhost:" + (FIRST_PORT + 1) + "/apis/ccompat/v7",
                                "amurwatch.security-folder",
                                folder.resolve("secrets").toString())),
                Party.PRODUCER);
    }

    private static Map<String, Long> counts() throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        require(system.run("reader", "activity", "--by", "total", "--output", "json"))
                .json()
                .forEach(row -> {
                    if (row.get("type").asText().equals("sighting")) {
                        counts.put(
                                row.get("subject").asText() + " detections",
                                row.get("detections").asLong());
                        counts.put(
                                row.get("subject").asText() + " animals",
                                row.get("animals").asLong());
                    }
                });
        return counts;
    }

    private static ComposeSystem.Answer require(ComposeSystem.Answer answer) {
        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
        return answer;
    }

    private static void copyExample(String name) throws IOException {
        try (var example = java.util.Objects.requireNonNull(ComposeIT.class.getResourceAsStream("/example/" + name))) {
            Files.copy(example, folder.resolve("cards").resolve(name));
        }
    }

    private static String logs() throws IOException, InterruptedException {
        ComposeSystem.Answer logs = system.compose("logs", "--no-color");
        return logs.out() + logs.err();
    }

    private static List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder.resolve("secrets"), "*.{password,token}")) {
            for (Path file : files) {
                secrets.add(Files.readString(file).strip());
            }
        }
        assertThat(secrets).hasSizeGreaterThan(Party.values().length);
        return secrets;
    }

    private static void told(String what, long begin) throws IOException {
        record(what, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Measured values go to a file. They are with the quick compiler; those in the docs are as the images start. */
    private static void record(String what, Duration took) throws IOException {
        measured(what + " " + took.toMillis() + " ms\n");
    }

    private static void measured(String text) throws IOException {
        Files.writeString(
                Path.of("target/compose-measured.txt"),
                text,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }
}
