package org.amurwatch.streams.reference;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.precision.ReleaseLimits;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.rule.Mistake;
import org.amurwatch.streams.rule.RulesFile;
import org.amurwatch.streams.territory.TerritoryShape;

/**
 * Which reference records can be used; {@code IllegalArgumentException} with a sentence where one can't. Load commands check
 * more: here stands what decisions rely on, whoever wrote the record.
 */
final class ReferenceChecks {

    /** A silence ends: what is never to be heard again is a matter for the rules. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(31);

    private ReferenceChecks() {}

    static void territory(String key, Territory territory) {
        key(key, "territory", territory.getId());
        TerritoryShape.of(territory);
    }

    static void team(String key, PatrolTeam team) {
        key(key, "patrol team", team.getId());
        String called = "Patrol team '" + team.getId() + "'";
        String zone = team.getTimeZone();
        if (zone != null) {
            try {
                ZoneId.of(zone);
            } catch (DateTimeException e) {
                throw unusable(called, "has the time zone '" + zone + "'; expected a name such as Asia/Vladivostok");
            }
        }
        team.getDutyTimes().forEach(duty -> dutyTime(called, duty));
        Position base = team.getBase();
        if (base != null) {
            position(called, base);
        }
    }

    private static void dutyTime(String called, DutyTime duty) {
        for (String time : new String[] {duty.getBegin(), duty.getEnd()}) {
            try {
                LocalTime.parse(time);
            } catch (DateTimeException e) {
                throw unusable(called, "has the duty time '" + time + "'; expected HH:mm");
            }
        }
        if (duty.getDays().stream().anyMatch(day -> day < 1 || day > 7)) {
            throw unusable(called, "is on duty on the days " + duty.getDays() + "; expected 1 (Monday) to 7");
        }
    }

    static void place(String key, Place place) {
        key(key, "place", place.getId());
        PlaceIndex.check(place);
    }

    static void permit(String key, Permit permit) {
        key(key, "permit", permit.getId());
        String called = "Permit '" + permit.getId() + "'";
        position(called, permit.getPosition());
        if (!(permit.getRadiusMetres() > 0 && permit.getRadiusMetres() < Double.POSITIVE_INFINITY)) {
            throw unusable(called, "has a radius of " + permit.getRadiusMetres() + " m; expected more than 0");
        }
        period(called, permit.getStartAt(), permit.getEndAt());
        Integer people = permit.getPeople();
        if (people != null && people < 1) {
            throw unusable(called, "is for " + people + " people; expected 1 or more, or none stated");
        }
    }

    static void policy(String key, EscalationPolicy policy) {
        key(key, "policy", policy.getId());
        String called = "Policy '" + policy.getId() + "'";
        if (policy.getLevel() == PageLevel.NONE) {
            throw unusable(called, "is for the level NONE, which pages nobody; expected REVIEW or DISPATCH");
        }
        if (policy.getSteps().isEmpty()) {
            throw unusable(called, "has no step; expected at least one");
        }
        int before = 0;
        for (EscalationStep step : policy.getSteps()) {
            if (step.getAfterMinutes() < before) {
                throw unusable(
                        called,
                        "has a step after " + step.getAfterMinutes() + " minutes that follows " + before
                                + "; expected 0 or more, in the order of their times");
            }
            if (step.getRecipients() == RecipientKind.NAMED && step.getTeamIds().isEmpty()) {
                throw unusable(called, "has a step for named teams that names none");
            }
            before = step.getAfterMinutes();
        }
    }

    static void recipient(String key, Recipient recipient) {
        key(key, "recipient", recipient.getName());
    }

    static void silence(String key, Silence silence) {
        key(key, "silence", silence.getId());
        String called = "Silence '" + silence.getId() + "'";
        period(called, silence.getStartAt(), silence.getEndAt());
        if (Duration.between(silence.getStartAt(), silence.getEndAt()).compareTo(LONGEST_SILENCE) > 0) {
            throw unusable(
                    called,
                    "lasts from " + silence.getStartAt() + " to " + silence.getEndAt() + "; expected at most "
                            + LONGEST_SILENCE.toDays() + " days");
        }
        if (silence.getWhy().isBlank() || silence.getBy().isBlank()) {
            throw unusable(called, "does not say who wanted it and why");
        }
    }

    static void ruleSet(String key, RuleSet rules) {
        String expected = rules.getName() + "/" + rules.getVersion();
        if (rules.getName().isBlank() || rules.getVersion() < 1) {
            throw new IllegalArgumentException(
                    "A rule set has a name and a version from 1 on; got '" + expected + "'.");
        }
        if (!key.equals(expected)) {
            throw new IllegalArgumentException("The key of the record is not its name and version '" + expected + "'.");
        }
        List<Mistake> mistakes =
                RulesFile.read(expected, rules.getYaml(), rules.getVersion()).mistakes();
        if (!mistakes.isEmpty()) {
            throw unusable(
                    "Rule set '" + expected + "'",
                    "has " + mistakes.size() + " mistake(s), and the set before it stays in force; the first is "
                            + mistakes.get(0));
        }
    }

    static void individual(String key, Individual individual) {
        key(key, "individual", individual.getId());
        if (individual.getId().equals(individual.getMergedInto())) {
            throw unusable("Individual '" + individual.getId() + "'", "is said to be merged into itself");
        }
    }

    static void agreement(String key, Agreement agreement) {
        key(key, "agreement", agreement.getId());
        String called = "Agreement '" + agreement.getId() + "'";
        if (agreement.getEndAt() != null) {
            period(called, agreement.getStartAt(), agreement.getEndAt());
        }
        if (agreement.getDelayMillis() < 0) {
            throw unusable(called, "has a delay of " + agreement.getDelayMillis() + " ms; expected 0 or more");
        }
        if (agreement.getAudience() == Audience.PUBLIC && ReleaseLimits.finerThanPublic(agreement.getPrecision())) {
            throw unusable(
                    called,
                    "is for the public, with a precision of " + agreement.getPrecision()
                            + "; expected TENTH, DEGREE or WITHHELD");
        }
    }

    private static void key(String key, String what, String id) {
        if (!key.equals(id)) {
            throw new IllegalArgumentException("The key of the record is not its id '" + id + "'.");
        }
        if (id.isBlank()) {
            throw new IllegalArgumentException("A " + what + " has an id; got a blank.");
        }
    }

    private static void position(String called, Position position) {
        // Written so that NaN fails too.
        if (!(Math.abs(position.getLatitude()) <= 90 && Math.abs(position.getLongitude()) <= 180)) {
            throw unusable(
                    called,
                    "is at longitude " + position.getLongitude() + ", latitude " + position.getLatitude()
                            + "; expected -180 to 180 and -90 to 90");
        }
    }

    private static void period(String called, Instant startAt, Instant endAt) {
        if (!startAt.isBefore(endAt)) {
            throw unusable(called, "ends at " + endAt + "; expected a time after its start, " + startAt);
        }
    }

    private static IllegalArgumentException unusable(String called, String what) {
        return new IllegalArgumentException(called + " " + what + (what.endsWith(".") ? "" : "."));
    }
}
