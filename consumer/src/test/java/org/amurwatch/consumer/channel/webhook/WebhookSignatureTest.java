package org.amurwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.amurwatch.consumer.endpoint.WebhookSecret;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    // The example of the Standard Webhooks specification.
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1614265330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER_SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

    @Test
    void shouldSignAsTheSpecificationDoes() {
        assertThat(WebhookSignature.sign(List.of(WebhookSecret.parse(SECRET)), ID, TIMESTAMP, BODY))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void shouldVerifyOnlyWhatWasSigned() {
        String time = Long.toString(TIMESTAMP);
        assertThat(WebhookSignature.verify(SECRET, ID, time, BODY, SIGNATURE)).isTrue();
        assertThat(WebhookSignature.verify(SECRET, ID + "x", time, BODY, SIGNATURE))
                .isFalse();
        assertThat(WebhookSignature.verify(SECRET, ID, "1614265331", BODY, SIGNATURE))
                .isFalse();
        assertThat(WebhookSignature.verify(SECRET, ID, time, new byte[0], SIGNATURE))
                .isFalse();
        assertThat(WebhookSignature.verify(OTHER_SECRET, ID, time, BODY, SIGNATURE))
                .isFalse();
        assertThat(WebhookSignature.verify(SECRET, ID, time, BODY, "v2," + SIGNATURE.substring(3)))
                .isFalse();
        assertThat(WebhookSignature.verify(SECRET, null, time, BODY, SIGNATURE)).isFalse();
        assertThat(WebhookSignature.verify(SECRET, ID, time, BODY, null)).isFalse();
    }

    @Test
    void shouldVerifyWithEitherSecretWhileItRotates() {
        String header = WebhookSignature.sign(
                List.of(WebhookSecret.parse(OTHER_SECRET), WebhookSecret.parse(SECRET)), ID, TIMESTAMP, BODY);

        assertThat(header.split(" ")).hasSize(2);
        String time = Long.toString(TIMESTAMP);
        assertThat(WebhookSignature.verify(SECRET, ID, time, BODY, header)).isTrue();
        assertThat(WebhookSignature.verify(OTHER_SECRET, ID, time, BODY, header))
                .isTrue();
        assertThat(WebhookSignature.verify(List.of(OTHER_SECRET, SECRET), ID, time, BODY, SIGNATURE))
                .isTrue();
    }

    @Test
    void shouldTakeFiveMinutesOfSkewAsRecent() {
        Instant sent = Instant.ofEpochSecond(TIMESTAMP);
        String time = Long.toString(TIMESTAMP);
        assertThat(WebhookSignature.isRecent(time, sent.plusSeconds(300))).isTrue();
        assertThat(WebhookSignature.isRecent(time, sent.plusSeconds(301))).isFalse();
        assertThat(WebhookSignature.isRecent(time, sent.minusSeconds(301))).isFalse();
        assertThat(WebhookSignature.isRecent("soon", sent)).isFalse();
        assertThat(WebhookSignature.isRecent(null, sent)).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoSecretWithoutRepeatingIt() {
        assertThatThrownBy(() -> WebhookSecret.parse("whsec_c2hvcnQ="))
                .hasMessageContaining("24 to 64 bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> WebhookSecret.parse("hunter2hunter2"))
                .hasMessageContaining("whsec_")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> WebhookSecret.parse("whsec_***hidden***"))
                .hasMessageNotContaining("hidden")
                .hasNoCause();
        assertThat(WebhookSecret.parse(SECRET).toString()).doesNotContain("MfKQ9r8");
    }
}
