package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.http.TestServer;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CameraResultsRoutesTest {

    private static final Path EXAMPLE = Path.of("../docs/examples/camera-results/upload.json");

    private final TestServer server =
            new TestServer(new CameraResultsRoutes(new CameraUpload(Purpose.ACTUAL, 0.2, Clock.systemUTC())));

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void shouldTakeTheExampleOfTheDocumentation() throws IOException {
        HttpResponse<String> answer = server.post("/v1/camera-results", Files.readString(EXAMPLE));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("accepted").asInt()).isEqualTo(1);
        assertThat(json(answer).path("shown").path("human").asInt()).isEqualTo(1);
        LiveEvent people = server.ingest.events().get(0);
        assertThat(people.kind()).isEqualTo(LiveKind.POACHING_ALERT);
        assertThat(people.key()).isEqualTo("ranger-app/ridge-2026-10:20261010T0250Z:human");
    }

    @Test
    void shouldAnswerTheSameTheSecondTime() throws IOException {
        String body = Files.readString(EXAMPLE);

        assertThat(server.post("/v1/camera-results", body).body())
                .isEqualTo(server.post("/v1/camera-results", body).body());
        assertThat(server.ingest.events())
                .extracting(LiveEvent::key)
                .hasSize(2)
                .containsOnly("ranger-app/ridge-2026-10:20261010T0250Z:human");
    }

    @Test
    void shouldNamePicturesThatCantBeUsedAndTakeTheOthers() throws IOException {
        HttpResponse<String> answer = server.post(
                "/v1/camera-results",
                Files.readString(EXAMPLE)
                        .replace("\"images\": [", "\"images\": [{\"file\": \"elsewhere.jpg\", \"detections\": []},"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("unusableCount").asInt()).isEqualTo(1);
        assertThat(json(answer).path("unusable").path(0).path("pointer").asText())
                .isEqualTo("/images/0");
        assertThat(server.ingest.events()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatCantBeUsedAtAll() throws IOException {
        String example = Files.readString(EXAMPLE);

        for (String body : new String[] {
            "{}",
            "[",
            "[".repeat(1_000_000),
            example.replace("latitude", "lat"),
            example.replace("ridge/", "elsewhere/")
        }) {
            HttpResponse<String> answer = server.post("/v1/camera-results", body);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).path("errors")).isNotEmpty();
        }
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldNotTakePeopleFromASourceThatMaySendSightingsAlone() throws IOException {
        HttpResponse<String> answer = server.send(server.request("/v1/camera-results", TestServer.SIGHTINGS_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(Files.readString(EXAMPLE))));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(server.ingest.events()).isEmpty();
    }
}
