package org.amurwatch.streams.rule;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one sector that rules may still need, found by what they are, time and place without looking at the others.
 * Not safe for several threads.
 */
public interface EventHistory {

    /** Adds an event, or puts it in the place of the one with its key. */
    void put(RuleEvent event);

    void remove(String key);

    @Nullable
    RuleEvent get(String key);

    int size();

    /** All events, in no order. */
    Collection<RuleEvent> all();

    /**
     * Hands out the events of a subject ({@link #subject}; a species with its subspecies) around a position and within a time,
     * bounds included, in no order. It must not be changed meanwhile.
     *
     * @param from earliest observedAt
     * @param to latest observedAt
     */
    void around(
            String subject,
            double latitude,
            double longitude,
            double metres,
            Instant from,
            Instant to,
            Consumer<RuleEvent> found);

    /** What an event is, as rules select it: the kind of a poaching alert, a scientific name, {@code SIGNAL_} + kind. */
    static String subject(RuleEvent event) {
        if (event.kind() != null) {
            return event.kind().name();
        }
        return event.signal() != null ? "SIGNAL_" + event.signal().getKind() : String.valueOf(event.species());
    }

    /** Whether who asks for a subject gets another one: itself, and a species its subspecies. */
    static boolean takes(String asked, String subject) {
        return subject.startsWith(asked)
                && (subject.length() == asked.length() || (!asked.isEmpty() && subject.charAt(asked.length()) == ' '));
    }
}
