package org.amurwatch.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the phone was told of the one incident in a territory, and the page behind its links, used as a browser uses it. */
final class PhoneMessages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSystemProcess system;
    private final String territory;
    private final HttpClient browser = HttpClient.newHttpClient();

    PhoneMessages(LocalSystemProcess system, String territory) {
        this.system = system;
        this.territory = territory;
    }

    /** When the phone got the first message to this team. */
    Instant awaitTeam(String team, Duration atMost) {
        await("a message to " + team).atMost(atMost.plusSeconds(5)).until(() -> first(team)
                .isPresent());
        return Instant.parse(first(team).orElseThrow().get("receivedAt").asText());
    }

    /** The teams that were told, in the order in which they were. */
    List<String> teams() {
        return told().stream()
                .map(message -> data(message).get("team").asText())
                .distinct()
                .toList();
    }

    String incident() {
        return data(told().get(0)).get("incidentId").asText();
    }

    /** Opens the link in the first message to a team. */
    String look(String team) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(link(team)));
    }

    /** Presses a button of that page. */
    String press(String team, String answer) throws IOException, InterruptedException {
        String link = link(team).toString();
        String token = link.substring(link.lastIndexOf('/') + 1);
        return send(HttpRequest.newBuilder(URI.create(link.substring(0, link.length() - token.length())))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token + "&answer=" + answer)));
    }

    private URI link(String team) {
        return URI.create(first(team).orElseThrow().get("link").asText());
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Optional<JsonNode> first(String team) {
        return told().stream()
                .filter(message -> data(message).get("team").asText().equals(team))
                .findFirst();
    }

    private List<JsonNode> told() {
        try {
            List<JsonNode> told = new ArrayList<>();
            for (JsonNode message : system.messages()) {
                if (data(message).get("territory").asText().equals(territory)) {
                    told.add(message);
                }
            }
            return told;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode data(JsonNode message) {
        try {
            return JSON.readTree(message.get("body").asText()).get("data");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
