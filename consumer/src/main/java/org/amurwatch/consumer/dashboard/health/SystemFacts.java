package org.amurwatch.consumer.dashboard.health;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of the system itself, beside the park. For several threads. */
public final class SystemFacts {

    private static final int LETTERS_KEPT = 50;

    private final DeadLetterTally deadLetters = new DeadLetterTally(LETTERS_KEPT);
    private volatile @Nullable List<StepState> steps;

    /** How far its steps are; empty: the brokers did not say. */
    public Optional<List<StepState>> steps() {
        return Optional.ofNullable(steps);
    }

    /** @param seen null: the brokers don't say */
    public void steps(@Nullable List<StepState> seen) {
        steps = seen == null ? null : List.copyOf(seen);
    }

    public DeadLetterTally deadLetters() {
        return deadLetters;
    }
}
