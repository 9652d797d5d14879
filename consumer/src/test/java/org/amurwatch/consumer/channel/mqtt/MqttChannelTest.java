package org.amurwatch.consumer.channel.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Keytool;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.endpoint.MqttDestination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, with listeners that are not ours. */
@NeedsMosquitto
class MqttChannelTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC);

    @TempDir
    private static Path folder;

    private static Keytool keytool;
    private static Mosquitto server;

    private final MqttChannel channel =
            new MqttChannel(Messages.webhook(), Duration.ofSeconds(10), Duration.ofSeconds(20), NOW);

    @BeforeAll
    static void start() throws Exception {
        keytool = new Keytool(folder);
        keytool.make("broker");
        server = new Mosquitto(folder, keytool);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void close() {
        channel.close();
    }

    private static Endpoint endpoint(String fields) throws IOException {
        Path file = folder.resolve("endpoints.yaml");
        Files.writeString(file, "endpoints:\n - {name: siren, channel: mqtt, privateNetwork: true, " + fields + "}\n");
        Endpoint endpoint = new EndpointsFile(file).find("siren").orElseThrow();
        assertThat(endpoint + " " + endpoint.destination()).doesNotContain(Mosquitto.PASSWORD, "localhost", "sirens");
        return endpoint;
    }

    private static String tls(String topic) {
        return "host: localhost, port: " + server.tlsPort() + ", caFile: ca.pem, user: watch, password: "
                + Mosquitto.PASSWORD + ", topic: " + topic;
    }

    private Answer send(PatrolAlert.Builder alert, String fields) throws IOException {
        return send(channel, alert, endpoint(fields));
    }

    private static Answer send(MqttChannel channel, PatrolAlert.Builder alert, Endpoint endpoint) {
        return channel.attempt(
                endpoint, (MqttDestination) endpoint.destination(), Alerts.delivery("siren", 1, alert.build()));
    }

    private static PatrolAlert.Builder ofIncident(String id) {
        return Alerts.alert("a-" + id).setIncidentId(id);
    }

    private static JsonNode payload(String got) throws IOException {
        return new ObjectMapper().readTree(got.substring(got.indexOf('{')));
    }

    @Test
    void shouldDeliverWhatAListenerGets() throws Exception {
        Mosquitto.Subscriber listener = server.subscriber("sirens/one/#");

        Answer answer = send(ofIncident("i-1").setLanguage("ru"), tls("sirens/one"));

        assertThat(answer).isEqualTo(Answer.delivered(null));
        List<String> got = listener.got(2);
        assertThat(got.get(0)).startsWith("0 1 sirens/one/territory/kedrovaya-pad/i-1/north {");
        assertThat(got.get(1)).startsWith("0 1 sirens/one/message {");
        assertThat(payload(got.get(1)).get("data").get("text").asText()).contains("Выстрел");
        assertThat(payload(got.get(1)).get("id").asText()).isEqualTo("alert-1|webhook|siren");
    }

    @Test
    void shouldTellWhoConnectsLaterWhatIsOpenAndWhatIsOver() throws Exception {
        Mosquitto.Subscriber first = server.subscriber("sirens/two/#");
        send(ofIncident("i-1"), tls("sirens/two"));
        send(ofIncident("i-2").setSequence(1), tls("sirens/two"));
        send(ofIncident("i-1").setMessage(AlertMessage.ALL_CLEAR).setOver(true).setSequence(2), tls("sirens/two"));
        first.got(6);

        List<String> got =
                server.subscriber("sirens/two/territory/kedrovaya-pad/#").got(2);

        assertThat(got).hasSize(2).allMatch(one -> one.startsWith("1 1 "));
        assertThat(got)
                .anySatisfy(one -> {
                    assertThat(one).contains("/i-1/");
                    assertThat(payload(one).get("state").asText()).isEqualTo("OVER");
                    assertThat(payload(one).get("sequence").asInt()).isEqualTo(2);
                })
                .anySatisfy(one -> {
                    assertThat(one).contains("/i-2/");
                    assertThat(payload(one).get("state").asText()).isEqualTo("OPEN");
                });
    }

    @Test
    void shouldTryAgainWhatNobodyListensTo() throws Exception {
        Answer answer = send(ofIncident("i-1"), tls("sirens/nobody"));

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(answer.reason()).contains("nobody is subscribed").doesNotContain("sirens");
    }

    @Test
    void shouldGiveUpWhereTheLogInOrTheTopicIsRefused() throws Exception {
        server.subscriber("others/#");
        List<Answer> refused = List.of(
                send(ofIncident("i-1"), tls("sirens/x").replace(Mosquitto.PASSWORD, "other-word")),
                send(ofIncident("i-1"), tls("sirens/x").replace("user: watch", "user: guest")),
                send(ofIncident("i-1"), tls("others/x")),
                send(
                        ofIncident("i-1"),
                        "host: localhost, port: " + server.tlsPort() + ", caFile: ca.pem, topic: sirens/x"));

        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.FAILED);
            assertThat(answer.status()).isEqualTo(135);
            assertThat(answer.reason())
                    .contains("135", "refuses the log-in")
                    .doesNotContain("other-word", "watch", "localhost");
        });
    }

    @Test
    void shouldTrustNoServerThatIsNotTheOneNamed() throws Exception {
        keytool.make("other");
        keytool.certificate("other", "other.pem");
        List<Answer> answers = List.of(
                send(ofIncident("i-1"), tls("sirens/x").replace("host: localhost", "host: 127.0.0.1")),
                send(ofIncident("i-1"), tls("sirens/x").replace("ca.pem", "other.pem")),
                send(ofIncident("i-1"), tls("sirens/x").replace(", caFile: ca.pem", "")));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.RETRY);
            assertThat(answer.reason()).contains("certificate").doesNotContain("127.0.0.1", "localhost");
        });
    }

    @Test
    void shouldGoWithoutTlsWhereTheFileSaysSo() throws Exception {
        Mosquitto.Subscriber listener = server.subscriber("sirens/plain/message");

        Answer answer = send(
                ofIncident("i-1"), "host: localhost, port: " + server.plainPort() + ", tls: none, topic: sirens/plain");

        assertThat(answer).isEqualTo(Answer.delivered(null));
        assertThat(listener.got(1)).hasSize(1);
    }

    @Test
    void shouldSendNoPasswordInTheClearToAPublicAddress() throws Exception {
        Endpoint endpoint =
                endpoint("host: broker.example.org, tls: none, user: watch, password: word, topic: sirens/plain");
        try (MqttChannel outside =
                new MqttChannel(Messages.webhook(), Duration.ofSeconds(10), Duration.ofSeconds(20), NOW, host ->
                        new InetAddress[] {InetAddress.getByName("203.0.113.7")})) {
            Answer answer = send(outside, ofIncident("i-1"), endpoint);

            assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.FAILED);
            assertThat(answer.reason())
                    .contains("public address", "without TLS")
                    .doesNotContain("203.0", "example");
        }
    }
}
