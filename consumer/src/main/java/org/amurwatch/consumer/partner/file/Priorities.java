package org.amurwatch.consumer.partner.file;

import java.util.EnumMap;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.consumer.endpoint.EndpointFields;

/** Priorities of EarthRanger by kind of alert. What is not named has 0: what is urgent there is for its people to say. */
final class Priorities {

    private Priorities() {}

    static Map<AlertKind, Integer> read(EndpointFields fields) {
        Map<AlertKind, Integer> priorities = new EnumMap<>(AlertKind.class);
        fields.textsByName("priorities").forEach((kind, priority) -> {
            try {
                priorities.put(AlertKind.valueOf(kind), checked(Integer.parseInt(priority)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Its 'priorities' are not written as 'KIND: 0, 100, 200 or 300' each, such as 'SNARE: 200'.");
            }
        });
        return priorities;
    }

    private static int checked(int priority) {
        if (priority % 100 != 0 || priority < 0 || priority > 300) {
            throw new IllegalArgumentException("no priority");
        }
        return priority;
    }
}
