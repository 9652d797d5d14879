package org.amurwatch.local.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatrolPhoneTest {

    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44Z");
    private static final String BODY = """
            {"type":"patrol.alert","data":{"text":"EXERCISE Выстрел, Кедровая Падь","kind":"GUNSHOT","level":"DISPATCH","severity":"SEVERE","purpose":"EXERCISE",\
            "link":"http://127.0.0.1/alerts/1"}}""";

    private final List<PhoneMessage> shown = new CopyOnWriteArrayList<>();
    private final PatrolPhone phone = new PatrolPhone(SECRET, Clock.fixed(NOW, ZoneOffset.UTC), shown::add);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        phone.start(0);
    }

    @AfterEach
    void stop() {
        phone.stop();
    }

    @Test
    void shouldShowAMessageAsTheTeamReadsIt() throws Exception {
        assertThat(post("m-1", NOW, sign("m-1", NOW, BODY), BODY)).isEqualTo(200);

        assertThat(shown).singleElement().satisfies(message -> {
            assertThat(message.signatureValid()).isTrue();
            assertThat(message.text()).isEqualTo("EXERCISE Выстрел, Кедровая Падь");
            assertThat(message.kind()).isEqualTo("GUNSHOT");
            assertThat(message.purpose()).isEqualTo("EXERCISE");
        });
        assertThat(get("/messages"))
                .contains("\"id\":\"m-1\"")
                .contains("\"signatureValid\":true")
                .contains("\"kind\":\"GUNSHOT\"")
                .contains("\"level\":\"DISPATCH\"", "\"severity\":\"SEVERE\"")
                .contains("\"receivedAt\":\"2026-01-17T06:18:44Z\"");
    }

    @Test
    void shouldShowAMessageThatComesAgainOnlyOnce() throws Exception {
        assertThat(post("m-1", NOW, sign("m-1", NOW, BODY), BODY)).isEqualTo(200);
        Instant later = NOW.plusSeconds(30);
        assertThat(post("m-1", later, sign("m-1", later, BODY), BODY)).isEqualTo(200);

        assertThat(shown).hasSize(1);
        assertThat(phone.messages()).hasSize(1);
    }

    @Test
    void shouldRefuseAMessageThatWasChangedOnItsWay() throws Exception {
        assertThat(post("m-1", NOW, sign("m-1", NOW, BODY), BODY.replace("GUNSHOT", "OTHER")))
                .isEqualTo(401);

        assertThat(shown).singleElement().satisfies(message -> assertThat(message.signatureValid())
                .isFalse());
        assertThat(phone.messages()).isEmpty();
    }

    @Test
    void shouldRefuseAMessageOfAnotherTime() throws Exception {
        Instant tooOld = NOW.minusSeconds(301);
        assertThat(post("m-1", tooOld, sign("m-1", tooOld, BODY), BODY)).isEqualTo(401);
        Instant justRight = NOW.minusSeconds(300);
        assertThat(post("m-2", justRight, sign("m-2", justRight, BODY), BODY)).isEqualTo(200);
    }

    @Test
    void shouldTakeOneOfSeveralSignaturesWhileASecretRotates() throws Exception {
        assertThat(post("m-1", NOW, "v1,bm90b3Vycw== " + sign("m-1", NOW, BODY), BODY))
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAMessageWithoutHeaders() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(uri("/alerts"))
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        assertThat(http.send(bare, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldKeepTheLastThousand() throws Exception {
        for (int i = 0; i < 1_005; i++) {
            assertThat(post("m-" + i, NOW, sign("m-" + i, NOW, "{}"), "{}")).isEqualTo(200);
        }
        assertThat(phone.messages()).hasSize(1_000);
        assertThat(phone.messages().get(0).id()).isEqualTo("m-5");
    }

    private int post(String id, Instant at, String signature, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/alerts"))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri(path)).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + phone.port() + path);
    }

    private static String sign(String id, Instant at, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] signature = mac.doFinal((id + "." + at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(signature);
    }
}
