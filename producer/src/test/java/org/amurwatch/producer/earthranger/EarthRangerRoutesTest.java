package org.amurwatch.producer.earthranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.earthranger.EarthRangerScript.Answer;
import org.amurwatch.producer.http.TestServer;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.mapping.TypeMapping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that talks to EarthRanger, pointed here by URL and token. */
class EarthRangerRoutesTest {

    private static final Map<String, ?> SNARE = Map.of(
            "event_type", "snare_rep",
            "time", "2026-01-17T06:18:44Z",
            "location", Map.of("latitude", 43.1, "longitude", 131.4),
            "priority", 200,
            "title", "Two snares, found by Ivan",
            "event_details", Map.of("numberofsnares", 2, "status", "set", "action", "remove"),
            "eventsource", "ranger-app",
            "external_event_id", "a-17");

    private static final Map<String, ?> POSITION = Map.of(
            "location", Map.of("lat", 43.1, "lon", 131.4),
            "recorded_at", "2026-01-17T06:18:44Z",
            "manufacturer_id", "radio-1",
            "subject_name", "Ranger Alpha",
            "subject_type", "person",
            "additional", Map.of());

    private TestServer server;
    private EarthRangerScript script;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestServer(new EarthRangerRoutes(Dialects.of(
                "earthranger",
                TypeMapping.none(),
                Dialects.trackers(folder, "radio-1: TEAM north"),
                new SimpleMeterRegistry())));
        script = withToken(TestServer.KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTakeAnEventAndAnswerARepeatWithTheSameId() throws IOException, InterruptedException {
        String first = script.report(SNARE);
        String again = script.report(SNARE);

        assertThat(UUID.fromString(first)).hasToString(again);
        assertThat(server.ingest.events())
                .extracting(LiveEvent::key)
                .containsExactly("ranger-app/" + first, "ranger-app/" + first);
        PoachingAlert alert = (PoachingAlert) server.ingest.events().get(0).value();
        assertThat(alert.getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(alert.getCount()).isEqualTo(2);
        assertThat(alert.toString()).doesNotContain("Ivan");
    }

    @Test
    void shouldAnswerAsEarthRangerDoes() throws IOException, InterruptedException {
        Answer answer = script.post("/api/v1.0/activity/events/", SNARE);

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.body().at("/status/code").asInt()).isEqualTo(201);
        assertThat(answer.body().at("/status/message").asText()).isEqualTo("Created");
        assertThat(answer.data().path("event_type").asText()).isEqualTo("snare_rep");
        assertThat(answer.data().at("/location/latitude").asDouble()).isEqualTo(43.1);
        assertThat(answer.data().path("state").asText()).isEqualTo("new");
        assertThat(answer.body().toString()).doesNotContain("Ivan");
    }

    @Test
    void shouldTakeAnArrayOfEvents() throws IOException, InterruptedException {
        Answer answer = script.events(List.of(SNARE, with(SNARE, "external_event_id", "a-18"), SNARE));

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.data()).hasSize(3);
        assertThat(answer.data().at("/0/id"))
                .isEqualTo(answer.data().at("/2/id"))
                .isNotEqualTo(answer.data().at("/1/id"));
        assertThat(server.ingest.events()).hasSize(3);
    }

    @Test
    void shouldNameTheFieldsThatAreWrongAndTakeWhatIsRight() throws IOException, InterruptedException {
        Answer answer = script.events(
                List.of(SNARE, with(with(SNARE, "time", "yesterday"), "location", Map.of("latitude", 91))));

        assertThat(answer.code()).isEqualTo(400);
        assertThat(answer.data().at("/0/id").asText()).isNotEmpty();
        assertThat(answer.data().get(1).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("time", "location/latitude", "location/longitude");
        assertThat(answer.body().at("/status/detail").asText()).contains("1 of 2");
        assertThat(server.ingest.events()).hasSize(1);
    }

    @Test
    void shouldNameATitleOfAMegabyteAndAnEventWithoutType() throws IOException, InterruptedException {
        Answer tooLong = script.post("/api/v1.0/activity/events", with(SNARE, "title", "x".repeat(1 << 20)));
        Answer untyped = script.post("/api/v1.0/activity/events", Map.of("location", SNARE.get("location")));

        assertThat(tooLong.code()).isEqualTo(400);
        assertThat(tooLong.data().path("title").get(0).asText()).contains("1048576 characters");
        assertThat(tooLong.body().toString()).hasSizeLessThan(500);
        assertThat(untyped.data().fieldNames()).toIterable().containsExactly("event_type");
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoJsonOrNestedTooDeep() throws IOException, InterruptedException {
        String deep = "{\"event_details\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        for (String body : List.of(deep, "{", "", "[]", "\"snare\"")) {
            Answer answer = script.postText("/api/v1.0/activity/events", body);
            assertThat(answer.code()).isEqualTo(400);
            assertThat(answer.body().path("status").path("code").asInt()).isEqualTo(400);
        }
        assertThat(script.postText("/api/v1.0/activity/events", "x".repeat(5 << 20))
                        .code())
                .isEqualTo(413);
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldRefuseAWrongTokenAndAKeyForOtherKinds() throws IOException, InterruptedException {
        Answer wrong = withToken("nonsense").events(List.of(SNARE));
        Answer otherKind = withToken(TestServer.SIGHTINGS_KEY).events(List.of(SNARE));

        assertThat(wrong.code()).isEqualTo(401);
        assertThat(wrong.body().at("/status/code").asInt()).isEqualTo(401);
        assertThat(wrong.body().at("/status/message").asText()).isEqualTo("Unauthorized");
        assertThat(otherKind.code()).isEqualTo(403);
        assertThat(otherKind.body().at("/status/detail").asText()).isNotEmpty();
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldLetTheScriptTryAgainInAnOutage() throws IOException, InterruptedException {
        server.ingest.breakDown();
        assertThatThrownBy(() -> script.report(SNARE)).hasMessageContaining("503");

        server.ingest.recover();
        assertThat(script.report(SNARE)).isNotEmpty();
    }

    @Test
    void shouldTakePositionsOfATeam() throws IOException, InterruptedException {
        Answer one = script.positions("trbonet", POSITION);
        Answer hundred = script.positions("trbonet", Collections.nCopies(100, POSITION));
        Answer tooMany = script.positions("trbonet", Collections.nCopies(101, POSITION));

        assertThat(one.code()).isEqualTo(201);
        assertThat(hundred.code()).isEqualTo(201);
        assertThat(hundred.data().path("taken").asInt()).isEqualTo(100);
        assertThat(tooMany.code()).isEqualTo(400);
        assertThat(server.ingest.events())
                .hasSize(101)
                .allMatch(event ->
                        event.kind() == LiveKind.PATROL_POSITION && event.key().equals("north"));
    }

    @Test
    void shouldSayPlainlyThatNobodyKnowsADevice() throws IOException, InterruptedException {
        Answer unknown = script.positions("trbonet", with(POSITION, "manufacturer_id", "radio-2"));
        Answer some = script.positions("trbonet", List.of(POSITION, with(POSITION, "manufacturer_id", "radio-2")));

        assertThat(unknown.code()).isEqualTo(200);
        assertThat(unknown.data().path("taken").asInt()).isZero();
        assertThat(unknown.body().at("/status/detail").asText()).contains("1 of 1", "trackers");
        assertThat(some.code()).isEqualTo(201);
        assertThat(some.body().at("/status/detail").asText()).contains("1 of 2");
    }

    @Test
    void shouldNotLoseAPositionWhoseAlarmItsKeyMayNotSend() throws IOException, InterruptedException {
        Map<String, ?> collar = with(
                with(with(POSITION, "manufacturer_id", "c"), "subject_type", "wildlife"),
                "additional",
                Map.of("radio_state", "alarm"));

        Answer answer = withToken(TestServer.SIGHTINGS_KEY).positions("trbonet", collar);

        assertThat(answer.code()).isEqualTo(403);
        assertThat(answer.body().at("/status/detail").asText()).contains("1 of 2");
        assertThat(server.ingest.events()).extracting(LiveEvent::kind).containsExactly(LiveKind.SIGHTING);
    }

    @Test
    void shouldSayWhatIsNotOffered() throws IOException, InterruptedException {
        Answer edit = script.patch("/api/v1.0/activity/event/" + UUID.randomUUID(), Map.of("state", "resolved"));
        Answer picture = script.post("/api/v1.0/sensors/camera-trap/generic/status", POSITION);

        assertThat(edit.code()).isEqualTo(405);
        assertThat(edit.body().at("/status/detail").asText()).contains("external_event_id");
        assertThat(picture.code()).isEqualTo(404);
    }

    private EarthRangerScript withToken(String token) {
        return new EarthRangerScript(server.uri("").toString(), token);
    }

    private static Map<String, ?> with(Map<String, ?> all, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(all);
        changed.put(field, value);
        return changed;
    }
}
