package org.amurwatch.event;

import org.amurwatch.avro.Purpose;

/** What a system that is set to a purpose does with an event of a purpose. */
public final class Purposes {

    private Purposes() {}

    /**
     * Whether an event counts: in counts, individuals, baselines, release. A system that is set to exercise takes EXERCISE
     * for ACTUAL.
     */
    public static boolean counts(Purpose event, Purpose system) {
        return event == Purpose.ACTUAL || (event == Purpose.EXERCISE && system == Purpose.EXERCISE);
    }
}
