package org.amurwatch.consumer.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsFileTest {

    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("endpoints.yaml");
    }

    private EndpointsFile read(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return new EndpointsFile(file);
    }

    private String complaint(String yaml) throws IOException {
        Files.writeString(file, yaml);
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> new EndpointsFile(file));
        assertThat(failure).isNotNull();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(failure.getMessage()).contains(file.toString()).doesNotContain(SECRET.substring(6));
        return failure.getMessage();
    }

    @Test
    void shouldReadEndpointsWithTheirSecrets() throws IOException {
        Files.writeString(folder.resolve("two.secret"), SECRET + "\n");

        EndpointsFile endpoints = read("""
                endpoints:
                  - name: one
                    channel: webhook
                    url: https://example.org/hook
                    secret: %s
                    previousSecret: %s
                    exercise: true
                    privateNetwork: true
                  - {name: two, url: "http://127.0.0.1:9095/", secretFile: two.secret}
                """.formatted(SECRET, SECRET));

        assertThat(endpoints.find("one")).get().satisfies(one -> {
            assertThat(one.exercise()).isTrue();
            assertThat(one.privateNetwork()).isTrue();
            assertThat(one.destination()).isInstanceOfSatisfying(WebhookDestination.class, webhook -> {
                assertThat(webhook.secrets()).hasSize(2);
                assertThat(webhook.url()).hasHost("example.org");
            });
            assertThat(one.isPlainOverNetwork()).isFalse();
            assertThat(one.toString() + one.destination()).doesNotContain("example.org", "whsec_");
        });
        assertThat(endpoints.find("two")).get().satisfies(two -> {
            assertThat(two.exercise()).isFalse();
            assertThat(two.privateNetwork()).isFalse();
            assertThat(((WebhookDestination) two.destination()).secrets()).hasSize(1);
        });
        assertThat(endpoints.find("three")).isEmpty();
    }

    @Test
    void shouldReadInWhatFormAWebhookIsWanted() throws IOException {
        EndpointsFile endpoints = read("""
                endpoints:
                  - {name: plain, url: "https://x/", secret: %1$s}
                  - {name: json, url: "https://x/", secret: %1$s, format: JSON}
                  - {name: events, url: "https://x/", secret: %1$s, format: cloudevents}
                  - {name: ours, url: "https://x/", secret: %1$s, format: cloudevents, sender: "https://amur.example/a"}
                  - {name: cap, url: "https://x/", secret: %1$s, format: cap, sender: amurwatch@example.org}
                """.formatted(SECRET));

        assertThat(endpoints.all())
                .extracting(endpoint -> ((WebhookDestination) endpoint.destination()).format())
                .containsExactly(
                        WebhookFormat.JSON,
                        WebhookFormat.JSON,
                        WebhookFormat.CLOUDEVENTS,
                        WebhookFormat.CLOUDEVENTS,
                        WebhookFormat.CAP);
        assertThat(endpoints.all())
                .extracting(endpoint -> ((WebhookDestination) endpoint.destination()).sender())
                .endsWith("/amurwatch", "https://amur.example/a", "amurwatch@example.org");
    }

    @Test
    void shouldSayWhatIsWrongWithFormatAndSender() throws IOException {
        String webhook = "endpoints:\n - {name: a, url: 'https://x/', secret: " + SECRET + ", ";

        assertThat(complaint(webhook + "format: atom}\n")).contains("'format' is none of json, cloudevents, cap");
        assertThat(complaint(webhook + "sender: us}\n")).contains("has no 'sender'");
        assertThat(complaint(webhook + "format: cap}\n")).contains("It has no 'sender'");
        assertThat(complaint(webhook + "format: cap, sender: 'a,b'}\n")).contains("'sender' can't be used");
        assertThat(complaint(webhook + "format: cloudevents, sender: 'http://['}\n"))
                .contains("'sender' can't be used");
        assertThat(complaint(webhook + "format: cloudevents, sender: 'a b'}\n"))
                .contains("'sender' can't be used: expected", "amurwatch@example.org");
    }

    @Test
    void shouldSayEveryMistakeInASentence() throws IOException {
        assertThat(complaint(
                        "endpoints:\n - {name: a, url: 'ftp://x/', secret: " + SECRET + "}\n - {url: 'https://x/'}\n"
                                + " - {name: c, channel: pigeon, url: 'https://x/', secret: " + SECRET + "}\n"
                                + " - {name: d, url: 'https://x/'}\n - {name: e, url: 'https://x/', secret: whsec_kurz}\n"
                                + " - {name: f, url: 'https://user:pass@x/', secret: " + SECRET + "}\n"))
                .contains(
                        "Endpoint 1 ('a')",
                        "Endpoint 2: It has no 'name'",
                        "'pigeon'",
                        "one of 'secret' and 'secretFile'",
                        "Endpoint 5 ('e')",
                        "no user name")
                .doesNotContain("pass");
        assertThat(complaint("endpoints:\n - {name: a, url: 'https://x/', secret: " + SECRET + "}\n"
                        + " - {name: a, url: 'https://y/', secret: " + SECRET + "}\n"))
                .contains("Two endpoints are named 'a'");
    }

    @Test
    void shouldReadHowRepliesCome() throws IOException {
        Files.writeString(folder.resolve("one.reply"), "a-secret-of-the-gateway\nthe-one-before-it\n");

        EndpointsFile endpoints = read("""
                endpoints:
                  - name: one
                    url: https://example.org/hook
                    secret: %s
                    replySecretFile: one.reply
                    replyFrom: ["+7 924 000-00-01"]
                    replyTextField: message.text
                  - {name: two, url: "https://example.org/", secret: %s}
                """.formatted(SECRET, SECRET));

        assertThat(endpoints.replies("one")).get().satisfies(replies -> {
            assertThat(replies.secrets()).containsExactly("a-secret-of-the-gateway", "the-one-before-it");
            assertThat(replies.textField()).isEqualTo("message.text");
            assertThat(replies.senderField()).isEqualTo("from");
        });
        assertThat(endpoints.replies("two")).isEmpty();
        assertThat(endpoints.replies("three")).isEmpty();
        assertThat(complaint("""
                        endpoints:
                          - {name: one, url: "https://example.org/", secret: %s, replySecretFile: one.reply}
                        """.formatted(SECRET))).contains("'replyFrom'");
        assertThat(complaint("""
                        endpoints:
                          - {name: one, url: "https://example.org/", secret: %s, replyTextField: text}
                        """.formatted(SECRET))).contains("no 'replySecretFile'");
    }

    @Test
    void shouldSayMistakesOfEveryChannel() throws IOException {
        assertThat(complaint("endpoints:\n"
                        + " - {name: a, channel: sms, to: +79990000000, url: 'https://x/', body: '{text}'}\n"
                        + " - {name: b, channel: sms, to: '+7999', url: 'https://x/', body: 'no place for it'}\n"
                        + " - {name: c, channel: sms, to: '+7999', url: 'https://x/?t={text}', user: me}\n"
                        + " - {name: d, channel: sms, to: '+7999', url: 'https://{to}/?t={text}'}\n"
                        + " - {name: e, channel: sms, to: '+7999', url: 'https://x/?t={text}', parts: 11}\n"
                        + " - {name: f, channel: bot, token: '1:a/../b', chatId: 7}\n"
                        + " - {name: g, channel: bot, token: '1:abc', chatId: 'x y'}\n"
                        + " - {name: h, channel: command, command: [sendsms, now]}\n"
                        + " - {name: k, channel: mail, host: h, from: 'a@x', to: 'a@x, b@x'}\n"
                        + " - {name: l, channel: mail, host: h, from: \"a@x\\r\\nBcc: c@x\", to: 'a@x'}\n"
                        + " - {name: m, channel: mail, host: h, from: 'a@x', to: 'a@x', user: me}\n"
                        + " - {name: n, channel: mail, host: h, from: 'a@x', to: 'a@x', caFile: none.pem}\n"
                        + " - {name: i, channel: 'null', url: 'https://x/'}\n"))
                .contains(
                        "('a'): Its 'to' holds something that is no text: numbers too stand in quotes",
                        "('b'): It says the text nowhere",
                        "('c'): It needs one of 'secret' and 'secretFile'",
                        "('d'): Its 'url' may have placeholders after the host alone",
                        "('e'): Its 'parts' is no whole number from 1 to 10",
                        "('f'): Its token can't be used",
                        "('g'): Its 'chatId' can't be used",
                        "('h'): Its 'command' does not begin with the whole path",
                        "('k'): Its 'to' is no address of a mailbox",
                        "('l'): Its 'from' is no address of a mailbox",
                        "('m'): It needs 'user' and one of 'password'",
                        "('n'): Its 'caFile'",
                        "('i'): Its channel has no 'url'")
                .doesNotContain("1:a/", "7999");
    }

    @Test
    void shouldNotQuoteTheFileIfItIsNoYaml() throws IOException {
        assertThat(complaint("endpoints: [{name: a, secret: " + SECRET + ", }, :::"))
                .contains("line 1");
        assertThat(complaint("endpoints:\n - {name: a, sekret: " + SECRET + "}\n"))
                .contains("Endpoint 1 ('a')", "no 'url'");
        assertThat(complaint("endpoints:\n - {name: a, url: 'https://x/', secret: " + SECRET + ", exercize: true}\n"))
                .contains("has no 'exercize'", "exercise");
        assertThat(complaint("- {name: a, url: 'https://x/', secret: " + SECRET + "}\n"))
                .contains("can't be understood", "a list 'endpoints'");
        assertThat(complaint("endpoints:\n - {name: a, secret: " + SECRET + ", secret: " + SECRET + "}\n"))
                .contains("can't be understood");
    }

    @Test
    void shouldComplainOfAMissingFile() {
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> new EndpointsFile(folder.resolve("none.yaml")));
        assertThat(failure.getMessage()).contains("none.yaml", "amurwatch.dispatch.endpoints-file");
    }

    @Test
    void shouldFollowChangesAndKeepWhatItHasIfAChangeIsWrong() throws IOException {
        EndpointsFile endpoints = read("endpoints:\n - {name: a, url: 'https://x/', secret: " + SECRET + "}\n");

        Files.writeString(file, "endpoints:\n - {name: a, url: nonsense");
        endpoints.refresh();
        assertThat(endpoints.find("a")).isPresent();

        Files.writeString(file, "endpoints:\n - {name: b, url: 'https://x/', secret: " + SECRET + "}\n");
        endpoints.refresh();
        assertThat(endpoints.find("a")).isEmpty();
        assertThat(endpoints.find("b")).isPresent();

        Files.writeString(file, "");
        endpoints.refresh();
        assertThat(endpoints.all()).isEmpty();
    }

    @Test
    void shouldReadTheTopicOfASiren() throws IOException {
        EndpointsFile endpoints = read("""
                endpoints:
                  - {name: siren, channel: mqtt, host: broker.example.org, user: watch, password: word, topic: sirens/north}
                  - {name: radio, channel: mqtt, host: 192.0.2.1, tls: none, topic: radio, clientId: amur-1}
                """);

        assertThat(endpoints.find("siren")).get().satisfies(siren -> {
            assertThat(siren.isPlainOverNetwork()).isFalse();
            assertThat(siren.destination()).isInstanceOfSatisfying(MqttDestination.class, mqtt -> {
                assertThat(mqtt.port()).isEqualTo(8883);
                assertThat(mqtt.tls()).isTrue();
                assertThat(mqtt.clientId()).isEqualTo("amurwatch-siren");
                assertThat(mqtt.logIn()).get().asString().doesNotContain("watch", "word");
            });
        });
        assertThat(endpoints.find("radio")).get().satisfies(radio -> {
            assertThat(radio.isPlainOverNetwork()).isTrue();
            assertThat(((MqttDestination) radio.destination()).port()).isEqualTo(1883);
        });
    }

    @Test
    void shouldRefuseTopicsThatNoServerTakesAndPasswordsInTheClear() throws IOException {
        String siren = "endpoints:\n  - {name: a, channel: mqtt, host: b.example, ";
        for (String topic : new String[] {
            "a/+", "'#'", "a//b", "/a", "a/", "$SYS/a", "'a b\\u0000'".replace("'", "\""), "a".repeat(1001)
        }) {
            assertThat(complaint(siren + "topic: " + topic + "}")).contains("'topic' can't be used");
        }
        assertThat(complaint(siren + "}")).contains("It has no 'topic'");
        assertThat(complaint(siren + "topic: a, user: u}")).contains("'password'");
        assertThat(complaint(siren + "topic: a, tls: none, user: u, password: p}"))
                .contains("privateNetwork: true");
        assertThat(complaint(siren + "topic: a, clientId: \"a\\tb\"}")).contains("'clientId'");
        read(siren + "topic: a, tls: none, user: u, password: p, privateNetwork: true}");
    }

    @Test
    void shouldRefuseTwoEndpointsOfOneTopic() throws IOException {
        String two = """
                endpoints:
                  - {name: a, channel: mqtt, host: b.example, topic: sirens/north}
                  - {name: b, channel: mqtt, host: %s, topic: %s}
                """;

        assertThat(complaint(two.formatted("B.example", "sirens/north"))).contains("('b')", "same 'topic'");
        read(two.formatted("b.example", "sirens/south"));
        read(two.formatted("c.example", "sirens/north"));
    }
}
