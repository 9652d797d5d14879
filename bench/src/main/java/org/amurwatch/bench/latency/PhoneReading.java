package org.amurwatch.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Asks the patrol phone of {@code up}, which is the receiver, what it got and when. It keeps the last 1,000 messages. */
final class PhoneReading {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI messages;
    private final Delays toReceiver;
    private final Instant since;

    /**
     * @param phone its address, without a path
     * @param since messages about events that were received before are of an earlier run
     */
    PhoneReading(String phone, Delays toReceiver, Instant since) {
        this.messages = URI.create(phone.replaceAll("/+$", "") + "/messages");
        this.toReceiver = toReceiver;
        this.since = since;
    }

    /** Notes what has come since it was asked last. */
    void read() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(messages).timeout(Duration.ofSeconds(10)).build();
        try {
            for (JsonNode message : JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body())) {
                take(message);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "The patrol phone does not answer at " + messages + " ("
                            + e.getClass().getSimpleName()
                            + "): './amurwatch up --exercise --bare' runs one; --phone says where it is.",
                    e);
        }
    }

    private void take(JsonNode message) throws IOException {
        JsonNode told = JSON.readTree(message.path("body").asText("{}")).path("data");
        if (!told.path("message").asText().equals("RAISED")
                || !told.path("incidentId").asText().startsWith(Ground.PREFIX)) {
            return;
        }
        Instant receivedAt = Instant.parse(told.path("receivedAt").asText());
        if (!receivedAt.isBefore(since)) {
            toReceiver.add(
                    told.path("alertId").asText(),
                    receivedAt.toEpochMilli(),
                    Instant.parse(message.path("receivedAt").asText()).toEpochMilli());
        }
    }
}
