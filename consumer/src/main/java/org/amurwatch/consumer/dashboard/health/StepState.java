package org.amurwatch.consumer.dashboard.health;

/**
 * How far a step of the system is, as its consumer group shows.
 *
 * @param group its consumer group, such as {@code decisions-g1}
 * @param instances processes that work on it now
 * @param waiting records that stand in its topics and are not worked on yet
 */
public record StepState(String group, int instances, long waiting) {

    /** Whether anybody works on it. */
    public boolean runs() {
        return instances > 0;
    }
}
