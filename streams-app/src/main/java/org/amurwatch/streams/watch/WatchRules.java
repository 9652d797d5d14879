package org.amurwatch.streams.watch;

import java.time.Duration;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.streams.rule.Condition;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.Selector;
import org.amurwatch.streams.rule.SunPosition;
import org.jspecify.annotations.Nullable;

/** What the rules in force say about silent stations and about more than usual; where a set has no such rule, nothing. */
public record WatchRules(Silence silence, Baseline baseline) {

    /** Nobody asks. */
    public static final WatchRules SILENT = new WatchRules(Silence.standard(null), Baseline.standard(null));

    /**
     * The rule that asks for signals.
     *
     * @param version of its set
     */
    public record Asked(String rule, int version) {}

    /**
     * A station that sends at once has not been heard of.
     *
     * @param asked null: no signals
     * @param atLeast never before so long
     * @param timesUsual so many times the pause that it makes once in two years
     */
    public record Silence(@Nullable Asked asked, Duration atLeast, double timesUsual) {

        /** 24 hours, and once the usual pause. */
        public static Silence standard(@Nullable Asked asked) {
            return new Silence(asked, Duration.ofHours(24), 1);
        }
    }

    /**
     * More events in a night at a station than its history lets expect.
     *
     * @param asked null: no signals
     * @param of which events are counted
     * @param chance told if so many would come by chance in fewer nights than this share
     * @param leastNights silent while fewer active nights of that season are known
     */
    public record Baseline(@Nullable Asked asked, Selector of, double chance, int leastNights) {

        /** People in the dark that nothing explains, one night in a thousand, from 28 nights on. */
        public static Baseline standard(@Nullable Asked asked) {
            Selector people = Selector.of(AlertKind.HUMAN_PRESENCE)
                    .with(new Condition.SunBelow(SunPosition.CIVIL_TWILIGHT_DEGREES));
            return new Baseline(asked, people, 0.001, 28);
        }
    }

    /** What a set of rules asks for: of each kind its first rule. */
    public static WatchRules of(Rules set) {
        Silence silence = SILENT.silence;
        Baseline baseline = SILENT.baseline;
        // From the last to the first, so that the first has the last word.
        for (int i = set.rules().size() - 1; i >= 0; i--) {
            Rule rule = set.rules().get(i);
            Asked asked = new Asked(rule.name(), set.version());
            if (rule.pattern() instanceof Pattern.Absence limits && limits.of() == SignalSubject.STATION) {
                silence = new Silence(asked, limits.atLeast(), limits.timesUsual());
            } else if (rule.pattern() instanceof Pattern.Baseline limits) {
                baseline = new Baseline(
                        asked,
                        limits.of(),
                        limits.chance(),
                        Math.toIntExact(limits.history().toDays()));
            }
        }
        return new WatchRules(silence, baseline);
    }
}
