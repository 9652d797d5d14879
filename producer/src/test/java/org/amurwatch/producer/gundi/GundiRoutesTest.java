package org.amurwatch.producer.gundi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GundiRoutesTest {

    private static final String EVENT = """
            {"source": "camera-3", "title": "Person", "event_type": "cameratrap_rep", "recorded_at": "2026-01-17T06:18:44Z",
             "location": {"lat": 43.1, "lon": 131.4}, "event_details": {"category": "person"}}""";
    private static final String COLLAR = """
            {"source": "collar-9", "subject_type": "wildlife", "recorded_at": "2026-01-17T06:18:44Z",
             "location": {"lat": 43.1, "lon": 131.4}}""";

    private final ObjectMapper json = new ObjectMapper();
    private final TestServer server = new TestServer(new GundiRoutes(Dialects.builtIn("earthranger")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAnswerEventsAsGundiDoes() throws JsonProcessingException {
        HttpResponse<String> one = post("/v2/events/", EVENT, TestServer.KEY);
        HttpResponse<String> two = post("/v2/events/", "[" + EVENT + "," + EVENT + "]", TestServer.KEY);

        assertThat(one.statusCode()).isEqualTo(200);
        UUID id = UUID.fromString(read(one).path("object_id").asText());
        assertThat(read(one).path("created_at").asText()).isNotEmpty();
        assertThat(read(two)).hasSize(2);
        assertThat(read(two).at("/1/object_id").asText()).isEqualTo(id.toString());
        assertThat(server.ingest.events()).hasSize(3);
    }

    @Test
    void shouldAnswerObservationsAsGundiDoes() throws JsonProcessingException {
        HttpResponse<String> taken = post("/v2/observations/", "[" + COLLAR + "]", TestServer.KEY);
        HttpResponse<String> unknown = post("/v2/observations/", COLLAR.replace("wildlife", "vehicle"), TestServer.KEY);

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(read(taken).at("/0/object_id").asText()).isNotEmpty();
        assertThat(read(taken).at("/0/detail").isMissingNode()).isTrue();
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(read(unknown).path("detail").asText()).contains("Not taken");
        assertThat(server.ingest.events()).hasSize(1);
    }

    @Test
    void shouldRefuseAsGundiDoes() throws JsonProcessingException {
        HttpResponse<String> noKey = post("/v2/events/", EVENT, "nonsense");
        HttpResponse<String> wrong = post("/v2/events/", "[{}," + EVENT + "]", TestServer.KEY);
        HttpResponse<String> broken = post("/v2/events/", "{", TestServer.KEY);
        HttpResponse<String> edit = server.send(HttpRequest.newBuilder(server.uri("/v2/events/17/"))
                .header("apikey", TestServer.KEY)
                .method("PATCH", BodyPublishers.ofString("{}")));

        assertThat(noKey.statusCode()).isEqualTo(401);
        assertThat(read(noKey).path("detail").asText()).isNotEmpty();
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(read(wrong).get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("title", "event_type", "recorded_at", "location");
        assertThat(read(wrong).at("/1/object_id").asText()).isNotEmpty();
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(edit.statusCode()).isEqualTo(405);
        assertThat(server.ingest.events()).hasSize(1);
    }

    private HttpResponse<String> post(String path, String body, String key) {
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .header("apikey", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode read(HttpResponse<String> answer) throws JsonProcessingException {
        return json.readTree(answer.body());
    }
}
