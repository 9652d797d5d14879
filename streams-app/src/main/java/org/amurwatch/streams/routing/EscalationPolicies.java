package org.amurwatch.streams.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Severity;

/** Which escalation policy holds, and the built-in ones, which hold where none fits. */
public final class EscalationPolicies {

    /** Id of a built-in policy in an EscalationState. */
    static final String BUILT_IN = "";

    /** How often all are told again, half an hour apart, before it is given up. */
    private static final int REPEATS = 6;

    private static final int REPEATS_OF_CRITICAL = 12;
    private static final int REPEAT_MINUTES = 30;

    private EscalationPolicies() {}

    /**
     * The policy for an incident: of those of the level whose least severity it reaches, one that names the sector before one
     * that names none, then the one with the greatest least severity, then the smallest id; else the built-in one.
     */
    public static EscalationPolicy select(
            Collection<EscalationPolicy> policies, String sectorId, PageLevel level, Severity severity) {
        return policies.stream()
                .filter(EscalationPolicies::isUsable)
                .filter(policy -> policy.getLevel() == level)
                .filter(policy -> severity.compareTo(policy.getLeastSeverity()) >= 0)
                .filter(policy ->
                        policy.getSectorIds().isEmpty() || policy.getSectorIds().contains(sectorId))
                .min(Comparator.comparing((EscalationPolicy policy) ->
                                policy.getSectorIds().isEmpty())
                        .thenComparing(EscalationPolicy::getLeastSeverity, Comparator.reverseOrder())
                        .thenComparing(EscalationPolicy::getId))
                .orElseGet(() -> builtIn(level, severity));
    }

    /** The policy of an escalation under way, as it is now; the built-in one if it is no more. */
    static EscalationPolicy byId(Collection<EscalationPolicy> policies, String id, PageLevel level, Severity severity) {
        return policies.stream()
                .filter(EscalationPolicies::isUsable)
                .filter(policy -> !id.equals(BUILT_IN) && policy.getId().equals(id))
                .findFirst()
                .orElseGet(() -> builtIn(level, severity));
    }

    /** What holds where no policy fits. */
    public static EscalationPolicy builtIn(PageLevel level, Severity severity) {
        List<EscalationStep> steps = new ArrayList<>();
        if (severity == Severity.CRITICAL) {
            steps.add(step(0, RecipientKind.ALL));
            steps.add(step(0, RecipientKind.DUTY_OFFICERS));
            steps.add(step(5, RecipientKind.ALL));
            steps.add(step(15, RecipientKind.ALL));
            repeat(steps, 15, REPEATS_OF_CRITICAL);
        } else if (level == PageLevel.DISPATCH) {
            steps.add(step(0, RecipientKind.NEAREST));
            steps.add(step(0, RecipientKind.DUTY_OFFICERS));
            steps.add(step(5, RecipientKind.FURTHER));
            steps.add(step(15, RecipientKind.ALL));
            repeat(steps, 15, REPEATS);
        } else {
            steps.add(step(0, RecipientKind.DUTY_OFFICERS));
            steps.add(step(10, RecipientKind.DUTY_OFFICERS));
            steps.add(step(20, RecipientKind.ALL));
        }
        return EscalationPolicy.newBuilder()
                .setId(BUILT_IN)
                .setLevel(level)
                .setSteps(steps)
                .build();
    }

    private static void repeat(List<EscalationStep> steps, int afterMinutes, int times) {
        for (int i = 1; i <= times; i++) {
            steps.add(step(afterMinutes + i * REPEAT_MINUTES, RecipientKind.ALL));
        }
    }

    private static EscalationStep step(int afterMinutes, RecipientKind recipients) {
        return EscalationStep.newBuilder()
                .setAfterMinutes(afterMinutes)
                .setRecipients(recipients)
                .build();
    }

    /** One without steps would tell nobody, which nobody can mean. */
    private static boolean isUsable(EscalationPolicy policy) {
        return !policy.getRetired() && !policy.getSteps().isEmpty();
    }
}
