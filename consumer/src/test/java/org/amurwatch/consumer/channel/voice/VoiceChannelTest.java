package org.amurwatch.consumer.channel.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.channel.text.Texts;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.VoiceDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceChannelTest {

    private static final Clock NOW = Clock.fixed(Alerts.RECEIVED, ZoneOffset.UTC);

    private static Answer attempt(String language, String text) {
        VoiceDestination destination = new VoiceDestination();
        return new VoiceChannel(Texts.of(), NOW)
                .attempt(
                        Texts.endpoint(destination),
                        destination,
                        Alerts.delivery(
                                "radio",
                                1,
                                Alerts.alert("a")
                                        .setLanguage(language)
                                        .setText(text)
                                        .setPurpose(Purpose.EXERCISE)
                                        .build()));
    }

    @Test
    void shouldStandOnTheListWithWhatIsToBeReadOut() {
        Answer answer = attempt("en", "Shots heard, 2 km north of Barabash, 17 January, 16:15 (UTC+10).");

        assertThat(answer.outcome()).isEqualTo(DeliveryOutcome.LISTED);
        assertThat(answer.reason())
                .startsWith("EXERCISE")
                .contains("Shots heard, 2 km north of Barabash")
                .doesNotContain("http", "QX7F", "43.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void shouldBeReadInTwentySecondsHoweverMuchThereIsToSay(String language) {
        String sentence =
                language.equals("zh") ? "听到枪声，巴拉巴什以北两公里，请立即前往查看。" : "Shots heard two kilometres north of the village. ";

        Answer answer = attempt(language, sentence.repeat(20));

        assertThat(VoiceChannel.isSpokenInTime(sentence.repeat(20))).isFalse();
        assertThat(VoiceChannel.isSpokenInTime(String.valueOf(answer.reason()))).isTrue();
        assertThat(answer.reason()).isNotBlank();
    }
}
