package org.amurwatch.streams.rule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Suspicion;

/** Something that a rule asks of one event. Its answer for an event is for good: no condition asks what comes later. */
public sealed interface Condition {

    boolean holds(RuleEvent event, Surroundings surroundings);

    /** The event's place in local time: that of the territory. */
    static ZonedDateTime local(RuleEvent event) {
        return event.observedAt().atZone(ZoneId.of(event.placement().getTimeZone()));
    }

    /** In one of these territories. */
    record InTerritories(Set<String> ids) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return ids.contains(event.placement().getTerritoryId());
        }
    }

    /** In one of these countries (ISO 3166); not where the country is unknown. */
    record InCountries(Set<String> codes) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return codes.contains(surroundings.country(event));
        }
    }

    /** In a place of a kind, or at most that far from one. */
    record Near(PlaceKind zone, double metres) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return surroundings.places().metresTo(zone, event.latitude(), event.longitude()) <= metres;
        }
    }

    /** Farther than that from every place of a kind; holds where the map has none. */
    record Far(PlaceKind zone, double metres) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return surroundings.places().metresTo(zone, event.latitude(), event.longitude()) > metres;
        }
    }

    /** The sun's centre below that elevation, in degrees; civil twilight ends at -6. */
    record SunBelow(double degrees) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return SunPosition.elevationDegrees(event.observedAt(), event.latitude(), event.longitude()) < degrees;
        }
    }

    /** The sun's centre at that elevation, in degrees, or above. */
    record SunAbove(double degrees) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return SunPosition.elevationDegrees(event.observedAt(), event.latitude(), event.longitude()) >= degrees;
        }
    }

    /** On a local day of one of these parts of the year. */
    record Season(List<Days> parts) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            MonthDay day = MonthDay.from(local(event));
            return parts.stream().anyMatch(part -> part.contains(day));
        }

        /** Days of the year, both included; from a later to an earlier one means over New Year. */
        public record Days(MonthDay from, MonthDay to) {
            boolean contains(MonthDay day) {
                return from.compareTo(to) <= 0
                        ? day.compareTo(from) >= 0 && day.compareTo(to) <= 0
                        : day.compareTo(from) >= 0 || day.compareTo(to) <= 0;
            }
        }
    }

    /** On a local day of the week. */
    record Weekdays(Set<DayOfWeek> days) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return days.contains(local(event).getDayOfWeek());
        }
    }

    /** At a local time of one of these parts of the day. */
    record Hours(List<Part> parts) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            LocalTime time = local(event).toLocalTime();
            return parts.stream().anyMatch(part -> part.contains(time));
        }

        /** From one time, included, to another, excluded; from a later to an earlier one means over midnight. */
        public record Part(LocalTime from, LocalTime to) {
            boolean contains(LocalTime time) {
                return from.isBefore(to)
                        ? !time.isBefore(from) && time.isBefore(to)
                        : !time.isBefore(from) || time.isBefore(to);
            }
        }
    }

    /**
     * People on camera in an ordinary week at the place: from so many on, and fewer than so many.
     *
     * @param whereUnknown the answer while too little is known of the place
     */
    record UsualPeople(double from, double below, boolean whereUnknown) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            double people = surroundings.usualPeoplePerWeek(event);
            return Double.isNaN(people) ? whereUnknown : people >= from && people < below;
        }
    }

    /** Observed in one of these ways. */
    record Methods(Set<ObservationMethod> methods) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return methods.contains(event.method());
        }
    }

    /** Said by a machine, and nobody has looked; or said by people. */
    record ToldByMachine(boolean machine) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return event.machine() == machine;
        }
    }

    /** The machine is so sure; what people say is sure. */
    record Probability(double atLeast) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return event.probability() >= atLeast;
        }
    }

    /** So many people, animals, snares or shots in the one event. */
    record Count(int atLeast) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return event.count() >= atLeast;
        }
    }

    /** A known animal, or one that is not known. */
    record Individual(boolean known) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return (event.individualId() != null) == known;
        }
    }

    /** Somebody, or the source, suspects poaching; or nobody does. */
    record Suspected(boolean suspected) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return (event.suspicion() != Suspicion.NONE) == suspected;
        }
    }

    /**
     * Odd by itself: the score and the set's sensitivity reach a figure.
     *
     * @param score in log-odds
     */
    record Suspicious(SuspicionScore score, double sensitivity, double atLeast) implements Condition {
        @Override
        public boolean holds(RuleEvent event, Surroundings surroundings) {
            return score.of(event, surroundings) + sensitivity >= atLeast;
        }
    }
}
