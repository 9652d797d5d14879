package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.amurwatch.consumer.channel.Channels;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.channel.webhook.WebhookChannel;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.endpoint.WebhookDestination;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCallTest {

    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private final Languages languages = new Languages();
    private final Clock clock = Clock.systemUTC();
    private final HttpCall http = new HttpCall(Duration.ofSeconds(1), Duration.ofSeconds(5), clock);
    private final List<String> received = new ArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void startReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopReceiver() {
        server.stop(0);
        http.close();
    }

    @Test
    void shouldSayInPlainWordsThatNothingComesThroughAndThatItDoesAgain() throws IOException {
        WatchCall call = call(Optional.of("watch"), "en");

        assertThat(call.shut(Duration.ofSeconds(185))).isTrue();
        assertThat(call.openAgain(Duration.ofMinutes(12))).isTrue();

        assertThat(received).hasSize(2);
        assertThat(told(0).get("text").asText())
                .startsWith("AMUR WATCH: alerts may not reach anybody.")
                .contains("for 3 minutes")
                .doesNotContain("Last sign");
        assertThat(told(0).get("purpose").asText()).isEqualTo("ACTUAL");
        assertThat(told(1).get("text").asText())
                .startsWith("AMUR WATCH: alerts come through again.")
                .contains("12 minutes");
        assertThat(told(1).get("alertId")).isNotEqualTo(told(0).get("alertId"));
    }

    @Test
    void shouldSpeakTheLanguageOfTheOperator() throws IOException {
        assertThat(call(Optional.of("watch"), "ru").shut(Duration.ofMinutes(4))).isTrue();

        assertThat(told(0).get("text").asText()).contains("оповещения могут не доходить", "4 мин");
    }

    @Test
    void shouldSayThatNobodyWasToldWhereTheCallFails() throws IOException {
        status = 503;
        assertThat(call(Optional.of("watch"), "en").shut(Duration.ofMinutes(4))).isFalse();
        assertThat(call(Optional.of("nobody"), "en").shut(Duration.ofMinutes(4)))
                .isFalse();
    }

    @Test
    void shouldCallNobodyWhereNoneIsNamed() throws IOException {
        assertThat(call(Optional.empty(), "en").shut(Duration.ofMinutes(4))).isTrue();
        assertThat(received).isEmpty();
    }

    private WatchCall call(Optional<String> name, String language) throws IOException {
        Path file = Files.writeString(
                folder.resolve("endpoints.yaml"),
                "endpoints:\n  - {name: watch, channel: webhook, url: 'http://127.0.0.1:"
                        + server.getAddress().getPort() + "/', secret: " + SECRET + ", privateNetwork: true}\n");
        WebhookChannel webhooks = new WebhookChannel(
                new AlertText(languages),
                new MessageLinks("http://127.0.0.1:9090", none -> Optional.empty()),
                http,
                clock);
        return new WatchCall(
                new EndpointsFile(file),
                name,
                languages.of(language),
                new Channels().with(WebhookDestination.class, webhooks)::attempt,
                clock);
    }

    private JsonNode told(int number) throws IOException {
        return new ObjectMapper().readTree(received.get(number)).get("data");
    }
}
