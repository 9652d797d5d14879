package org.amurwatch.bench.quality.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.RuleKind;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AblationTest {

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void withoutCorrelationNoRuleNeedsTwoEvents(String set) {
        Rules whole = read(RulesFile.builtInText(set));
        Rules left = Ablation.CORRELATION.in(whole);

        assertThat(left.rules())
                .extracting(Rule::name)
                .contains("snare", "gunshot")
                .doesNotContain("snare-line");
        assertThat(left.rules())
                .extracting(Rule::kind)
                .doesNotContain(RuleKind.SEQUENCE, RuleKind.TOGETHER)
                .contains(RuleKind.THRESHOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void withoutReviewNobodyLooksFirst(String set) {
        Rules whole = read(RulesFile.builtInText(set));

        assertThat(whole.rules()).extracting(Rule::level).contains(PageLevel.REVIEW);
        assertThat(Ablation.REVIEW.in(whole).rules())
                .hasSameSizeAs(whole.rules())
                .extracting(Rule::level)
                .doesNotContain(PageLevel.REVIEW)
                .contains(PageLevel.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void withoutBaselineEveryStationIsWeighedAsOneOfWhichNothingIsKnown(String set) {
        String whole = RulesFile.builtInText(set);
        String left = Ablation.BASELINE.in(whole);

        assertThat(whole).contains("log usualPeople]", "usualPeopleUnknown]");
        assertThat(left).doesNotContain("usualPeople]", "usualPeopleUnknown]");
        assertThat(read(left).rules())
                .extracting(Rule::name)
                .containsExactlyElementsOf(
                        read(whole).rules().stream().map(Rule::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"russia", "china"})
    void withoutNothingASetIsAsItComes(String set) {
        String whole = RulesFile.builtInText(set);

        assertThat(Ablation.NOTHING.in(whole)).isEqualTo(whole);
        assertThat(Ablation.NOTHING.in(read(whole)).rules())
                .extracting(Rule::name, Rule::level)
                .containsExactlyElementsOf(read(whole).rules().stream()
                        .map(rule -> org.assertj.core.groups.Tuple.tuple(rule.name(), rule.level()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORRELATION", "PATROLS", "BASELINE", "REVIEW"})
    void aPartIsFoundByTheNameOfItsPolicy(Ablation part) {
        assertThat(Ablation.of(part.policy())).isEqualTo(part);
        assertThat(Ablation.POLICIES).contains(part.policy()).doesNotContain(DefaultRules.NAME);
        assertThatThrownBy(() -> Ablation.of("default-rules-without-luck"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("default-rules-without-luck");
    }

    private static Rules read(String yaml) {
        RulesFile.Reading reading = RulesFile.read("test", yaml, 1);
        assertThat(reading.mistakes()).isEmpty();
        return Objects.requireNonNull(reading.rules());
    }
}
