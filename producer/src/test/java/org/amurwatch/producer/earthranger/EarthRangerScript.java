package org.amurwatch.producer.earthranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/**
 * What a script that talks to an EarthRanger site does, written by what is published of EarthRanger's interface and by
 * nothing of ours: it knows a site and a token.
 */
final class EarthRangerScript {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String site;
    private final String token;

    EarthRangerScript(String site, String token) {
        this.site = site;
        this.token = token;
    }

    /** What the site answered. */
    record Answer(int code, JsonNode body) {

        JsonNode data() {
            return body.path("data");
        }
    }

    /** Posts an event as often as it takes; a conflict says that an earlier attempt came through. The event's id. */
    String report(Map<String, ?> event) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Answer answer = post("/api/v1.0/activity/events", event);
            if (answer.code() == 201) {
                return answer.data().path("id").asText();
            }
            if (answer.code() == 409) {
                return "";
            }
            if (answer.code() < 500 || attempt == 3) {
                throw new IOException(answer.code() + " " + answer.body());
            }
        }
    }

    Answer events(List<? extends Map<String, ?>> events) throws IOException, InterruptedException {
        return post("/api/v1.0/activity/events", events);
    }

    Answer positions(String provider, Object positions) throws IOException, InterruptedException {
        return post("/api/v1.0/sensors/generic/" + provider + "/status", positions);
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return postText(path, json.writeValueAsString(body));
    }

    Answer postText(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    Answer patch(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).method("PATCH", BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), json.readTree(response.body()));
    }
}
