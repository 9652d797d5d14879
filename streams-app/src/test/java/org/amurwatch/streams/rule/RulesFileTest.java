package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.RuleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesFileTest {

    private static final String GOOD = """
            name: valley
            rules:
              - name: snare
                reason: It catches anything.
                kind: threshold
                severity: severe
                level: dispatch
                select: {kinds: [SNARE]}
                within: 1 km
                window: 24 h
                text:
                  en: "Snare: {place}"
                  ru: "Петля: {place}"
                  zh: "猎套：{place}"
            """;

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void shouldReadTheSetsThatComeWithTheProgram(String name) {
        RulesFile.Reading reading = RulesFile.read(name, RulesFile.builtInText(name), 7);

        assertThat(reading.mistakes()).isEmpty();
        Rules rules = RulesFile.builtIn(name);
        assertThat(rules.name()).isEqualTo(name);
        assertThat(rules.rules()).hasSizeGreaterThan(20).allSatisfy(rule -> {
            assertThat(rule.reason()).isNotBlank();
            assertThat(rule.texts().keySet()).containsExactlyInAnyOrderElementsOf(Rule.LANGUAGES);
        });
        assertThat(rules.rules()).extracting(Rule::kind).contains(RuleKind.values());
    }

    @Test
    void shouldReadARule() {
        RulesFile.Reading reading = RulesFile.read("valley.yaml", GOOD, 3);

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.rules()).isNotNull();
        assertThat(reading.rules().version()).isEqualTo(3);
        assertThat(reading.rules().rule("snare"))
                .get()
                .extracting(Rule::pattern)
                .isInstanceOfSatisfying(Pattern.Threshold.class, pattern -> {
                    assertThat(pattern.events()).isEqualTo(1);
                    assertThat(pattern.withinMetres()).isEqualTo(1_000);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            severity: severe         | severity: sever          | 6  | sever
            kinds: [SNARE]           | kinds: [SNAIL]           | 8  | SNAIL
            within: 1 km             | withing: 1 km            | 9  | withing
            window: 24 h             | window: soon             | 10 | soon
            within: 1 km             | within: far              | 9  | far
            kind: threshold          | kind: thresh             | 5  | thresh
            level: dispatch          | level: shout             | 7  | shout
            reason: It catches anything. | because: It catches.   | 4  | because
            ru: "Петля: {place}"     | de: "Falle: {place}"     | 13 | de
            en: "Snare: {place}"     | en: "Snare: {palce}"     | 12 | palce
            name: valley             | nam: valley              | 1  | nam
            """)
    void shouldTellEachMistakeWithItsLineAndWord(String good, String bad, int line, String word) {
        RulesFile.Reading reading = RulesFile.read("valley.yaml", GOOD.replace(good, bad), 1);

        assertThat(reading.rules()).isNull();
        assertThat(reading.mistakes()).anySatisfy(mistake -> {
            assertThat(mistake.line()).isEqualTo(line);
            assertThat(mistake.toString())
                    .contains("valley.yaml")
                    .contains(word)
                    .doesNotContain("Exception");
        });
    }

    @Test
    void shouldTellSeveralMistakesAtOnceAndARuleNamedTwice() {
        String twice = GOOD + GOOD.substring(GOOD.indexOf("  - name"));
        assertThat(RulesFile.read("valley.yaml", twice, 1).mistakes())
                .anySatisfy(mistake ->
                        assertThat(mistake.toString()).contains("snare").contains("3"));

        String wrong = GOOD.replace("SNARE", "SNAIL").replace("24 h", "soon");
        assertThat(RulesFile.read("valley.yaml", wrong, 1).mistakes()).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- a\n- b\n", "name: [\n", "\t"})
    void shouldSayWhatIsNoSetOfRules(String text) {
        assertThat(RulesFile.read("valley.yaml", text, 1).mistakes()).isNotEmpty();
    }

    @Test
    void shouldPutEachVersionInForceFromItsMomentOn() {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        RuleBook book = RuleBook.of(List.of(set(1, noon), set(2, noon.plusSeconds(60))));

        assertThat(book.inForceAt(noon.minusMillis(1)).version()).isZero();
        assertThat(book.inForceAt(noon.minusMillis(1)).name()).isEqualTo("russia");
        assertThat(book.inForceAt(noon).version()).isEqualTo(1);
        assertThat(book.inForceAt(noon.plusSeconds(59)).version()).isEqualTo(1);
        assertThat(book.inForceAt(noon.plusSeconds(60)).version()).isEqualTo(2);
        assertThat(RuleBook.of(List.of(set(1, noon), set(2, noon)))
                        .inForceAt(noon)
                        .version())
                .as("of two from one moment on, the later version")
                .isEqualTo(2);
    }

    private static RuleSet set(int version, Instant effectiveAt) {
        return RuleSet.newBuilder()
                .setName("valley")
                .setVersion(version)
                .setEffectiveAt(effectiveAt)
                .setYaml(GOOD)
                .build();
    }
}
