package org.amurwatch.consumer.partner.send;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TimePrecision;
import org.jspecify.annotations.Nullable;

/** The words for an event where a partner's system wants words: a title, a remark, and details by name. */
public final class EventWords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventWords() {}

    /** What it is, in a few words; an exercise says so first, and so does what was taken back. */
    public static String title(ReleasedEvent event) {
        String taken = event.getWithdrawn() ? "WITHDRAWN: " : "";
        return prefix(event) + taken + subject(event);
    }

    private static String prefix(ReleasedEvent event) {
        return event.getPurpose() == Purpose.ACTUAL ? "" : event.getPurpose() + ": ";
    }

    private static String subject(ReleasedEvent event) {
        if (event.getWithdrawn() && event.getScientificName() == null && event.getKind() == null) {
            // Nothing else is known of it any more.
            return event.getSubject() == SubjectType.SIGHTING ? "Sighting" : "Poaching alert";
        }
        if (event.getSubject() == SubjectType.SIGHTING) {
            return event.getScientificName() == null ? "Animal, not identified" : event.getScientificName();
        }
        String kind = event.getKind() == null ? "OTHER" : event.getKind().name();
        String words = kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Its id, and how exact it is: for people who read it. Begins with {@link #mark}. */
    public static String remark(ReleasedEvent event) {
        List<String> parts = new ArrayList<>();
        parts.add(mark(event));
        if (event.getWithdrawn()) {
            parts.add("It was taken back by whom it came from.");
        }
        if (event.getTimePrecision() == TimePrecision.DAY) {
            parts.add("Of its time, only the local day is given.");
        }
        if (event.getTimePrecision() == TimePrecision.SEASON) {
            parts.add("Of its time, only the season is given.");
        }
        if (event.getDataGeneralizations() != null) {
            parts.add(event.getDataGeneralizations());
        }
        if (event.getInformationWithheld() != null) {
            parts.add(event.getInformationWithheld());
        }
        return String.join(" ", parts);
    }

    /** By what people and searches find it there. */
    public static String mark(ReleasedEvent event) {
        return "Amur Watch " + event.getId() + ".";
    }

    /** What is known of it, by names that begin with {@code amurwatch_}, so that they meet no field of a site's own. */
    public static ObjectNode details(ReleasedEvent event) {
        ObjectNode details = JSON.createObjectNode().put("amurwatch_id", event.getId());
        if (event.getPurpose() != Purpose.ACTUAL) {
            details.put("amurwatch_purpose", event.getPurpose().name());
        }
        put(details, "amurwatch_species", event.getScientificName());
        if (event.getKind() != null && event.getSubject() == SubjectType.POACHING_ALERT) {
            details.put("amurwatch_kind", event.getKind().name());
        }
        if (event.getCount() != null) {
            details.put("amurwatch_count", event.getCount());
        }
        if (event.getLifeStage() != LifeStage.UNSPECIFIED) {
            details.put("amurwatch_life_stage", lower(event.getLifeStage()));
        }
        if (event.getSex() != Sex.UNSPECIFIED) {
            details.put("amurwatch_sex", lower(event.getSex()));
        }
        if (event.getMethod() != ObservationMethod.UNSPECIFIED) {
            details.put("amurwatch_method", lower(event.getMethod()));
        }
        put(details, "amurwatch_individual", event.getIndividualAlias());
        put(details, "amurwatch_station", event.getStationId());
        put(details, "amurwatch_territory", event.getTerritoryId());
        if (event.getPosition() != null && event.getPosition().getUncertaintyMetres() != null) {
            details.put("amurwatch_uncertainty_metres", event.getPosition().getUncertaintyMetres());
        }
        if (event.getObservedUntil() != null) {
            details.put("amurwatch_observed_until", time(event.getObservedUntil()));
        }
        put(details, "amurwatch_data_generalizations", event.getDataGeneralizations());
        put(details, "amurwatch_information_withheld", event.getInformationWithheld());
        return details;
    }

    /** A time in ISO 8601 with its zone, UTC, to the second: systems differ in how they read parts of one. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** When it began; for who must have a time and is sent something taken back, which has none, when it was released. */
    public static Instant begin(ReleasedEvent event) {
        return event.getObservedFrom() == null ? event.getReleasedAt() : event.getObservedFrom();
    }

    private static void put(ObjectNode details, String name, @Nullable String value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
