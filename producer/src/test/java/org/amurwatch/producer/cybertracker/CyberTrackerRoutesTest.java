package org.amurwatch.producer.cybertracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.http.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CyberTrackerRoutesTest {

    private static final String OBSERVATION = """
            {"uid": "b9b1", "createTime": "2026-01-17T16:00:33.999+10:00", "location": [131.4, 43.1, 0, 1], "username": "Justin",
             "records": [{"uid": "b9b1", "values": [{"id": "Sign", "name": "Sign", "value": "Snare"}]}]}""";

    private final TestServer server = new TestServer(new CyberTrackerRoutes(Dialects.builtIn("cybertracker")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTakeAnObservationByAKeyInTheAddress() {
        HttpResponse<String> answer = post("/cybertracker/v1/" + TestServer.KEY, OBSERVATION);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"uid\":\"b9b1\"", "\"taken\":1").doesNotContain("Justin");
        assertThat(server.ingest.events()).hasSize(1);
        assertThat(((PoachingAlert) server.ingest.events().get(0).value()).getKind())
                .isEqualTo(AlertKind.SNARE);
    }

    @Test
    void shouldTakeAnObservationByAKeyInAHeader() {
        assertThat(server.post("/cybertracker/v1", OBSERVATION).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAWrongKeyAndNameWrongFields() {
        assertThat(post("/cybertracker/v1/nonsense", OBSERVATION).statusCode()).isEqualTo(401);
        assertThat(post("/cybertracker/v1", OBSERVATION).statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = post("/cybertracker/v1/" + TestServer.KEY, "{\"uid\": \"u\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("/location");
        assertThat(server.ingest.events()).isEmpty();
    }

    private HttpResponse<String> post(String path, String body) {
        return server.send(HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
