package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.Purpose;
import org.amurwatch.streams.rule.RuleEvent;

/**
 * How many people are on camera in an ordinary week at each place of a sector, learnt from what was received: an average that
 * forgets exponentially, by the field's time, so that the order of arrival makes no difference. All people count, explained or
 * not, but what turned out to be none.
 */
final class StationTraffic {

    /** After so long, what was seen weighs a third: a season. */
    static final Duration SPAN = Duration.ofDays(90);

    /** Nothing is said of a place that is known for less. */
    static final Duration LEAST_KNOWN = Duration.ofDays(14);

    private static final double SPAN_WEEKS = SPAN.toDays() / 7.0;

    private final Purpose purpose;
    private final Map<String, PlaceTraffic> places = new HashMap<>();

    StationTraffic(Purpose purpose) {
        this.purpose = purpose;
    }

    void restore(PlaceTraffic place) {
        places.put(place.getPlace(), place);
    }

    /** Its station, else a cell of about a kilometre. */
    static String place(RuleEvent event) {
        return event.stationId() != null
                ? event.stationId()
                : "cell/" + (long) Math.floor(event.latitude() * 100) + ","
                        + (long) Math.floor(event.longitude() * 100);
    }

    /** Takes in an event that was not known before. */
    void learn(RuleEvent event, Effects effects) {
        PlaceTraffic known = places.get(place(event));
        boolean person = isPerson(event);
        if (known == null) {
            change(
                    new PlaceTraffic(place(event), purpose, event.observedAt(), person ? 1.0 : 0.0, event.observedAt()),
                    effects);
        } else if (person) {
            add(known, event.observedAt(), 1, effects);
        } else if (event.observedAt().isBefore(known.getSince())) {
            add(known, event.observedAt(), 0, effects);
        }
    }

    /** Takes back what an event was learnt to be. */
    void unlearn(RuleEvent event, Effects effects) {
        PlaceTraffic known = places.get(place(event));
        if (known != null && isPerson(event)) {
            add(known, event.observedAt(), -1, effects);
        }
    }

    private void add(PlaceTraffic known, Instant observedAt, int people, Effects effects) {
        Instant asOf = observedAt.isAfter(known.getAsOf()) ? observedAt : known.getAsOf();
        double sum = known.getPeople() * weight(known.getAsOf(), asOf) + people * weight(observedAt, asOf);
        Instant since = observedAt.isBefore(known.getSince()) ? observedAt : known.getSince();
        change(new PlaceTraffic(known.getPlace(), purpose, since, Math.max(0, sum), asOf), effects);
    }

    private void change(PlaceTraffic place, Effects effects) {
        places.put(place.getPlace(), place);
        effects.traffic().put(rowKey(purpose, place.getPlace()), place);
    }

    /** The key of a row within its sector. */
    static String rowKey(Purpose purpose, String place) {
        return purpose + "\n" + place;
    }

    /** People on camera per week at the place of an event, at its time; NaN while too little is known. */
    double usualPerWeek(RuleEvent event) {
        PlaceTraffic known = places.get(place(event));
        if (known == null) {
            return Double.NaN;
        }
        Instant at = event.observedAt().isAfter(known.getAsOf()) ? event.observedAt() : known.getAsOf();
        Duration age = Duration.between(known.getSince(), at);
        if (age.compareTo(LEAST_KNOWN) < 0) {
            return Double.NaN;
        }
        // What a steady rate of one per week would have added up to since the place is known.
        double weeks = SPAN_WEEKS * (1 - Math.exp(-(double) age.toMillis() / SPAN.toMillis()));
        return known.getPeople() * weight(known.getAsOf(), at) / weeks;
    }

    private static double weight(Instant then, Instant now) {
        return Math.exp(-(double) Duration.between(then, now).toMillis() / SPAN.toMillis());
    }

    private static boolean isPerson(RuleEvent event) {
        return event.kind() == AlertKind.HUMAN_PRESENCE
                && event.explained() != Explanation.ANIMAL
                && event.explained() != Explanation.DETECTOR;
    }
}
