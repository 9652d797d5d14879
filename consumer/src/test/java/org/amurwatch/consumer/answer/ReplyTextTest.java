package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.consumer.wording.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    private final ReplyText.Vocabulary vocabulary = new ReplyText.Vocabulary(new Languages());

    @ParameterizedTest
    @CsvSource({
        "1, ON_THE_WAY",
        "' 1. ', ON_THE_WAY",
        "１, ON_THE_WAY",
        "On our way!, ON_THE_WAY",
        "Едем, ON_THE_WAY",
        "Идём., ON_THE_WAY",
        "出发, ON_THE_WAY",
        "2, NOT_US",
        "Не можем, NOT_US",
        "去不了, NOT_US",
        "4, ACKNOWLEDGED",
        "收到。, ACKNOWLEDGED",
        "5, ARRIVED",
        "на месте, ARRIVED"
    })
    void shouldUnderstandDigitsAndWords(String text, ResponseKind kind) {
        assertThat(vocabulary.read(text)).isEqualTo(new ReplyText(new AnswerChoice(kind, null), null));
    }

    @ParameterizedTest
    @CsvSource({
        "3, DETECTOR_ERROR",
        "false alarm, DETECTOR_ERROR",
        "ложная тревога, DETECTOR_ERROR",
        "误报, DETECTOR_ERROR",
        "3 animal, ANIMAL",
        "3 свои, OUR_STAFF",
        "盗猎, POACHING_CONFIRMED"
    })
    void shouldUnderstandHowItEnded(String text, Outcome outcome) {
        ReplyText read = vocabulary.read(text);

        assertThat(read.choice()).isEqualTo(AnswerChoice.closed(outcome));
        assertThat(read.closes()).isTrue();
    }

    @Test
    void shouldFindTheCodeWhereverItStands() {
        String code = ReplyCode.of("khasan/4f");
        ReplyText expected = new ReplyText(new AnswerChoice(ResponseKind.ON_THE_WAY, null), code);

        assertThat(vocabulary.read("1 " + code)).isEqualTo(expected);
        assertThat(vocabulary.read(code.toLowerCase(java.util.Locale.ROOT) + ": on the way"))
                .isEqualTo(expected);
        assertThat(vocabulary.read("1").code()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "11", "12", "where is it", "1 2", "stop", "1 maybe later"})
    void shouldGuessNothing(String text) {
        assertThat(vocabulary.read(text).answer()).isEmpty();
    }

    @Test
    void shouldTakeNoEssayForAnAnswer() {
        assertThat(vocabulary.read("1" + " ".repeat(200) + "but not today").answer())
                .isEmpty();
    }

    @Test
    void shouldMakeCodesThatDifferAndThatAreNoWords() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String code = ReplyCode.of("khasan/" + i);
            assertThat(code).matches("[2345679CDFGHJKMNPQRTVWXY]{4}");
            assertThat(ReplyCode.mayBe(code)).isTrue();
            codes.add(code);
        }
        // Of 1,000 among 331,776, one or two pairs coincide; twenty would mean that they are badly spread.
        assertThat(codes).hasSizeGreaterThan(980);
        assertThat(ReplyCode.mayBe("ABCD")).isFalse();
    }
}
