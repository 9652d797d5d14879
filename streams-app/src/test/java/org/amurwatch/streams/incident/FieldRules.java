package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.rule.Condition;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RuleSettings;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.Selector;

/** A few rules for tests, so that they don't depend on how the default ones are tuned. */
final class FieldRules {

    static final Selector LEOPARD = Selector.ofSpecies("Panthera pardus");
    static final Selector TRACKS = Selector.of(AlertKind.HUMAN_TRACKS);
    static final Selector SHOT = Selector.of(AlertKind.GUNSHOT);
    static final Selector CAMP = Selector.of(AlertKind.CAMP);
    static final Selector SNARE = Selector.of(AlertKind.SNARE, AlertKind.TRAP);
    static final Selector PERSON = Selector.of(AlertKind.HUMAN_PRESENCE);
    static final Selector VEHICLE = Selector.of(AlertKind.VEHICLE);

    /** Somebody follows a leopard. */
    static final Rule FOLLOWED = rule(
            "followed",
            Severity.WARNING,
            PageLevel.DISPATCH,
            new Pattern.Sequence(List.of(step(LEOPARD, 0, Duration.ZERO), step(TRACKS, 2, Duration.ofHours(48)))));

    /** And has shot. */
    static final Rule SHOT_AFTER_TRACKS = rule(
            "shot-after-tracks",
            Severity.SEVERE,
            PageLevel.DISPATCH,
            new Pattern.Sequence(List.of(step(TRACKS, 0, Duration.ZERO), step(SHOT, 5, Duration.ofHours(48)))));

    /** And stays. */
    static final Rule CAMP_AFTER_SHOT = rule(
            "camp-after-shot",
            Severity.CRITICAL,
            PageLevel.DISPATCH,
            new Pattern.Sequence(List.of(step(SHOT, 0, Duration.ZERO), step(CAMP, 5, Duration.ofHours(72)))));

    static final Rule SNARES = rule(
            "snares", Severity.WARNING, PageLevel.DISPATCH, new Pattern.Threshold(SNARE, 1, 3_000, Duration.ofDays(7)));

    static final Rule SNARE_LINE = rule(
            "snare-line",
            Severity.SEVERE,
            PageLevel.DISPATCH,
            new Pattern.Threshold(SNARE, 3, 5_000, Duration.ofDays(7)));

    static final Rule SHOTS = rule(
            "shots", Severity.SEVERE, PageLevel.DISPATCH, new Pattern.Threshold(SHOT, 1, 3_000, Duration.ofHours(2)));

    static final Rule PEOPLE = rule(
            "people",
            Severity.WARNING,
            PageLevel.DISPATCH,
            new Pattern.Threshold(PERSON, 1, 2_000, Duration.ofHours(2)));

    static final Rule PEOPLE_WITH_CAR = rule(
            "people-with-car",
            Severity.SEVERE,
            PageLevel.DISPATCH,
            new Pattern.Together(List.of(PERSON, VEHICLE), 3_000, Duration.ofMinutes(30), true));

    /** Asks for the local day, and so fails where nobody can say which that is. */
    static final Rule WEAPON_IN_SEASON = rule(
            "weapon-in-season",
            Severity.WARNING,
            PageLevel.DISPATCH,
            new Pattern.Threshold(
                    Selector.of(AlertKind.WEAPON)
                            .with(new Condition.Season(
                                    List.of(new Condition.Season.Days(MonthDay.of(1, 1), MonthDay.of(12, 31))))),
                    1,
                    1_000,
                    Duration.ofHours(1)));

    static final List<Rule> ALL = List.of(
            WEAPON_IN_SEASON,
            FOLLOWED,
            SHOT_AFTER_TRACKS,
            CAMP_AFTER_SHOT,
            SNARES,
            SNARE_LINE,
            SHOTS,
            PEOPLE,
            PEOPLE_WITH_CAR);

    private FieldRules() {}

    /** Whether the engine knows sequences yet. */
    static boolean sequencesAreFound() {
        Effects effects = new Effects();
        SectorEngine engine = new SectorEngine("south", Office.circumstances(List.of(FOLLOWED)));
        engine.on(Field.leopard("l", 0, Field.hours(1)), Field.hours(1));
        effects.incidents()
                .addAll(engine.on(Field.sign("t", AlertKind.HUMAN_TRACKS, 0, Field.hours(2)), Field.hours(2))
                        .incidents());
        return !effects.incidents().isEmpty();
    }

    static Rule rule(String name, Severity severity, PageLevel level, Pattern pattern) {
        return new Rule(
                name,
                "for tests",
                severity,
                level,
                null,
                Duration.ZERO,
                Map.of("en", "{kind}, {place}", "ru", "{kind}, {place}", "zh", "{kind}, {place}"),
                pattern);
    }

    private static Pattern.Step step(Selector of, double kilometres, Duration after) {
        return new Pattern.Step(of, kilometres * 1_000, after);
    }

    static RuleBook book(Rule... rules) {
        return book(List.of(rules));
    }

    static RuleBook book(List<Rule> rules) {
        return RuleBook.of(new Rules("test", 1, RuleSettings.DEFAULT, rules), Map.of());
    }
}
