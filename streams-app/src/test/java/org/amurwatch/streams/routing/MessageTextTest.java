package org.amurwatch.streams.routing;

import static org.amurwatch.streams.routing.Routes.RULES;
import static org.amurwatch.streams.routing.Routes.incident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    /** Decimal degrees, degrees and minutes, or a grid cell. */
    private static final Pattern COORDINATES = Pattern.compile("\\d+[.,]\\d+|°|\\d{5,}|outside/");

    private final MessageText text = new MessageText();

    @ParameterizedTest
    @ValueSource(strings = {"ru", "zh"})
    void shouldHaveAllWordsInAllLanguages(String language) {
        assertThat(new MessageWords(language).keys()).isEqualTo(new MessageWords("en").keys());
    }

    @Test
    void shouldHaveAsManyFormsAsTheLanguageAsksFor() {
        Map<String, Integer> forms = Map.of("en", 2, "ru", 3, "zh", 1);
        forms.forEach((language, number) -> {
            MessageWords words = new MessageWords(language);
            words.keys().stream().filter(MessageTextTest::isCounted).forEach(key -> assertThat(
                            words.word(key).split("\\|", -1))
                    .as(language + " " + key)
                    .hasSize(number)
                    .allMatch(form -> form.contains("{number}")));
        });
        MessageWords russian = new MessageWords("ru");
        assertThat(List.of(1, 2, 5, 11, 12, 21, 22, 112))
                .extracting(number -> russian.number("sign.GUNSHOT", number))
                .containsExactly(
                        "1 выстрел",
                        "2 выстрела",
                        "5 выстрелов",
                        "11 выстрелов",
                        "12 выстрелов",
                        "21 выстрел",
                        "22 выстрела",
                        "112 выстрелов");
    }

    private static boolean isCounted(String key) {
        return key.startsWith("sign.") || key.startsWith("because.QUIET");
    }

    @Test
    void shouldSayWhatWhereWhenHowSureAndWhatToDo() {
        Incident incident = incident(Severity.SEVERE, AlertKind.GUNSHOT, AlertKind.GUNSHOT, AlertKind.VEHICLE);

        assertThat(say(MessageText.Occasion.RAISED, incident, PageLevel.DISPATCH, "en"))
                .isEqualTo("Gunshot, 3 km NW of Barabash (Kedrovaya Pad), 3 February, 12:00 (UTC+10)."
                        + " Signs: 2 shots, 1 vehicle. A machine says so; nobody has looked yet."
                        + " Go if you can; call in before you move.");
        assertThat(say(MessageText.Occasion.RAISED, incident, PageLevel.REVIEW, "ru-RU"))
                .isEqualTo("Выстрел: Barabash (ru), 3 км на северо-запад (Kedrovaya Pad); 3 февраля, 12:00 (UTC+10)."
                        + " Признаки: 2 выстрела, 1 раз.".replace("1 раз", "транспорт 1 раз")
                        + " Так считает автомат, человек ещё не смотрел."
                        + " Посмотрите снимок или прослушайте запись и скажите, что это.");
        assertThat(say(MessageText.Occasion.UPDATED, incident, PageLevel.DISPATCH, "zh"))
                .startsWith("最新情况：枪声，Barabash西北3公里（Kedrovaya Pad），2月3日 12:00（UTC+10）。迹象：枪声2次、车辆1次。");
    }

    @ParameterizedTest
    @EnumSource(Because.class)
    void shouldSayEachReasonForTheEndInEachLanguageAndCallOnlyWhatIsHarmlessAllClear(Because because) {
        Incident incident = incident(Severity.INFO, AlertKind.HUMAN_PRESENCE);
        Map<String, String> clear = Map.of("en", "All clear: ", "ru", "Отбой: ", "zh", "警报解除：");
        Map<String, String> closed = Map.of("en", "Closed: ", "ru", "Закрыто: ", "zh", "已结束：");
        for (String language : MessageWords.LANGUAGES) {
            MessageWords words = new MessageWords(language);
            String reason = because == Because.QUIET
                    ? words.number("because.QUIET.hours", 7)
                    : words.word("because." + because.name());
            String said =
                    end(new Ending(AlertMessage.ALL_CLEAR, Set.of(because), Duration.ofHours(7)), incident, language);
            assertThat(said)
                    .startsWith((because.isHarmless() ? clear : closed).get(language))
                    .contains(Objects.requireNonNull(Map.of("en", "People seen", "ru", "Замечены люди", "zh", "发现人员活动")
                            .get(language)))
                    .endsWith(reason);
        }
    }

    @Test
    void shouldCallNothingClearWhereOneReasonLeavesItOpen() {
        Incident incident = incident(Severity.INFO, AlertKind.HUMAN_PRESENCE);
        Ending mixed = new Ending(AlertMessage.ALL_CLEAR, Set.of(Because.EXPLAINED_PERMIT, Because.NOT_REACHED), null);
        assertThat(end(mixed, incident, "en"))
                .startsWith("Closed: ")
                .endsWith("The place was not reached. Explained: somebody with a permit.");
    }

    @Test
    void shouldSayForHowLongNothingCame() {
        Incident incident = incident(Severity.INFO, AlertKind.GUNSHOT);
        Map.of(
                        Duration.ofMinutes(90), "1 час.",
                        Duration.ofHours(22), "22 часа.",
                        Duration.ofHours(47), "47 часов.",
                        Duration.ofHours(48), "2 дня.",
                        Duration.ofDays(14), "14 дней.")
                .forEach((quiet, said) ->
                        assertThat(end(Ending.quiet(quiet), incident, "ru")).endsWith("Ничего нового уже " + said));
    }

    @Test
    void shouldNotCallAMissedCheckInACallForHelp() {
        Incident missed = Incident.newBuilder(incident(Severity.CRITICAL))
                .setKinds(Map.of("SIGNAL_CHECK_IN", 1))
                .build();

        assertThat(say(MessageText.Occasion.RAISED, missed, PageLevel.DISPATCH, "en"))
                .startsWith("A patrol has missed its check-in, ")
                .doesNotContain("Concluded")
                .endsWith("Our own people may be in danger: try to reach them, call in, then go.");
    }

    @Test
    void shouldStayShortAndTellNoCoordinatesAndNoSpeciesWhateverHappens() {
        String longName = "Национальный парк с названием, которое ни в одно сообщение не помещается";
        for (String language : MessageWords.LANGUAGES) {
            for (AlertKind kind : AlertKind.values()) {
                Map<String, Integer> kinds = new HashMap<>();
                for (AlertKind other : AlertKind.values()) {
                    kinds.put(other.name(), 188);
                }
                kinds.put("Panthera pardus orientalis", 3);
                Incident storm = Incident.newBuilder(incident(Severity.CRITICAL, kind))
                        .setKinds(kinds)
                        .setTerritoryName(longName)
                        .build();
                Incident nowhere = Incident.newBuilder(incident(Severity.SEVERE, kind))
                        .setTerritoryId("outside/43.1_131.4")
                        .setTerritoryName(null)
                        .build();
                for (MessageText.Occasion occasion : MessageText.Occasion.values()) {
                    for (PageLevel level : PageLevel.values()) {
                        for (Incident incident : List.of(storm, nowhere, incident(Severity.INFO, kind))) {
                            String said = say(occasion, incident, level, language);
                            assertThat(said).hasSizeBetween(20, MessageText.LONGEST);
                            assertThat(said).doesNotContain("Panthera", "{", "}", "camera/", "null");
                            assertThat(COORDINATES.matcher(said).find())
                                    .as(said)
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    private String say(MessageText.Occasion occasion, Incident incident, PageLevel level, String language) {
        PatrolTeam team = PatrolTeam.newBuilder(Routes.team("north"))
                .setLanguage(language)
                .build();
        return text.of(occasion, incident, RULES, level, team, new Routes.OpenLand("Barabash", List.of()), null);
    }

    private String end(Ending ending, Incident incident, String language) {
        PatrolTeam team = PatrolTeam.newBuilder(Routes.team("north"))
                .setLanguage(language)
                .build();
        Routes.OpenLand land = new Routes.OpenLand("Barabash", List.of());
        return text.of(MessageText.Occasion.ALL_CLEAR, incident, RULES, PageLevel.DISPATCH, team, land, ending);
    }
}
