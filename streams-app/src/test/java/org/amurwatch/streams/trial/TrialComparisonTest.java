package org.amurwatch.streams.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.trial.TrialComparison.Pair;
import org.junit.jupiter.api.Test;

class TrialComparisonTest {

    private static final Instant BEGIN = TrialEvents.BEGIN;

    private static RaisedIncident incident(int hour, String rule, Severity severity, String... evidence) {
        return new RaisedIncident(
                "i" + hour,
                BEGIN.plus(Duration.ofHours(hour)),
                "Kedrovaya Pad",
                43,
                131,
                Set.of(rule),
                severity,
                PageLevel.REVIEW,
                Set.of(evidence));
    }

    private static Raised raised(RaisedIncident... incidents) {
        return new Raised(
                List.of(incidents),
                Stream.of(incidents)
                        .map(incident -> new RaisedPage(
                                incident.openedAt(),
                                incident.incidentId(),
                                incident.severity() == Severity.SEVERE ? PageLevel.DISPATCH : PageLevel.REVIEW,
                                incident.rules().iterator().next()))
                        .sorted(Comparator.comparing(RaisedPage::at))
                        .toList(),
                incidents.length);
    }

    private final RaisedIncident common = incident(1, "snare", Severity.SEVERE, "a", "b");
    private final RaisedIncident commonElsewhere = incident(2, "snare", Severity.SEVERE, "b", "c");
    private final RaisedIncident onlyCurrent = incident(3, "odd-people", Severity.WARNING, "d");
    private final RaisedIncident onlyTried = incident(4, "dog", Severity.WARNING, "e");
    private final RaisedIncident worse = incident(5, "dog", Severity.WARNING, "f");
    private final RaisedIncident worseTried = incident(5, "dog", Severity.SEVERE, "f");
    private final TrialComparison comparison =
            new TrialComparison(raised(common, onlyCurrent, worse), raised(commonElsewhere, onlyTried, worseTried));

    @Test
    void shouldTakeIncidentsForOneThatShareEvidence() {
        assertThat(comparison.pairs())
                .containsExactly(
                        new Pair(common, commonElsewhere),
                        new Pair(onlyCurrent, null),
                        new Pair(null, onlyTried),
                        new Pair(worse, worseTried));
        assertThat(comparison.differences())
                .containsExactly(new Pair(onlyCurrent, null), new Pair(null, onlyTried), new Pair(worse, worseTried));
    }

    @Test
    void shouldSetOneBesideEachOfThoseThatItJoins() {
        RaisedIncident one = incident(1, "snare", Severity.SEVERE, "a");
        RaisedIncident other = incident(2, "snare", Severity.SEVERE, "b");
        RaisedIncident both = incident(1, "snare", Severity.SEVERE, "a", "b");

        assertThat(new TrialComparison(raised(one, other), raised(both)).pairs())
                .containsExactlyInAnyOrder(new Pair(one, both), new Pair(other, both));
        assertThat(new TrialComparison(raised(both), raised(one, other)).pairs())
                .containsExactlyInAnyOrder(new Pair(both, one), new Pair(both, other));
    }

    @Test
    void shouldFindNoDifferenceBetweenASetAndItself() {
        assertThat(new TrialComparison(raised(common, worse), raised(common, worse)).differences())
                .isEmpty();
    }

    @Test
    void shouldSumUpAndCountPagesADayByRule() {
        TrialReport report = new TrialReport("now", "then", BEGIN, BEGIN.plus(Duration.ofDays(2)), comparison);

        assertThat(report.sums())
                .extracting(row -> row.get("what") + ": " + row.get("current") + " " + row.get("tried") + " "
                        + row.get("difference"))
                .containsExactly(
                        "incidents: 3 3 0",
                        "pages REVIEW: 2 1 -1",
                        "pages DISPATCH: 1 2 1",
                        "messages, updates too: 3 3 0",
                        "pages a day: 1.5 1.5 0",
                        "incidents that the other set has not: 1 1 0");
        Map<String, Object> dog = report.rules().stream()
                .filter(row -> "dog".equals(row.get("rule")))
                .findFirst()
                .orElseThrow();
        assertThat(dog)
                .contains(
                        entry("incidents.current", 1L),
                        entry("incidents.tried", 2L),
                        entry("reviewPagesPerDay.current", 0.5),
                        entry("reviewPagesPerDay.tried", 0.5),
                        entry("dispatchPagesPerDay.current", 0.0),
                        entry("dispatchPagesPerDay.tried", 0.5));
    }
}
