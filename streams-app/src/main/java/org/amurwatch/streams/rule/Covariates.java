package org.amurwatch.streams.rule;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Suspicion;

/**
 * What is known of one event by itself, as figures that a table of suspicion may weigh; described in docs/rules.md. None is ever
 * NaN: where something is unknown, its figure is 0 and another figure says so.
 */
final class Covariates {

    /** Farther than that is all the same, and is what an empty map gives. */
    static final double FAR_KILOMETRES = 20;

    private static final double NAUTICAL_TWILIGHT_DEGREES = -12;
    private static final int EVENING_HOUR = 21;
    private static final int MORNING_HOUR = 4;

    /** "dark", "log village", "usualPeople < 3.5". */
    private static final Pattern FACTOR =
            Pattern.compile("(log )?([A-Za-z]+(?:\\.[A-Za-z0-9_-]+)?)(?: (>=|<) (-?\\d{1,9}(?:\\.\\d{1,6})?))?");

    private static final Map<String, ToDoubleBiFunction<RuleEvent, Surroundings>> ALL = all();

    private Covariates() {}

    /** Name to figure, in the order of the documentation. */
    static Map<String, ToDoubleBiFunction<RuleEvent, Surroundings>> byName() {
        return ALL;
    }

    /** The name in a factor's text; empty if the text is no factor at all. */
    static Optional<String> name(String factor) {
        Matcher matcher = FACTOR.matcher(factor);
        boolean two = matcher.matches() && matcher.group(1) != null && matcher.group(3) != null;
        return matcher.matches() && !two ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    /** A factor by its text; empty if it is none, or nothing has that name. */
    static Optional<SuspicionScore.Factor> factor(String text) {
        Matcher matcher = FACTOR.matcher(text);
        if (!matcher.matches() || name(text).isEmpty() || !ALL.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        ToDoubleBiFunction<RuleEvent, Surroundings> figure =
                ALL.getOrDefault(matcher.group(2), (event, surroundings) -> 0);
        if (matcher.group(1) != null) {
            return Optional.of(new SuspicionScore.Factor(
                    text, (event, surroundings) -> Math.log1p(Math.max(0, figure.applyAsDouble(event, surroundings)))));
        }
        if (matcher.group(3) == null) {
            return Optional.of(new SuspicionScore.Factor(text, figure));
        }
        double bound = Double.parseDouble(matcher.group(4));
        boolean atLeast = matcher.group(3).equals(">=");
        return Optional.of(new SuspicionScore.Factor(
                text, (event, surroundings) -> is((figure.applyAsDouble(event, surroundings) >= bound) == atLeast)));
    }

    private static Map<String, ToDoubleBiFunction<RuleEvent, Surroundings>> all() {
        Map<String, ToDoubleBiFunction<RuleEvent, Surroundings>> all = new LinkedHashMap<>();
        all.put("sun", (event, surroundings) -> sun(event));
        all.put("dark", (event, surroundings) -> is(sun(event) < SunPosition.CIVIL_TWILIGHT_DEGREES));
        all.put("darkest", (event, surroundings) -> is(sun(event) < NAUTICAL_TWILIGHT_DEGREES));
        all.put("deepNight", (event, surroundings) -> is(hour(event) >= EVENING_HOUR || hour(event) < MORNING_HOUR));
        all.put("hour", (event, surroundings) -> hour(event));
        all.put("weekend", (event, surroundings) -> is(day(event).compareTo(DayOfWeek.SATURDAY) >= 0));
        all.put("usualPeople", (event, surroundings) -> {
            double people = surroundings.usualPeoplePerWeek(event);
            return Double.isNaN(people) ? 0 : people;
        });
        all.put(
                "usualPeopleUnknown",
                (event, surroundings) -> is(Double.isNaN(surroundings.usualPeoplePerWeek(event))));
        all.put("toldByPeople", (event, surroundings) -> is(!event.machine()));
        all.put("probability", (event, surroundings) -> event.probability());
        all.put("count", (event, surroundings) -> event.count());
        all.put("suspected", (event, surroundings) -> is(event.suspicion() != Suspicion.NONE));
        all.put("station", (event, surroundings) -> is(event.stationId() != null));
        Arrays.stream(PlaceKind.values())
                .forEach(kind ->
                        all.put(placeName(kind), (event, surroundings) -> kilometres(event, surroundings, kind)));
        Arrays.stream(AlertKind.values())
                .forEach(kind -> all.put("kind." + kind, (event, surroundings) -> is(event.kind() == kind)));
        Words.small(ObservationMethod.class)
                .forEach((word, method) ->
                        all.put("method." + word, (event, surroundings) -> is(event.method() == method)));
        Words.days().forEach((word, day) -> all.put("day." + word, (event, surroundings) -> is(day(event) == day)));
        for (int month = 1; month <= 12; month++) {
            int asked = month;
            all.put(
                    "month." + month,
                    (event, surroundings) -> is(Condition.local(event).getMonthValue() == asked));
        }
        return Collections.unmodifiableMap(all);
    }

    private static String placeName(PlaceKind kind) {
        return kind == PlaceKind.STRICT_RESERVE ? "strictReserve" : Words.of(kind);
    }

    private static double is(boolean so) {
        return so ? 1 : 0;
    }

    private static double sun(RuleEvent event) {
        return SunPosition.elevationDegrees(event.observedAt(), event.latitude(), event.longitude());
    }

    private static double hour(RuleEvent event) {
        return Condition.local(event).toLocalTime().toSecondOfDay() / 3_600.0;
    }

    private static DayOfWeek day(RuleEvent event) {
        return Condition.local(event).getDayOfWeek();
    }

    private static double kilometres(RuleEvent event, Surroundings surroundings, PlaceKind kind) {
        double metres = surroundings.places().metresTo(kind, event.latitude(), event.longitude());
        return Math.min(FAR_KILOMETRES, metres / 1_000);
    }
}
