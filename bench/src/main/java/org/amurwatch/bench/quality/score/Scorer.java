package org.amurwatch.bench.quality.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.policy.Level;
import org.amurwatch.bench.quality.policy.Page;
import org.amurwatch.bench.quality.score.TruthLedger.Signed;
import org.amurwatch.producer.simulation.Behaviour;

/**
 * Holds the pages of one policy in one run against the ground truth.
 *
 * <ul>
 *   <li>The first message of an incident to those of one level is a page; what comes after it is an update and counts
 *       nothing, neither as cost nor as a find.
 *   <li>A page is real, and counts for an incursion, if it shows evidence of that incursion that had been received when the
 *       page was sent. A page may be real for several incursions.
 *   <li>An incursion is found once, at its earliest page, however many there are.
 * </ul>
 */
public final class Scorer implements Consumer<Page> {

    private record Incident(Level level, String id) {}

    private static final class Tally {
        private int pages;
        private int realPages;
        private final Map<String, Instant> found = new HashMap<>();
    }

    private final TruthLedger truth;
    private final Set<Incident> told = new HashSet<>();
    private final Tally all = new Tally();
    private final Map<Level, Tally> byLevel = new EnumMap<>(Level.class);

    public Scorer(TruthLedger truth) {
        this.truth = truth;
        for (Level level : Level.values()) {
            byLevel.put(level, new Tally());
        }
    }

    @Override
    public void accept(Page page) {
        if (!told.add(new Incident(page.level(), page.incidentId()))) {
            return;
        }
        Set<String> proven = new HashSet<>();
        for (String eventId : page.evidence()) {
            Evidence evidence = truth.evidence(eventId);
            if (evidence != null && !page.at().isBefore(evidence.receivedAt())) {
                proven.add(evidence.incursionId());
            }
        }
        count(all, page, proven);
        count(tally(page.level()), page, proven);
    }

    private static void count(Tally tally, Page page, Set<String> proven) {
        tally.pages++;
        tally.realPages += proven.isEmpty() ? 0 : 1;
        for (String incursion : proven) {
            tally.found.merge(incursion, page.at(), (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /** The score over the run's days. */
    public Score score(int days) {
        return score(all, days);
    }

    /** The score of the pages of one level alone. */
    public Score score(Level level, int days) {
        return score(tally(level), days);
    }

    private Tally tally(Level level) {
        return Objects.requireNonNull(byLevel.get(level));
    }

    private Score score(Tally tally, int days) {
        int found = 0;
        int twoSigns = 0;
        int foundTwoSigns = 0;
        List<Double> minutes = new ArrayList<>();
        Map<Behaviour, Score.Found> byBehaviour = new EnumMap<>(Behaviour.class);
        for (Map.Entry<String, Signed> entry : truth.incursions().entrySet()) {
            Signed incursion = entry.getValue();
            Instant pagedAt = tally.found.get(entry.getKey());
            found += pagedAt == null ? 0 : 1;
            byBehaviour.merge(incursion.behaviour(), new Score.Found(1, pagedAt == null ? 0 : 1), Score.Found::plus);
            if (incursion.hasTwoFreshSigns()) {
                twoSigns++;
                if (pagedAt != null) {
                    foundTwoSigns++;
                    minutes.add(minutesAfter(incursion.secondSignAt(), pagedAt));
                }
            }
        }
        return new Score(
                days,
                new Score.Found(truth.incursions().size(), found),
                new Score.Found(twoSigns, foundTwoSigns),
                tally.pages,
                tally.realPages,
                minutes,
                byBehaviour);
    }

    /** A page before the second sign arrived is no minutes late. */
    private static double minutesAfter(Instant secondSignAt, Instant pagedAt) {
        return Math.max(0, Duration.between(secondSignAt, pagedAt).toMillis() / 60_000.0);
    }
}
