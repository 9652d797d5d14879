package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplySourceTest {

    private static final String SECRET = "0123456789abcdef_-XYZ";

    private static ReplySource of(String secrets, List<String> senders) {
        return ReplySource.of("sms", secrets, senders, null, null);
    }

    @Test
    void shouldReadSecretsThatRotateAndUsualNamesOfFields() {
        ReplySource source = of(SECRET + "\nthe-one-before-it\n", List.of("+79240000001"));

        assertThat(source.knows(SECRET)).isTrue();
        assertThat(source.knows("the-one-before-it")).isTrue();
        assertThat(source.knows("another-secret-0000")).isFalse();
        assertThat(source.textField()).isEqualTo("text");
        assertThat(source.senderField()).isEqualTo("from");
        assertThat(source.toString()).doesNotContain(SECRET);
    }

    @Test
    void shouldTakeANumberInWhateverWriting() {
        ReplySource source = of(SECRET, List.of("+7 (924) 000-00-01", "-100123", "North"));

        assertThat(source.isFrom("79240000001")).isTrue();
        assertThat(source.isFrom("+7 924 000 00 01")).isTrue();
        assertThat(source.isFrom("-100123")).isTrue();
        assertThat(source.isFrom("100123")).as("another chat").isFalse();
        assertThat(source.isFrom("North")).isTrue();
        assertThat(source.isFrom("79240000002")).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoSecretAndQuoteNothingOfIt() {
        assertThatThrownBy(() -> of("short", List.of("1")))
                .hasMessageContaining("replySecretFile")
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> of(SECRET + "\n" + SECRET + "1\n" + SECRET + "2", List.of("1")))
                .hasMessageContaining("one line, or two");
        assertThatThrownBy(() -> of("", List.of("1"))).hasMessageContaining("replySecretFile");
        assertThatThrownBy(() -> of(SECRET, List.of())).hasMessageContaining("replyFrom");
    }
}
