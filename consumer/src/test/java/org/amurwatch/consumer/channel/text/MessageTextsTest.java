package org.amurwatch.consumer.channel.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.NullDestination;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTextsTest {

    private static final String TOLD = "Gunshot, 3 km NW of St. Peter (Kedrovaya Pad), 17 January, 16:15 (UTC+10)."
            + " Signs: 2 shots. A machine says so; nobody has looked yet. Go if you can; call in before you move.";

    @TempDir
    private Path folder;

    private static PatrolAlert.Builder alert() {
        return Alerts.alert("a").setIncidentId("incident-1").setText(TOLD);
    }

    private static String say(
            MessageTexts texts, PatrolAlert.Builder alert, boolean confidential, Predicate<String> fits) {
        return texts.fitted(
                MessageKind.SMS,
                new Endpoint("phone", new NullDestination(), true, confidential, false),
                Alerts.delivery("phone", 1, alert.build()),
                Alerts.RECEIVED,
                fits);
    }

    private static String atMost(int length) {
        return say(Texts.of(), alert(), false, text -> text.length() <= length);
    }

    @Test
    void shouldLeaveOutWhatMattersLeast() {
        String head = "Gunshot, 3 km NW of St. Peter (Kedrovaya Pad), 17 January, 16:15 (UTC+10).";
        String end = " [QX7F] " + Texts.LINK;
        String unsure = " A machine says so; nobody has looked yet.";
        String task = " Go if you can; call in before you move.";
        String age = " Last sign: 5 min ago.";
        List<String> everShorter = List.of(
                TOLD + age + end,
                head + unsure + task + age + end,
                head + task + age + end,
                head + task + end,
                head + end,
                head + " [QX7F]",
                head,
                "Gunshot, Kedrovaya Pad, 17 January, 16:15 (UTC+10)",
                "Gunshot, Kedrovaya…, 17 January, 16:15 (UTC+10)",
                "Gunshot, Ked…, 17 January, 16:15 (UTC+10)");
        for (String text : everShorter) {
            assertThat(atMost(text.length())).isEqualTo(text);
        }
        for (int i = 1; i < everShorter.size() - 2; i++) {
            assertThat(atMost(everShorter.get(i - 1).length() - 1)).isEqualTo(everShorter.get(i));
        }
        assertThat(atMost(12)).hasSizeLessThanOrEqualTo(12).startsWith("Gunshot");
    }

    @Test
    void shouldGiveTheExactPlaceToConfidentialEndpointsAloneAndNeverWithAnimals() {
        assertThat(say(Texts.of(), alert(), false, text -> true)).doesNotContain("43.1", "131.4");
        assertThat(say(Texts.of(), alert(), true, text -> true)).contains("43.12345, 131.45678");
        assertThat(say(Texts.of(), alert().setKinds(Map.of("GUNSHOT", 1)), true, text -> true))
                .contains("43.12345");
        for (String kind : new String[] {"Panthera pardus orientalis", "SIGHTING", "SIGNAL_ABSENCE"}) {
            assertThat(say(Texts.of(), alert().setKinds(Map.of("GUNSHOT", 1, kind, 1)), true, text -> true))
                    .as(kind)
                    .doesNotContain("43.1", "131.4");
        }
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void shouldBeginWithExerciseInEveryLanguageWhateverTheTemplate(MessageKind kind) throws IOException {
        for (String language : Languages.ALL) {
            Files.writeString(folder.resolve(kind.file(language)), "{link} first, then {text}");
        }
        Languages languages = new Languages();
        MessageTexts own = new MessageTexts(
                new AlertText(languages),
                languages,
                new Templates(Optional.of(folder)),
                new MessageLinks("https://amur.example", delivery -> Optional.empty()),
                incident -> "QX7F",
                true);
        for (String language : Languages.ALL) {
            for (MessageTexts texts : new MessageTexts[] {own, Texts.of()}) {
                for (int most : new int[] {1000, 60}) {
                    String said = texts.fitted(
                            kind,
                            Texts.endpoint(new NullDestination()),
                            Alerts.delivery(
                                    "phone",
                                    1,
                                    alert().setPurpose(Purpose.EXERCISE)
                                            .setLanguage(language)
                                            .build()),
                            Alerts.RECEIVED,
                            text -> text.length() <= most);
                    assertThat(said).startsWith("EXERCISE").doesNotContain("{", "}");
                }
            }
        }
    }

    @Test
    void shouldGiveNoCodeToWhatIsOver() {
        assertThat(say(Texts.of(), alert().setMessage(AlertMessage.ALL_CLEAR), false, text -> true))
                .doesNotContain("QX7F");
        assertThat(say(Texts.of(), alert().setMessage(AlertMessage.CORRECTED).setOver(true), false, text -> true))
                .doesNotContain("QX7F");
    }

    private static String answerable(MessageKind kind, PatrolAlert.Builder alert, Predicate<String> fits) {
        return Texts.of()
                .fitted(
                        kind,
                        new Endpoint("phone", new NullDestination(), true, false, false, true),
                        Alerts.delivery("phone", 1, alert.build()),
                        Alerts.RECEIVED,
                        fits);
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'Reply 1: on the way, 2: not us, 3: false alarm.'",
        "ru, 'Ответьте 1: едем, 2: не мы, 3: ложная тревога.'",
        "zh, 请回复 1：出发，2：去不了，3：误报。"
    })
    void shouldSayHowToReplyWhereReplyingIsPossible(String language, String how) {
        for (MessageKind kind : new MessageKind[] {MessageKind.SMS, MessageKind.BOT, MessageKind.COMMAND}) {
            String said = answerable(kind, alert().setLanguage(language), text -> true);
            assertThat(said).contains("[QX7F] " + how);

            PatrolAlert.Builder over = alert().setLanguage(language).setMessage(AlertMessage.ALL_CLEAR);
            assertThat(answerable(kind, over, text -> true)).doesNotContain(how);
            assertThat(answerable(kind, alert().setIncidentId(null), text -> true))
                    .doesNotContain(how);
        }
        assertThat(say(Texts.of(), alert().setLanguage(language), false, text -> true))
                .doesNotContain(how);
    }

    @Test
    void shouldLeaveOutHowToReplyBeforeAnythingElse() {
        String whole = answerable(MessageKind.SMS, alert(), text -> true);
        String without = say(Texts.of(), alert(), false, text -> true);

        assertThat(answerable(MessageKind.SMS, alert(), text -> text.length() <= whole.length()))
                .isEqualTo(whole);
        for (int most = whole.length() - 1; most >= without.length(); most--) {
            int length = most;
            assertThat(answerable(MessageKind.SMS, alert(), text -> text.length() <= length))
                    .isEqualTo(without);
        }
        assertThat(answerable(MessageKind.SMS, alert(), text -> text.length() <= 90))
                .isEqualTo(atMost(90));
    }

    @Test
    void shouldRefuseATemplateWithWhatNobodyFillsIn() throws IOException {
        Files.writeString(folder.resolve("sms.ru.txt"), "{text} {latitude}");

        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> new Templates(Optional.of(folder)));

        assertThat(failure.getMessage()).contains("sms.ru.txt", "{latitude}", "{coordinates}");
    }
}
