package org.amurwatch.consumer.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.consumer.dispatch.Alerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTextTest {

    private final Languages languages = new Languages();
    private final AlertText text = new AlertText(languages);

    private static TreeSet<String> keys(Words words) {
        TreeSet<String> keys = new TreeSet<>();
        words.keys().forEach(keys::add);
        return keys;
    }

    @Test
    void shouldSayTheSameInEveryLanguage() {
        for (String language : Languages.ALL) {
            assertThat(keys(languages.of(language))).isEqualTo(keys(languages.of("en")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void shouldLeaveNoPlaceholderAndForgetNothing(String language) {
        for (AlertKind kind : AlertKind.values()) {
            for (AlertMessage message : AlertMessage.values()) {
                for (Purpose purpose : new Purpose[] {Purpose.ACTUAL, Purpose.EXERCISE}) {
                    PatrolAlert alert = Alerts.alert("a")
                            .setKind(kind)
                            .setMessage(message)
                            .setPurpose(purpose)
                            .setLanguage(language)
                            .build();

                    String said = text.of(alert, Alerts.RECEIVED);

                    assertThat(said)
                            .doesNotContain("{", "}", "null")
                            .contains(languages.of(language).word("kind." + kind), "Kedrovaya Pad", "16:15", "UTC+10");
                    assertThat(said.startsWith("EXERCISE")).isEqualTo(purpose == Purpose.EXERCISE);
                    assertThat(said.length()).isLessThan(200);
                }
            }
        }
        for (Severity severity : Severity.values()) {
            assertThat(languages.of(language).word("severity." + severity)).isNotBlank();
        }
        for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
            assertThat(languages.of(language).word("state." + outcome)).isNotBlank();
        }
    }

    @Test
    void shouldReckonTheAgeOfAnExerciseInItsOwnTime() {
        PatrolAlert.Builder alert = Alerts.alert("a").setLanguage("en");
        Instant daysLater = Alerts.RECEIVED.plus(Duration.ofDays(3));
        assertThat(text.of(alert.setPurpose(Purpose.EXERCISE).build(), daysLater))
                .endsWith(", 5 min ago.");
        assertThat(text.of(alert.setPurpose(Purpose.ACTUAL).build(), daysLater)).endsWith(", 3 days ago.");
    }

    @Test
    void shouldReadAsPeopleSpeak() {
        PatrolAlert.Builder alert = Alerts.alert("a").setPurpose(Purpose.EXERCISE);
        assertThat(text.of(alert.setLanguage("en").build(), Alerts.RECEIVED))
                .isEqualTo("EXERCISE: Gunshot: Kedrovaya Pad, 17 January, 16:15 (UTC+10), 5 min ago.");
        assertThat(text.of(alert.setLanguage("ru").build(), Alerts.RECEIVED))
                .isEqualTo(
                        "EXERCISE, УЧЕБНАЯ ТРЕВОГА: Выстрел: Kedrovaya Pad, 17 января, 16:15 (UTC+10), 5 мин назад.");
        assertThat(text.of(alert.setLanguage("zh-CN").build(), Alerts.RECEIVED))
                .isEqualTo("EXERCISE 演习：枪声：Kedrovaya Pad，1月17日 16:15（UTC+10），5 分钟前。");
    }

    @ParameterizedTest
    @CsvSource({
        "-30, just now",
        "59, just now",
        "60, 1 min ago",
        "7199, 119 min ago",
        "7200, 2 h ago",
        "172799, 47 h ago",
        "172800, 2 days ago",
        "15552000, 180 days ago"
    })
    void shouldSayHowOldItIs(long seconds, String age) {
        PatrolAlert alert = Alerts.alert("a").build();

        assertThat(text.of(alert, alert.getObservedAt().plusSeconds(seconds))).endsWith(", " + age + ".");
    }

    @Test
    void shouldNotTrustNames() {
        PatrolAlert alert =
                Alerts.alert("a").setTerritoryName("{kind}\r\n{nothing} $1").build();

        assertThat(text.of(alert, Alerts.RECEIVED)).contains("{kind} {nothing} $1");
    }

    @Test
    void shouldNameNoCellForAPlaceOutside() {
        PatrolAlert alert = Alerts.alert("a")
                .setTerritoryId("outside/43.1,131.4")
                .setTerritoryName(null)
                .setTimeZone("UTC")
                .build();

        assertThat(text.of(alert, Alerts.RECEIVED))
                .contains("outside all territories")
                .doesNotContain("43.1");
    }

    @Test
    void shouldFallBackToEnglishAndUtc() {
        PatrolAlert alert = Alerts.alert("a")
                .setLanguage("xx")
                .setTimeZone("Nowhere/Never")
                .setObservedAt(Instant.parse("2026-01-17T06:15:00Z"))
                .build();

        assertThat(text.of(alert, Alerts.RECEIVED))
                .isEqualTo("Gunshot: Kedrovaya Pad, 17 January, 06:15 (UTC+0), 5 min ago.");
    }

    @Test
    void shouldSayWhatTheDecisionWordedAndWhenItWas() {
        PatrolAlert.Builder alert = Alerts.alert("a")
                .setLevel(PageLevel.REVIEW)
                .setText("Update: Shots, 3 km NW of Barabash.\r\nPlease look.");

        assertThat(text.of(alert.build(), Alerts.RECEIVED))
                .isEqualTo("Update: Shots, 3 km NW of Barabash. Please look."
                        + " Last sign: 17 January, 16:15 (UTC+10), 5 min ago.");
        assertThat(text.of(
                        alert.setText("Shots, 17 January, 16:15 (UTC+10).")
                                .setPurpose(Purpose.EXERCISE)
                                .build(),
                        Alerts.RECEIVED))
                .as("the time is said once")
                .isEqualTo("EXERCISE: Shots, 17 January, 16:15 (UTC+10). Last sign: 5 min ago.");
        assertThat(text.of(alert.setText("枪声。").setLanguage("zh").build(), Alerts.RECEIVED))
                .isEqualTo("EXERCISE 演习：枪声。最近迹象：1月17日 16:15（UTC+10），5 分钟前。");
        assertThat(text.of(alert.setText("Выстрел.").setLanguage("ru").build(), Alerts.RECEIVED))
                .isEqualTo(
                        "EXERCISE, УЧЕБНАЯ ТРЕВОГА: Выстрел. Последний признак: 17 января, 16:15 (UTC+10), 5 мин назад.");
    }

    @Test
    void shouldAskTheDutyOfficerToLook() {
        PatrolAlert.Builder alert = Alerts.alert("a").setLevel(PageLevel.REVIEW);

        assertThat(text.of(alert.build(), Alerts.RECEIVED)).endsWith("5 min ago. Please look, and say what it is.");
        assertThat(text.of(alert.setMessage(AlertMessage.ALL_CLEAR).build(), Alerts.RECEIVED))
                .doesNotContain("Please look");
        assertThat(text.of(
                        alert.setMessage(AlertMessage.RAISED)
                                .setLevel(PageLevel.DISPATCH)
                                .build(),
                        Alerts.RECEIVED))
                .doesNotContain("Please look");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void shouldHaveWordsForAllEvidenceAndNameNoSpecies(String language) {
        Words words = languages.of(language);
        Map<String, Integer> kinds = new HashMap<>();
        for (AlertKind kind : AlertKind.values()) {
            kinds.put(kind.name(), 1);
        }
        for (SignalKind kind : SignalKind.values()) {
            kinds.put("SIGNAL_" + kind, 1);
        }
        kinds.put("Panthera pardus orientalis", 2);
        kinds.put("SIGNAL_nonsense", 3);

        SortedMap<String, Integer> shown =
                EvidenceKinds.of(Alerts.alert("a").setKinds(kinds).build());

        assertThat(shown)
                .hasSize(AlertKind.values().length + SignalKind.values().length + 1)
                .containsEntry(EvidenceKinds.SIGHTING, 5);
        shown.keySet()
                .forEach(kind ->
                        assertThat(EvidenceKinds.word(kind, words)).isNotBlank().doesNotContain("Panthera"));
        for (PageLevel level : PageLevel.values()) {
            assertThat(words.word("level." + level)).isNotBlank();
        }
    }

    @Test
    void shouldNameTheSignalWhereThereIsNothingElse() {
        PatrolAlert.Builder alert = Alerts.alert("a").setKind(AlertKind.OTHER).setKinds(Map.of("SIGNAL_CHECK_IN", 1));
        Words words = languages.of("en");

        assertThat(EvidenceKinds.headline(alert.build(), words)).isEqualTo("A patrol has missed its check-in");
        assertThat(EvidenceKinds.headline(
                        alert.setKinds(Map.of("SIGNAL_CHECK_IN", 1, "OTHER", 1)).build(), words))
                .isEqualTo("Report");
    }
}
