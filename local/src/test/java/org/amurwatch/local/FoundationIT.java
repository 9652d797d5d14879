package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole path on the real broker and the real registry, command by command, as a user walks it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FoundationIT {

    private static final String TEAM = "team-kedrovaya-pad";

    /** A step of an escalation comes at most so much too late, on a machine that is busy with other tests. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private static int portBase;

    @TempDir
    private static Path folder;

    private static LocalSystemProcess system;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        portBase = LocalSystemProcess.freePortBase();
        system = LocalSystemProcess.start(folder, portBase);
        system.awaitReady();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        system.close();
    }

    @Test
    @Order(1)
    void shouldTellThePatrolPhoneOfAGunshotWithAValidSignature() throws Exception {
        LocalSystemProcess.Answer report =
                system.run("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.4", "--id", "shot-1");
        assertThat(report.exitCode()).as(report.err()).isZero();

        await("the alert goes through three hops and a webhook")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(bodies()).anyMatch(body -> body.contains(TEAM)));
        JsonNode message = system.messages().get(0);
        assertThat(message.get("signatureValid").asBoolean()).isTrue();
        assertThat(bodies()).allSatisfy(body -> assertThat(body)
                .contains("GUNSHOT")
                .doesNotContain("43.1")
                .doesNotContain("131.4"));
    }

    private static List<String> bodies() throws IOException, InterruptedException {
        return system.messages().findValuesAsText("body");
    }

    /** What the team was told anew: reminders while nobody answers are no news. */
    private static long raised() throws IOException, InterruptedException {
        long raised = 0;
        for (JsonNode alert : system.run("alerts", "--output", "json").json()) {
            assertThat(alert.get("kind").asText()).as("the only live report").isEqualTo("GUNSHOT");
            boolean news = alert.get("message").asText().equals("RAISED");
            raised += news && alert.get("team").asText().equals(TEAM) ? 1 : 0;
        }
        return raised;
    }

    @Test
    @Order(2)
    void shouldNotTellAgainOfTheSameReport() throws Exception {
        assertThat(system.run("report", "GUNSHOT", "--lat", "43.1", "--lon", "131.4", "--id", "shot-1")
                        .exitCode())
                .isZero();
        // The read command waits until the report is decided; what it would have sent would be in patrol.alerts.
        assertThat(raised()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void shouldRefuseAnImpossibleLatitudeWithASentence() throws Exception {
        LocalSystemProcess.Answer refused = system.run("report", "GUNSHOT", "--lat", "143", "--lon", "131.4");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("143").doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    @Order(4)
    void shouldCountAPackageExactlyThoughStreamsIsKilledAndTheImportRepeated() throws Exception {
        Path packageFolder = GeneratedPackage.write(folder.resolve("package"), 4000, 42);
        LocalSystemProcess.Answer circles = system.run(
                "territories",
                "derive",
                "camtrap-dp",
                packageFolder.toString(),
                "--radius",
                "400",
                "--time-zone",
                "Asia/Vladivostok");
        assertThat(circles.exitCode()).as(circles.err()).isZero();
        Path geojson = Files.writeString(folder.resolve("territories.geojson"), circles.out());
        assertThat(system.run("territories", "load", geojson.toString()).exitCode())
                .isZero();

        LocalSystemProcess.Running importing =
                system.begin("import", "camtrap-dp", packageFolder.toString(), "--output", "json");
        await("some rows are counted, so that the kill falls into the import")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !importing.process().isAlive()
                        || system.run("activity", "--no-wait", "--output", "json")
                                        .json()
                                        .size()
                                > 1);
        system.killStreams();
        LocalSystemProcess.Answer imported = importing.await();
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(counts()).isEqualTo(GeneratedPackage.expected(packageFolder));

        LocalSystemProcess.Answer again =
                system.run("import", "camtrap-dp", packageFolder.toString(), "--output", "json");
        assertThat(again.json().get("new").asLong()).isZero();
        assertThat(counts()).isEqualTo(GeneratedPackage.expected(packageFolder));
        assertThat(raised()).as("an import of the past pages nobody").isEqualTo(1);
    }

    @Test
    @Order(5)
    void shouldCorrectEveryCountAndTakeNoOldPackageBack() throws Exception {
        Path first = folder.resolve("package");
        Path corrected = GeneratedPackage.correct(first, folder.resolve("corrected"));
        LocalSystemProcess.Answer imported =
                system.run("import", "camtrap-dp", corrected.toString(), "--output", "json");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.json().get("withdrawn").asLong()).isPositive();
        assertThat(counts())
                .isEqualTo(GeneratedPackage.expected(corrected))
                .isNotEqualTo(GeneratedPackage.expected(first));

        LocalSystemProcess.Answer old = system.run("import", "camtrap-dp", first.toString(), "--output", "json");
        assertThat(old.json().get("published").asLong()).isZero();
        assertThat(counts()).isEqualTo(GeneratedPackage.expected(corrected));
        assertThat(system.run("balance", "--output", "json").json().get("exact").asBoolean())
                .isTrue();
    }

    @Test
    @Order(6)
    void shouldPageNobodyForRealPackagesAndCountThemAsTheirFilesSay() throws Exception {
        Path data = SharedData.folder();
        for (String name : List.of("camtrapdp-leuven-gmu8", "camtrapdp-tdwg-example")) {
            String packageFolder = data.resolve(name).toString();
            Path geojson = folder.resolve(name + ".geojson");
            LocalSystemProcess.Answer circles = system.run(
                    "territories",
                    "derive",
                    "camtrap-dp",
                    packageFolder,
                    "--radius",
                    "500",
                    "--time-zone",
                    "Europe/Brussels");
            Files.writeString(geojson, circles.out());
            assertThat(system.run("territories", "load", geojson.toString()).exitCode())
                    .isZero();
            Path teams = Files.writeString(folder.resolve(name + ".yaml"), """
                    teams:
                      - id: wants-all-%s
                        name: A team that wants to be told of everybody
                        language: en
                        sectors: [%s]
                        kinds: [HUMAN_PRESENCE, VEHICLE, DOG, OTHER]
                        endpoints: [patrol-phone]
                    """.formatted(name, name));
            assertThat(system.run("teams", "load", teams.toString()).exitCode()).isZero();
            LocalSystemProcess.Answer imported = system.run("import", "camtrap-dp", packageFolder, "--output", "json");
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            assertThat(imported.json().get("people").asLong()).isPositive();
        }
        assertThat(counts())
                .containsEntry("Capreolus capreolus detections", 1116L)
                .containsEntry("Capreolus capreolus animals", 1468L)
                .containsEntry("Sus scrofa detections", 649L + generated("Sus scrofa detections"))
                .containsEntry("Mustela putorius detections", 14L + 3L);
        assertThat(raised())
                .as("what is years old pages nobody, whatever a team wants")
                .isEqualTo(1);
    }

    private static long generated(String count) {
        return GeneratedPackage.expected(folder.resolve("corrected")).get(count);
    }

    @Test
    @Order(7)
    void shouldKeepWhatCannotBeReadAndCountItOnceWhenPutBack() throws Exception {
        send("field.sightings", "garbage/1", new byte[] {1, 2, 3});
        LocalSystemProcess.Answer balance = system.run("balance", "--output", "json");
        assertThat(balance.exitCode()).as(balance.out() + balance.err()).isZero();
        assertThat(balance.json().get("exact").asBoolean()).isTrue();
        assertThat(balance.json().get("total").get("deadLetters").asLong()).isEqualTo(1);
        assertThat(system.run("dead-letters", "list", "--output", "json").json())
                .hasSize(1);

        assertThat(system.run("dead-letters", "replay", "--all").exitCode()).isZero();
        JsonNode after = system.run("balance", "--output", "json").json();
        assertThat(after.get("exact").asBoolean()).isTrue();
        assertThat(after.get("total").get("deadLetters").asLong())
                .as("still garbage: it failed again, and is counted as read again")
                .isEqualTo(2);
    }

    @Test
    @Order(8)
    void shouldCountOnceWhatCouldNotBeReadYetAndIsPutBack() throws Exception {
        // A producer that is newer than the registry: its schema is registered only after its record has failed.
        CachedSchemaRegistryClient registry = new CachedSchemaRegistryClient(system.registryUrl(), 10);
        Schema later = new Schema.Parser()
                .parse(Sighting.getClassSchema().toString().replace("An animal was observed:", "An animal was seen:"));
        int nextId = 1;
        for (JsonNode subject :
                system.run("schemas", "check", "--output", "json").json()) {
            nextId = Math.max(nextId, subject.get("id").asInt() + 1);
        }
        send("field.sightings", "newer/1", inConfluentFormat(nextId, sighting("newer", "1")));
        assertThat(system.run("balance", "--output", "json")
                        .json()
                        .get("total")
                        .get("deadLetters")
                        .asLong())
                .isEqualTo(3);
        long before = counts().getOrDefault("Panthera pardus orientalis animals", 0L);

        assertThat(registry.register("field.sightings-value", new AvroSchema(later)))
                .isEqualTo(nextId);
        for (int time = 0; time < 2; time++) {
            assertThat(system.run("dead-letters", "replay", "--all").exitCode()).isZero();
            assertThat(counts()).containsEntry("Panthera pardus orientalis animals", before + 3);
        }
        assertThat(system.run("balance", "--output", "json").json().get("exact").asBoolean())
                .isTrue();
    }

    private static Sighting sighting(String source, String id) {
        Instant observedAt = Instant.parse("2024-12-24T12:00:00Z");
        return Sighting.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(source)
                        .setEventId(id)
                        .setRevision(observedAt)
                        .build())
                .setObservedAt(observedAt)
                .setPosition(Position.newBuilder()
                        .setLatitude(43.1)
                        .setLongitude(131.4)
                        .build())
                .setScientificName("Panthera pardus orientalis")
                .setCount(3)
                .build();
    }

    private static byte[] inConfluentFormat(int schemaId, Sighting sighting) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(4).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new SpecificDatumWriter<>(Sighting.class).write(sighting, encoder);
        return bytes.toByteArray();
    }

    private static void send(String topic, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    @Test
    @Order(9)
    void shouldKnowAllAfterARestart() throws Exception {
        Map<String, Long> before = counts();
        system.close();
        system = LocalSystemProcess.start(folder, portBase);
        system.awaitReady();
        assertThat(counts()).isEqualTo(before);
        assertThat(raised()).isEqualTo(1);
    }

    @Test
    @Order(10)
    void shouldTryRulesOnWhatIsStoredAndPageNobody() throws Exception {
        LocalSystemProcess.Answer russia = system.run("rules", "init", "russia");
        Path without = Files.writeString(
                folder.resolve("rules.yaml"),
                russia.out().replace("{kinds: [GUNSHOT], told: people}", "{kinds: [POISON]}"));
        LocalSystemProcess.Answer trial = system.run(
                "rules",
                "test",
                without.toString(),
                "--from",
                Instant.now().minus(Duration.ofDays(1)).toString(),
                "--output",
                "json");
        assertThat(trial.exitCode()).as(trial.err()).isZero();
        assertThat(trial.json().get("differences"))
                .as("the shot, which this set does not know")
                .hasSize(1)
                .allMatch(difference -> difference.get("in").asText().equals("current"));
        assertThat(raised()).isEqualTo(1);
    }

    /**
     * Two shots far from each other. Of one nobody answers: the second team is told a minute after the first, at most
     * {@link #LATE} later. Of the other the first team answers by the link in its message: the second is told nothing.
     */
    @Test
    @Order(11)
    void shouldAlertTheSecondTeamOnTimeUnlessTheFirstAnswersByItsLink() throws Exception {
        load("teams", """
                teams:
                  - id: second
                    name: Second patrol
                    language: en
                    sectors: [land-of-the-leopard]
                    kinds: [GUNSHOT]
                    base: {latitude: 42.45, longitude: 130.65}
                    endpoints: [patrol-phone]
                """);
        load("policies", """
                policies:
                  - id: send
                    level: dispatch
                    steps:
                      - {afterMinutes: 0, to: nearest}
                      - {afterMinutes: 1, to: all}
                """);
        PhoneMessages narva = reportShot("42.965", "131.29", "narva");
        PhoneMessages kraskino = reportShot("42.77", "131.0", "kraskino");
        Instant first = narva.awaitTeam("team-narva", Duration.ofSeconds(20));
        kraskino.awaitTeam("team-kraskino", Duration.ofSeconds(20));

        assertThat(kraskino.look("team-kraskino"))
                .as("looking changes nothing")
                .contains("Gunshot", "On the way", "Exact place");
        assertThat(kraskino.press("team-kraskino", "on-the-way")).contains("Thank you, team-kraskino");
        Instant second = narva.awaitTeam("second", Duration.ofSeconds(60).plus(LATE));

        assertThat(Duration.between(first, second))
                .isBetween(
                        Duration.ofSeconds(60).minus(LATE),
                        Duration.ofSeconds(60).plus(LATE));
        assertThat(Duration.between(told(narva, "team-narva"), told(narva, "second")))
                .as("as it was decided")
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(60).plus(LATE));
        // Told a little later than the other, and answered: its step has been due for as long as the other's may be
        // late.
        await("the step of the one that was answered is long past")
                .pollDelay(LATE)
                .atMost(LATE.plusSeconds(5))
                .untilAsserted(() -> assertThat(kraskino.teams()).containsExactly("team-kraskino"));
        JsonNode answers = system.run("incidents", "show", kraskino.incident(), "--output", "json")
                .json()
                .get("answers");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).get("answer").asText()).isEqualTo("ON_THE_WAY");
        assertThat(answers.get(0).get("by").asText()).isEqualTo("patrol-phone");
        assertThat(answers.get(0).get("minutesAfterAlert").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    @Order(12)
    void shouldSendNothingToARevokedRecipientAndCloseItsLinks() throws Exception {
        PhoneMessages kraskino = new PhoneMessages(system, "kraskino");
        assertThat(system.run("recipients", "revoke", "patrol-phone", "--by", "duty-officer", "--why", "a test")
                        .exitCode())
                .isZero();

        await("its links are closed").atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                        kraskino.look("team-kraskino"))
                .contains("revoked")
                .doesNotContain("Exact place"));
        int before = system.messages().size();
        system.run("report", "GUNSHOT", "--lat", "42.5", "--lon", "130.7");
        await("what is decided now ends as REVOKED")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(system.run("deliveries", "--output", "json")
                                .json()
                                .findValuesAsText("outcome"))
                        .contains("REVOKED"));
        assertThat(system.messages()).hasSize(before);
    }

    /** When it was decided to tell a team. */
    private static Instant told(PhoneMessages messages, String team) throws Exception {
        JsonNode timeline = system.run("incidents", "show", messages.incident(), "--output", "json")
                .json()
                .get("timeline");
        for (JsonNode entry : timeline) {
            if (entry.get("what").asText().equals("TOLD")
                    && entry.get("subject").asText().equals(team)) {
                return Instant.parse(entry.get("at").asText());
            }
        }
        throw new AssertionError(team + " is not in " + timeline);
    }

    private PhoneMessages reportShot(String latitude, String longitude, String territory) throws Exception {
        LocalSystemProcess.Answer report = system.run("report", "GUNSHOT", "--lat", latitude, "--lon", longitude);
        assertThat(report.exitCode()).as(report.err()).isZero();
        return new PhoneMessages(system, territory);
    }

    private static void load(String what, String yaml) throws Exception {
        LocalSystemProcess.Answer loaded = system.run(
                what,
                "load",
                Files.writeString(folder.resolve(what + ".yaml"), yaml).toString());
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    }

    private static Map<String, Long> counts() throws IOException, InterruptedException {
        LocalSystemProcess.Answer activity = system.run("activity", "--by", "total", "--output", "json");
        assertThat(activity.exitCode()).as(activity.err()).isZero();
        Map<String, Long> counts = new TreeMap<>();
        activity.json().forEach(row -> {
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
}
