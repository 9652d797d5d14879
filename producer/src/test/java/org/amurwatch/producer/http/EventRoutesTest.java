package org.amurwatch.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.LiveEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-17T06:20:00Z");
    private static final String SNARE = """
            {"id": "snare-1", "kind": "SNARE", "observedAt": "2026-01-17T16:18:44+10:00",
             "location": {"latitude": 43.1, "longitude": 131.4}}""";

    private final TestServer server =
            new TestServer(new EventRoutes(Purpose.EXERCISE, Clock.fixed(NOW, ZoneOffset.UTC)));

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + answer.body(), e);
        }
    }

    private static List<String> pointers(JsonNode problem) {
        List<String> pointers = new ArrayList<>();
        problem.path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }

    private HttpResponse<String> postLines(String path, String lines) {
        return server.send(server.request(path, TestServer.KEY)
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    }

    private LiveEvent.OfPoachingAlert alert(int index) {
        return (LiveEvent.OfPoachingAlert) server.ingest.events().get(index);
    }

    @Test
    void shouldTakeAPoachingAlertAndKeepItsTextApart() {
        HttpResponse<String> answer = server.post("/v1/poaching-alerts", """
                {"id": "shot-7", "revision": "2026-01-17T06:19:00Z", "kind": "GUNSHOT", "statedKind": "rifle",
                 "observedAt": "2026-01-17T16:18:44.5+10:00", "count": 2, "method": "ACOUSTIC", "suspicion": "RAISED",
                 "explained": "PATROL",
                 "location": {"latitude": 43.1, "longitude": 131.4, "uncertaintyMetres": 300},
                 "station": "K-12", "note": "by the ford", "reporter": "A ranger",
                 "classification": {"method": "MACHINE", "probability": 0.9, "by": "ears 2"},
                 "media": [{"id": "m-1", "mediaType": "audio/wav"}]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"source\":\"ranger-app\",\"id\":\"shot-7\"}");
        LiveEvent.OfPoachingAlert event = alert(0);
        assertThat(event.key()).isEqualTo("ranger-app/shot-7");
        assertThat(event.value().toString()).doesNotContain("ford", "A ranger");
        assertThat(event.details().getEventKey()).isEqualTo("ranger-app/shot-7");
        assertThat(event.details().getNote()).isEqualTo("by the ford");
        assertThat(event.details().getReporter()).isEqualTo("A ranger");
        assertThat(event.value().getKind()).isEqualTo(AlertKind.GUNSHOT);
        assertThat(event.value().getStatedKind()).isEqualTo("rifle");
        assertThat(event.value().getExplained()).isEqualTo(Explanation.PATROL);
        assertThat(event.value().getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(event.value().getObservedAt()).isEqualTo(Instant.parse("2026-01-17T06:18:44.5Z"));
        assertThat(event.value().getPosition().getUncertaintyMetres()).isEqualTo(300);
        assertThat(event.value().getStationId()).isEqualTo("ranger-app/K-12");
        assertThat(event.value().getProvenance().getRevision()).isEqualTo(Instant.parse("2026-01-17T06:19:00Z"));
        assertThat(event.value().getProvenance().getFile()).isNull();
        assertThat(event.value().getClassification().getProbability()).isEqualTo(0.9);
        assertThat(event.value().getMedia()).hasSize(1);
    }

    @Test
    void shouldTakeASightingAndAPosition() {
        assertThat(server.post("/v1/sightings", """
                                {"id": "s-1", "observedAt": "2026-01-17T06:18:44Z", "purpose": "TEST",
                                 "location": {"latitude": 43.1, "longitude": 131.4},
                                 "scientificName": "Panthera pardus orientalis", "count": 1, "sex": "FEMALE",
                                 "individual": {"id": "LEO-12F", "flank": "LEFT"}, "episode": "e-1"}""").statusCode()).isEqualTo(202);
        HttpResponse<String> position = server.post("/v1/patrol-positions", """
                {"team": "team-1", "at": "2026-01-17T06:18:44Z",
                 "location": {"latitude": 43.1, "longitude": 131.4}, "checkInMinutes": 60}""");
        assertThat(position.body()).isEqualTo("{\"source\":\"ranger-app\",\"team\":\"team-1\"}");
        LiveEvent.OfSighting sighting =
                (LiveEvent.OfSighting) server.ingest.events().get(0);
        assertThat(sighting.value().getIdentification().getIndividualId()).isEqualTo("LEO-12F");
        assertThat(sighting.value().getPurpose()).isEqualTo(Purpose.TEST);
        assertThat(sighting.value().getEpisodeId()).isEqualTo("ranger-app/e-1");
        assertThat(sighting.details()).isNull();
        LiveEvent.OfPatrolPosition at =
                (LiveEvent.OfPatrolPosition) server.ingest.events().get(1);
        assertThat(at.value().getLive()).isTrue();
        assertThat(at.value().getCheckInMinutes()).isEqualTo(60);
    }

    @Test
    void shouldNameEachWrongField() {
        HttpResponse<String> answer = server.post("/v1/poaching-alerts", """
                {"id": "", "kind": "SNARES", "observedAt": "17.01.2026", "count": 0, "secret/name": "Ivan Petrov",
                 "location": {"latitude": 143.1}, "media": [{"id": "m"}, {"sha256": "zz"}]}""");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(pointers(json(answer)))
                .containsExactly(
                        "/count",
                        "/id",
                        "/id",
                        "/kind",
                        "/location/latitude",
                        "/location/longitude",
                        "/media/1/sha256",
                        "/observedAt",
                        "/secret~1name");
        assertThat(answer.body()).doesNotContain("Petrov", "SNARES");
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldTakeArraysAndLinesAndSayWhatBecameOfEachItem() {
        HttpResponse<String> all =
                server.post("/v1/poaching-alerts", "[" + SNARE + "," + SNARE.replace("-1", "-2") + "]");
        assertThat(all.statusCode()).isEqualTo(202);
        assertThat(json(all).path("accepted").asInt()).isEqualTo(2);

        String line = SNARE.replace('\n', ' ');
        HttpResponse<String> some = postLines(
                "/v1/poaching-alerts",
                line + "\r\n\n" + "{\"kind\": \"SNARE\"\n" + line.replace("SNARE", "NOOSE") + "\n" + line + line);
        assertThat(some.statusCode()).isEqualTo(200);
        JsonNode results = json(some).path("results");
        assertThat(IntStream.range(0, results.size())
                        .map(i -> results.path(i).path("status").asInt()))
                .containsExactly(202, 400, 422, 400);
        assertThat(results.path(0).path("id").asText()).isEqualTo("snare-1");
        assertThat(pointers(results.path(2))).containsExactly("/kind");
        assertThat(json(some).path("rejected").asInt()).isEqualTo(3);
        assertThat(server.ingest.events()).hasSize(3);

        HttpResponse<String> none = server.post("/v1/poaching-alerts", "[{}, 7]");
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(json(none).path("results")).hasSize(2);
        assertThat(server.ingest.events()).hasSize(3);
    }

    @Test
    void shouldTakeNothingOfAnArrayThatIsNoJson() {
        for (String body : List.of("", "[" + SNARE + ",", SNARE + SNARE, "{\"a\":1,\"a\":2}", "[".repeat(5_000))) {
            HttpResponse<String> answer = server.post("/v1/poaching-alerts", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).hasSizeLessThan(1_000);
        }
        assertThat(server.post("/v1/poaching-alerts", "[]").statusCode()).isEqualTo(422);
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldLimitHowManyComeAtOnce() {
        String line = SNARE.replace('\n', ' ') + "\n";
        assertThat(postLines("/v1/poaching-alerts", line.repeat(1_001)).statusCode())
                .isEqualTo(413);
        assertThat(server.ingest.events()).isEmpty();
        assertThat(postLines("/v1/poaching-alerts", line.repeat(1_000)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldAnswerARepeatAsTheFirstTime() {
        String anonymous = SNARE.replace("\"id\": \"snare-1\",", "");
        String reordered = "{\"location\": {\"longitude\": 131.4, \"latitude\": 43.1}, \"kind\":\"SNARE\","
                + "\"observedAt\": \"2026-01-17T16:18:44+10:00\"}";
        String first = server.post("/v1/poaching-alerts", anonymous).body();
        assertThat(server.post("/v1/poaching-alerts", reordered).body()).isEqualTo(first);
        assertThat(server.post("/v1/poaching-alerts", anonymous.replace("43.1", "43.2"))
                        .body())
                .isNotEqualTo(first);

        List<String> keyed = IntStream.range(0, 3)
                .mapToObj(i -> server.send(server.request("/v1/poaching-alerts", TestServer.KEY)
                        .header("Idempotency-Key", i < 2 ? "k-1" : "k-2")
                        .POST(BodyPublishers.ofString("[" + anonymous + "," + anonymous + "," + SNARE + "]"))))
                .map(HttpResponse::body)
                .toList();
        assertThat(keyed.get(1)).isEqualTo(keyed.get(0)).isNotEqualTo(keyed.get(2));
        assertThat(server.ingest.events().stream().map(LiveEvent::key).collect(Collectors.toSet()))
                .hasSize(2 + 2 * 2 + 1)
                .contains("ranger-app/snare-1");
    }

    @Test
    void shouldNotLetARevisionLieAhead() {
        server.post("/v1/poaching-alerts", SNARE.replace("{\"id\"", "{\"revision\": \"2036-01-17T06:19:00Z\", \"id\""));
        server.post("/v1/poaching-alerts", SNARE);
        assertThat(List.of(alert(0), alert(1)))
                .allSatisfy(event ->
                        assertThat(event.value().getProvenance().getRevision()).isEqualTo(NOW));
    }

    @Test
    void shouldTakeAnEventBackByItsIdAlone() {
        String withdrawn = SNARE.replace("{\"id\"", "{\"withdrawn\": true, \"id\"");
        assertThat(server.post("/v1/poaching-alerts", withdrawn).statusCode()).isEqualTo(202);
        assertThat(alert(0).value().getWithdrawn()).isTrue();
        assertThat(server.post("/v1/poaching-alerts", withdrawn.replace("\"id\": \"snare-1\",", ""))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void shouldAskForTheRightBeforeItReads() {
        assertThat(server.send(server.request("/v1/poaching-alerts", TestServer.SIGHTINGS_KEY)
                                .POST(BodyPublishers.ofString("no JSON")))
                        .statusCode())
                .isEqualTo(403);
    }

    private static Set<String> words(JsonNode document, String field) {
        Set<String> words = new TreeSet<>();
        document.at("/components/schemas/PoachingAlert/properties/" + field + "/enum")
                .forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> names(Enum<?>[] all) {
        return Stream.of(all).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldServeTheDocumentThatItChecksBy() {
        HttpResponse<String> answer = server.send(java.net.http.HttpRequest.newBuilder(server.uri("/openapi.json")));
        JsonNode document = json(answer);
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(words(document, "kind")).isEqualTo(names(AlertKind.values()));
        assertThat(words(document, "explained")).isEqualTo(names(Explanation.values()));
    }
}
