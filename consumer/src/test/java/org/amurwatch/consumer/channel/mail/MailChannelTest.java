package org.amurwatch.consumer.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.Keytool;
import org.amurwatch.consumer.channel.text.Texts;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.endpoint.MailDestination;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailChannelTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC);
    private static final String KEYSTORE = "greenmail.tls.keystore.file";

    /** With the server's key and certificate. */
    @TempDir
    private static Path folder;

    private static Keytool keytool;

    private final MailChannel channel =
            new MailChannel(Texts.of(), Duration.ofSeconds(10), Duration.ofSeconds(20), NOW);
    private GreenMail server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keytool = new Keytool(folder);
        keytool.make("mail");
        keytool.certificate("mail", "ca.pem");
        System.setProperty(KEYSTORE, keytool.keyStore().toString());
        System.setProperty("greenmail.tls.keystore.password", Keytool.PASSWORD);
    }

    @AfterAll
    static void forget() {
        System.clearProperty(KEYSTORE);
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)});
        server.setUser("watch@example.org", "watch", "s3cret-word");
        server.start();
    }

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    @AfterEach
    void stop() {
        channel.close();
        server.stop();
    }

    private Answer send(PatrolAlert.Builder alert, String fields) throws IOException {
        Path file = folder.resolve("endpoints.yaml");
        Files.writeString(
                file,
                "endpoints:\n - {name: box, channel: mail, from: watch@example.org, to: ranger@example.org,"
                        + " privateNetwork: true, " + fields + (fields.contains("caFile") ? "" : ", caFile: ca.pem")
                        + "}\n");
        Endpoint endpoint = new EndpointsFile(file).find("box").orElseThrow();
        assertThat(endpoint + " " + endpoint.destination()).doesNotContain("s3cret-word", "example.org");
        return channel.attempt(
                endpoint, (MailDestination) endpoint.destination(), Alerts.delivery("box", 1, alert.build()));
    }

    private String implicit(String host) {
        return "host: " + host + ", port: " + server.getSmtps().getPort()
                + ", tls: implicit, user: watch, password: s3cret-word";
    }

    /** All texts within a message, and its pictures. */
    private static void read(Part part, List<String> texts, List<byte[]> pictures) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                read(parts.getBodyPart(i), texts, pictures);
            }
        } else if (part.isMimeType("image/png")) {
            pictures.add(part.getInputStream().readAllBytes());
        } else {
            texts.add(String.valueOf(part.getContent()));
        }
    }

    @Test
    void shouldMailTextHtmlAndAMapWithoutTheExactPlace() throws Exception {
        Answer answer = send(
                Alerts.alert("a")
                        .setLanguage("ru")
                        .setTerritoryName("Кедровая <b>&\"")
                        .setIncidentId("incident-1"),
                implicit("localhost"));

        assertThat(answer).isEqualTo(Answer.delivered(null));
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Amur Watch: Выстрел, Кедровая <b>&\"");
        assertThat(message.getAllRecipients()).extracting(Address::toString).containsExactly("ranger@example.org");
        List<String> texts = new ArrayList<>();
        List<byte[]> pictures = new ArrayList<>();
        read(message, texts, pictures);
        assertThat(texts).hasSize(2).allSatisfy(text -> assertThat(text)
                .contains("Выстрел", "16:15", Texts.LINK)
                .doesNotContain("43.1", "131.4"));
        assertThat(texts.get(1)).contains("Кедровая &lt;b&gt;&amp;&quot;", "cid:map", "href=\"" + Texts.LINK + "\"");
        assertThat(pictures).singleElement().satisfies(picture -> {
            assertThat(ImageIO.read(new ByteArrayInputStream(picture))).isNotNull();
            assertThat(picture)
                    .isEqualTo(new MapPicture(43.1250, 131.4567, false).png())
                    .isNotEqualTo(new MapPicture(43.12345, 131.45678, true).png());
        });
        String id = message.getMessageID();
        send(Alerts.alert("a"), implicit("localhost"));
        assertThat(server.getReceivedMessages()[1].getMessageID()).isEqualTo(id).endsWith("@example.org>");
    }

    @Test
    void shouldGiveTheExactPlaceToAConfidentialMailbox() throws Exception {
        send(Alerts.alert("a"), implicit("localhost") + ", confidential: true");

        List<String> texts = new ArrayList<>();
        List<byte[]> pictures = new ArrayList<>();
        read(server.getReceivedMessages()[0], texts, pictures);
        assertThat(texts).allSatisfy(text -> assertThat(text).contains("43.12345, 131.45678"));
        assertThat(pictures).singleElement().isEqualTo(new MapPicture(43.12345, 131.45678, true).png());
    }

    @Test
    void shouldLetNoNameAddAHeader() throws Exception {
        send(
                Alerts.alert("a").setTerritoryName("Park\r\nBcc: spy@example.org\r\n\r\nbody\u2028X: y"),
                implicit("localhost"));

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getHeader("X")).isNull();
        assertThat(message.getSubject()).isEqualTo("Amur Watch: Gunshot, Park Bcc: spy@example.org body X: y");
    }

    @Test
    void shouldTrustNoServerThatIsNotTheOneNamed() throws Exception {
        Answer otherName = send(Alerts.alert("a"), implicit("127.0.0.1"));
        keytool.make("other");
        keytool.certificate("other", "other.pem");
        Answer notTrusted = send(Alerts.alert("a"), implicit("localhost") + ", caFile: other.pem");

        assertThat(otherName.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(otherName.reason()).contains("certificate").doesNotContain("127.0.0.1");
        assertThat(notTrusted.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void shouldSendByStartTlsAndNothingBeforeIt() throws Exception {
        try (StartTlsFront front = new StartTlsFront(tls(), server.getSmtp().getPort())) {
            Answer answer = send(
                    Alerts.alert("a"),
                    "host: localhost, port: " + front.port() + ", user: watch, password: s3cret-word");

            assertThat(answer).isEqualTo(Answer.delivered(null));
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(front.clear()).containsExactly("EHLO amurwatch.invalid", "STARTTLS");
            Answer otherName = send(
                    Alerts.alert("a"),
                    "host: 127.0.0.1, port: " + front.port() + ", user: watch, password: s3cret-word");
            assertThat(otherName.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        }
        Answer noTls = send(
                Alerts.alert("a"),
                "host: localhost, port: " + server.getSmtp().getPort() + ", user: watch, password: s3cret-word");
        assertThat(noTls.outcome()).isEqualTo(DeliveryOutcome.RETRY);
        assertThat(noTls.reason()).contains("does it offer TLS");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private static SSLContext tls() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keytool.keyStore())) {
            keys.load(in, Keytool.PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, Keytool.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void shouldSayWhenTheLogInIsRefused() throws Exception {
        server.getUserManager().setAuthRequired(true);
        Answer answer = send(Alerts.alert("a"), implicit("localhost").replace("s3cret-word", "other"));

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.FAILED);
        assertThat(answer.status()).isEqualTo(535);
        assertThat(answer.reason()).contains("535", "log-in").doesNotContain("other", "watch");
    }

    @Test
    void shouldCallNoPrivateAddressUnlessToldAndEndAtItsDeadline() throws Exception {
        assertThat(send(Alerts.alert("a"), implicit("localhost")).outcome()).isEqualTo(DeliveryOutcome.DELIVERED);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MailChannel hurried = new MailChannel(Texts.of(), Duration.ofSeconds(5), Duration.ofSeconds(1), NOW)) {
            Endpoint endpoint = new EndpointsFile(folder.resolve("endpoints.yaml"))
                    .find("box")
                    .orElseThrow();
            MailDestination known = (MailDestination) endpoint.destination();
            MailDestination destination = new MailDestination(
                    known.host(), silent.getLocalPort(), true, known.logIn(), known.from(), known.to(), known.caFile());
            Answer hung = hurried.attempt(
                    new Endpoint("box", destination, true, false, true), destination, Alerts.delivery("box", 1));
            assertThat(hung.outcome()).isEqualTo(DeliveryOutcome.RETRY);
            assertThat(hung.reason()).contains("1.0 seconds");
            Answer privately = hurried.attempt(
                    new Endpoint("box", destination, true, false, false), destination, Alerts.delivery("box", 1));
            assertThat(privately.outcome()).isEqualTo(DeliveryOutcome.RETRY);
            assertThat(privately.reason()).contains("privateNetwork");
        }
    }
}
