package org.amurwatch.consumer.partner.send;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.SubjectType;

/** By which names the partners file maps what an event shows: a kind of alert, a species, or SIGHTING for any animal. */
public final class Subjects {

    /** Any animal that has no entry of its own. */
    public static final String ANY_SIGHTING = "SIGHTING";

    private Subjects() {}

    /** The names of an event's subject, the most exact first. */
    public static List<String> of(ReleasedEvent event) {
        if (event.getSubject() == SubjectType.POACHING_ALERT) {
            return List.of((event.getKind() == null ? AlertKind.OTHER : event.getKind()).name());
        }
        return event.getScientificName() == null
                ? List.of(ANY_SIGHTING)
                : List.of(species(event.getScientificName()), ANY_SIGHTING);
    }

    /**
     * A name as the file has it, made one of those above.
     *
     * @throws IllegalArgumentException if it is written as a kind, and is none
     */
    public static String checked(String field, String name) {
        boolean kind =
                Arrays.stream(AlertKind.values()).anyMatch(known -> known.name().equals(name));
        if (kind || name.equals(ANY_SIGHTING)) {
            return name;
        }
        if (!name.contains(" ") || name.equals(name.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Its '" + field
                    + "' names something that is no kind of alert, no scientific name and not SIGHTING.");
        }
        return species(name);
    }

    private static String species(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
