package org.amurwatch.bench.quality.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.bench.quality.policy.Level;

/**
 * What came of one contestant.
 *
 * @param all pages of both levels
 * @param byLevel those of each level alone
 */
public record Outcome(Score all, Map<Level, Score> byLevel) {

    public Outcome {
        byLevel = Collections.unmodifiableMap(new EnumMap<>(byLevel));
    }

    static Outcome of(Scorer scorer, int days) {
        Map<Level, Score> levels = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            levels.put(level, scorer.score(level, days));
        }
        return new Outcome(scorer.score(days), levels);
    }

    /** Of no run: to add to. */
    public static Outcome none() {
        Map<Level, Score> levels = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            levels.put(level, Score.none());
        }
        return new Outcome(Score.none(), levels);
    }

    /** Of these runs together. */
    public Outcome plus(Outcome other) {
        Map<Level, Score> levels = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            levels.put(level, level(level).plus(other.level(level)));
        }
        return new Outcome(all.plus(other.all), levels);
    }

    public Score level(Level level) {
        return Objects.requireNonNull(byLevel.get(level));
    }
}
