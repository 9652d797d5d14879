package org.amurwatch.producer.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;

/**
 * One object of a request, read.
 *
 * @param answer what is said of it where it is taken
 * @param events what it means; none where it is left out, or faulty
 * @param faults why it can't be used
 */
public record StatedItem(Map<String, Object> answer, List<LiveEvent> events, List<Fault> faults) {

    public StatedItem {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** One that can be used; the event is empty where a mapping leaves it out. */
    public static StatedItem of(Map<String, Object> answer, Optional<LiveEvent> event) {
        return new StatedItem(answer, event.map(List::of).orElse(List.of()), List.of());
    }

    /**
     * The answer, or where it is faulty the sentences about each field that is wrong, by its name, as some systems have it.
     *
     * @param pointer where the object stands in the body
     */
    Map<String, ?> answerOrFaults(String pointer) {
        if (faults.isEmpty()) {
            return answer;
        }
        Map<String, List<String>> byField = new LinkedHashMap<>();
        for (Fault fault : faults) {
            String field = fault.field().substring(pointer.length());
            byField.computeIfAbsent(field.isEmpty() ? "detail" : field.substring(1), first -> new ArrayList<>())
                    .add(fault.sentence());
        }
        return byField;
    }

    static StatedItem faulty(List<Fault> faults) {
        return new StatedItem(Map.of(), List.of(), faults);
    }
}
