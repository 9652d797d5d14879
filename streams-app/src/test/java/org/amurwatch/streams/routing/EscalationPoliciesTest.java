package org.amurwatch.streams.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Severity;
import org.junit.jupiter.api.Test;

class EscalationPoliciesTest {

    private static final EscalationPolicy ANYWHERE = policy("anywhere", PageLevel.DISPATCH, Severity.INFO);
    private static final EscalationPolicy HERE = policy("here", PageLevel.DISPATCH, Severity.INFO, "s");
    private static final EscalationPolicy HERE_IF_SEVERE = policy("severe", PageLevel.DISPATCH, Severity.SEVERE, "s");

    @Test
    void shouldTakeTheOneOfTheSectorWithTheGreatestSeverityThatFits() {
        List<EscalationPolicy> all = List.of(ANYWHERE, HERE, HERE_IF_SEVERE);

        assertThat(select(all, "s", Severity.WARNING)).isEqualTo("here");
        assertThat(select(all, "s", Severity.SEVERE)).isEqualTo("severe");
        assertThat(select(all, "other", Severity.SEVERE)).isEqualTo("anywhere");
        assertThat(select(List.of(HERE_IF_SEVERE, ANYWHERE), "s", Severity.WARNING))
                .isEqualTo("anywhere");
    }

    @Test
    void shouldFallBackToTheBuiltInOne() {
        EscalationPolicy retired =
                EscalationPolicy.newBuilder(HERE).setRetired(true).build();
        EscalationPolicy empty =
                EscalationPolicy.newBuilder(HERE).setSteps(List.of()).build();
        EscalationPolicy review = policy("review", PageLevel.REVIEW, Severity.INFO, "s");

        assertThat(select(List.of(retired, empty, review), "s", Severity.SEVERE))
                .isEmpty();
    }

    private static String select(List<EscalationPolicy> all, String sector, Severity severity) {
        return EscalationPolicies.select(all, sector, PageLevel.DISPATCH, severity)
                .getId();
    }

    private static EscalationPolicy policy(String id, PageLevel level, Severity least, String... sectors) {
        return EscalationPolicy.newBuilder()
                .setId(id)
                .setLevel(level)
                .setLeastSeverity(least)
                .setSectorIds(List.of(sectors))
                .setSteps(List.of(EscalationStep.newBuilder()
                        .setAfterMinutes(0)
                        .setRecipients(RecipientKind.ALL)
                        .build()))
                .build();
    }
}
