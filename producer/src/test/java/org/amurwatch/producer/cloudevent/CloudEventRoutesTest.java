package org.amurwatch.producer.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.http.EventReader;
import org.amurwatch.producer.http.TestServer;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudEventRoutesTest {

    private static final String ALERT = """
            {"id": "overruled", "kind": "GUNSHOT", "observedAt": "2026-01-17T06:18:44Z", "location": {"latitude": 43.1, "longitude": 131.4}}""";
    private static final String POSITION = """
            {"team": "north", "at": "2026-01-17T06:18:44Z", "location": {"latitude": 43.1, "longitude": 131.4}}""";

    private final TestServer server =
            new TestServer(new CloudEventRoutes(new EventReader(Purpose.ACTUAL, Clock.systemUTC())));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTakeAnEventInAnEnvelope() {
        HttpResponse<String> answer =
                post("application/cloudevents+json", envelope("/sensors/7", "shot-1", "poaching-alert", ALERT));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        LiveEvent event = server.ingest.events().get(0);
        PoachingAlert alert = (PoachingAlert) event.value();
        assertThat(alert.getKind()).isEqualTo(AlertKind.GUNSHOT);
        assertThat(alert.getProvenance().getSourceId()).isEqualTo("ranger-app");
        assertThat(answer.body()).contains(alert.getProvenance().getEventId()).doesNotContain("overruled");
    }

    @Test
    void shouldKnowAnEventBySourceAndId() {
        post("application/cloudevents+json", envelope("/sensors/7", "shot-1", "poaching-alert", ALERT));
        post("application/cloudevents+json", envelope("/sensors/7", "shot-1", "poaching-alert", ALERT));
        post("application/cloudevents+json", envelope("/sensors/8", "shot-1", "poaching-alert", ALERT));
        binary("/sensors/7", "shot%2D1", "org.amurwatch.poaching-alert", ALERT);

        assertThat(key(0)).isEqualTo(key(1)).isEqualTo(key(3)).isNotEqualTo(key(2));
    }

    @Test
    void shouldTakeCorrectionsAndWithdrawals() {
        String corrected = ALERT.replace(
                "{\"id\": \"overruled\",", "{\"revision\": \"2026-01-17T07:00:00Z\", \"withdrawn\": true,");

        HttpResponse<String> answer =
                post("application/cloudevents+json", envelope("/sensors/7", "shot-1", "poaching-alert", corrected));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        PoachingAlert alert = (PoachingAlert) server.ingest.events().get(0).value();
        assertThat(alert.getWithdrawn()).isTrue();
        assertThat(alert.getProvenance().getRevision()).isEqualTo("2026-01-17T07:00:00Z");
    }

    @Test
    void shouldTakeABatchAndPositions() {
        HttpResponse<String> answer = post(
                "application/cloudevents-batch+json",
                "[" + envelope("/a", "1", "patrol-position", POSITION) + ","
                        + envelope("/a", "2", "poaching-alert", ALERT) + "]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(server.ingest.events())
                .extracting(LiveEvent::kind)
                .containsExactly(LiveKind.PATROL_POSITION, LiveKind.POACHING_ALERT);
    }

    @Test
    void shouldTakeDataInBase64() {
        String data = Base64.getEncoder().encodeToString(ALERT.getBytes(StandardCharsets.UTF_8));
        String envelope =
                envelope("/a", "1", "poaching-alert", "0").replace("\"data\": 0", "\"data_base64\": \"" + data + "\"");

        assertThat(post("application/cloudevents+json", envelope).statusCode()).isEqualTo(202);
        assertThat(server.ingest.events()).hasSize(1);
    }

    @Test
    void shouldTakeAnEventWithItsEnvelopeInHeaders() {
        assertThat(binary("/a", "1", "org.amurwatch.patrol-position", POSITION).statusCode())
                .isEqualTo(202);
        assertThat(key(0)).isEqualTo("north");
    }

    @Test
    void shouldNameWhatIsWrong() {
        HttpResponse<String> data = post(
                "application/cloudevents-batch+json",
                "[" + envelope("/a", "1", "poaching-alert", "{\"kind\": \"GUNSHOT\"}") + ","
                        + envelope("/a", "2", "poaching-alert", ALERT) + "]");
        HttpResponse<String> type = post("application/cloudevents+json", envelope("/a", "1", "dream", ALERT));
        HttpResponse<String> old = post(
                "application/cloudevents+json",
                envelope("/a", "1", "poaching-alert", ALERT).replace("1.0", "0.3"));
        HttpResponse<String> none = post("application/cloudevents+json", "{\"id\": \"1\"}");
        HttpResponse<String> noHeaders = post("application/json", ALERT);
        HttpResponse<String> percent = binary("/a", "1%2", "org.amurwatch.poaching-alert", ALERT);

        assertThat(data.statusCode()).isEqualTo(422);
        assertThat(data.body()).contains("/0/data/location", "1 of 2");
        assertThat(type.statusCode()).isEqualTo(422);
        assertThat(type.body()).contains("/type", "org.amurwatch.sighting");
        assertThat(old.statusCode()).isEqualTo(422);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("specversion");
        assertThat(noHeaders.statusCode()).isEqualTo(422);
        assertThat(noHeaders.body()).contains("ce-source", "ce-id", "ce-type", "ce-specversion");
        assertThat(percent.statusCode()).isEqualTo(422);
        assertThat(post("text/plain", ALERT).statusCode()).isEqualTo(415);
        assertThat(server.ingest.events()).hasSize(1);
    }

    private String key(int index) {
        return server.ingest.events().get(index).key();
    }

    private static String envelope(String source, String id, String type, String data) {
        return """
                {"specversion": "1.0", "source": "%s", "id": "%s", "type": "org.amurwatch.%s", "time": "2026-01-17T06:18:44Z",
                 "datacontenttype": "application/json", "data": %s}""".formatted(source, id, type, data);
    }

    private HttpResponse<String> post(String mediaType, String body) {
        return server.send(server.request("/v1/events", TestServer.KEY)
                .setHeader("Content-Type", mediaType)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> binary(String source, String id, String type, String body) {
        return server.send(server.request("/v1/events", TestServer.KEY)
                .header("ce-specversion", "1.0")
                .header("ce-source", source)
                .header("ce-id", id)
                .header("ce-type", type)
                .POST(BodyPublishers.ofString(body)));
    }
}
