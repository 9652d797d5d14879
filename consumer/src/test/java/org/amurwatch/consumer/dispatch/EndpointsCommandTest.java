package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.consumer.channel.webhook.WebhookSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class EndpointsCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private Path file;
    private Path formats;
    private volatile int status = 200;
    private volatile String received = "";
    private volatile Headers headers = new Headers();

    @BeforeEach
    void startReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hidden-path", exchange -> {
            received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            headers = exchange.getRequestHeaders();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        String webhook = ", channel: webhook, url: 'http://127.0.0.1:"
                + server.getAddress().getPort() + "/hidden-path', secret: " + SECRET + ", privateNetwork: true";
        file = Files.writeString(folder.resolve("endpoints.yaml"), "endpoints:\n  - {name: phone" + webhook + "}\n");
        formats = Files.writeString(
                folder.resolve("formats.yaml"),
                "endpoints:\n  - {name: events" + webhook + ", format: cloudevents, sender: 'https://amur.example'}\n"
                        + "  - {name: cap" + webhook + ", format: cap, sender: amurwatch@example.org}\n");
    }

    @AfterEach
    void stopReceiver() {
        server.stop(0);
    }

    @Test
    void shouldListNamesWithoutAddressOrSecret() throws IOException {
        assertThat(run("--output", "json")).isZero();

        JsonNode listed = JSON.readTree(out.toString());
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("name").asText()).isEqualTo("phone");
        assertThat(listed.get(0).get("channel").asText()).isEqualTo("webhook");
        assertThat(listed.get(0).get("exercise").asBoolean()).isFalse();
        assertThat(out.toString()).doesNotContain("hidden-path", "127.0.0.1", "whsec");
    }

    @Test
    void shouldListTheSameByTheSubcommand() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("phone").doesNotContain("hidden-path", "whsec");
    }

    @Test
    void shouldSendAMessageThatBeginsWithTestAndSayThatItArrived() throws IOException {
        assertThat(run("test", "phone", "--output", "json")).isZero();

        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.get("outcome").asText()).isEqualTo("DELIVERED");
        assertThat(answer.get("status").asInt()).isEqualTo(200);
        assertThat(answer.get("tookMillis").asLong()).isNotNegative();
        JsonNode told = JSON.readTree(received).get("data");
        assertThat(told.get("purpose").asText()).isEqualTo("TEST");
        assertThat(told.get("text").asText())
                .isEqualTo("TEST: This tries the way to you. Nothing has happened, and nothing is to be done.");
        assertThat(out.toString()).doesNotContain("hidden-path", "whsec");
    }

    @Test
    void shouldSendTheTestInTheFormThatTheEndpointWants() {
        file = formats;

        assertThat(run("test", "events")).isZero();

        CloudEvent event = new JsonFormat().deserialize(received.getBytes(StandardCharsets.UTF_8));
        assertThat(event.getSource()).hasToString("https://amur.example");
        assertThat(event.getId()).isEqualTo(headers.getFirst(WebhookSignature.ID_HEADER));
        assertThat(received).contains("TEST: This tries the way to you.");
        assertThatItIsSignedAs("application/cloudevents+json");

        assertThat(run("test", "cap", "--language", "ru")).isZero();

        assertThat(received)
                .contains(
                        "<sender>amurwatch@example.org</sender>", "<status>Test</status>", "<headline>TEST, ПРОВЕРКА: ")
                .doesNotContain("<area>", "<web>");
        assertThatItIsSignedAs("application/cap+xml");
    }

    private void assertThatItIsSignedAs(String mediaType) {
        assertThat(headers.getFirst("Content-Type")).isEqualToIgnoringCase(mediaType + "; charset=UTF-8");
        assertThat(WebhookSignature.verify(
                        SECRET,
                        headers.getFirst(WebhookSignature.ID_HEADER),
                        headers.getFirst(WebhookSignature.TIMESTAMP_HEADER),
                        received.getBytes(StandardCharsets.UTF_8),
                        headers.getFirst(WebhookSignature.SIGNATURE_HEADER)))
                .isTrue();
    }

    @Test
    void shouldBeginWithTestInEveryLanguage() throws IOException {
        for (String language : new String[] {"ru", "zh"}) {
            assertThat(run("test", "phone", "--language", language)).isZero();
            assertThat(JSON.readTree(received).get("data").get("text").asText()).startsWith("TEST");
        }
    }

    @Test
    void shouldFailWithTheReasonWhereTheReceiverRefuses() throws IOException {
        status = 404;
        assertThat(run("test", "phone", "--output", "json")).isEqualTo(1);

        JsonNode answer = JSON.readTree(out.toString());
        assertThat(answer.get("outcome").asText()).isEqualTo("FAILED");
        assertThat(answer.get("status").asInt()).isEqualTo(404);
        assertThat(answer.get("reason").asText()).isNotBlank();
    }

    @Test
    void shouldSayWhichNamesThereAreNot() {
        assertThat(run("test", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("No endpoint is named 'nobody'", "endpoints.yaml");
        assertThat(run("test", "phone", "--language", "de")).isEqualTo(2);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = CommandLines.of(CommandSpec.forAnnotatedObject(new EndpointsCommand()));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--endpoints-file";
        all[arguments.length + 1] = file.toString();
        return line.execute(all);
    }
}
