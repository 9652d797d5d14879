package org.amurwatch.consumer.partner.file;

import java.util.EnumMap;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.consumer.endpoint.EndpointFields;

/** Priorities of EarthRanger by kind of alert. It knows no 0: a report that is sent with it gets the default of its type. */
final class Priorities {

    private Priorities() {}

    static Map<AlertKind, Integer> read(EndpointFields fields) {
        Map<AlertKind, Integer> priorities = new EnumMap<>(AlertKind.class);
        fields.textsByName("priorities").forEach((kind, priority) -> {
            try {
                priorities.put(AlertKind.valueOf(kind), checked(Integer.parseInt(priority)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Its 'priorities' are not written as 'KIND: 100, 200 or 300' each, such as 'SNARE: 200'.");
            }
        });
        return priorities;
    }

    private static int checked(int priority) {
        if (priority % 100 != 0 || priority < 100 || priority > 300) {
            throw new IllegalArgumentException("no priority");
        }
        return priority;
    }
}
