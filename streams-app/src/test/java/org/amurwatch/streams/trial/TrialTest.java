package org.amurwatch.streams.trial;

import static org.amurwatch.streams.trial.TrialEvents.BEGIN;
import static org.amurwatch.streams.trial.TrialEvents.SECTOR;
import static org.amurwatch.streams.trial.TrialEvents.circumstances;
import static org.amurwatch.streams.trial.TrialEvents.rulesWithout;
import static org.amurwatch.streams.trial.TrialEvents.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Instant END = BEGIN.plus(Duration.ofDays(10));

    private static Instant hours(double hours) {
        return BEGIN.plusMillis(Math.round(hours * 3_600_000));
    }

    private static Trial trial(Rules rules) {
        return new Trial(circumstances(rules), BEGIN, END, Set.of(Purpose.ACTUAL));
    }

    private static Trial trial() {
        return trial(RulesFile.builtIn("russia"));
    }

    private static void happen(Trial trial, String id, AlertKind kind, double north, Instant at) {
        trial.on(SECTOR, sign(id, kind, north, at), at);
    }

    @Test
    void shouldTellIncidentsWithPlaceRulesAndEvidenceAndTheirPages() {
        Trial trial = trial();
        happen(trial, "1", AlertKind.SNARE, 0, hours(1));
        happen(trial, "2", AlertKind.SNARE, 0.002, hours(2));
        happen(trial, "elsewhere", AlertKind.ARREST, 1, hours(3));

        Raised raised = trial.end();

        assertThat(raised.incidents()).hasSize(2);
        RaisedIncident snares = raised.incidents().get(0);
        assertThat(snares.openedAt()).isEqualTo(hours(1));
        assertThat(snares.territory()).isEqualTo("Kedrovaya Pad");
        assertThat(snares.latitude()).isBetween(43.1, 43.102);
        assertThat(snares.rules()).containsExactlyInAnyOrder("snare", "found");
        assertThat(snares.severity()).isEqualTo(Severity.SEVERE);
        assertThat(snares.level()).isEqualTo(PageLevel.DISPATCH);
        assertThat(snares.evidence()).containsExactlyInAnyOrder("rangers/1", "rangers/2");
        assertThat(raised.pages())
                .as("more of the same at the same level is an update, not a page")
                .extracting(RaisedPage::level, RaisedPage::rule)
                .containsExactly(tuple(PageLevel.DISPATCH, "snare"), tuple(PageLevel.REVIEW, "arrest"));
        assertThat(raised.messages()).isGreaterThan(raised.pages().size());
    }

    @Test
    void shouldCountWhatIsRaisedInThePeriodAndLookBackBeforeIt() {
        Trial trial = trial();
        happen(trial, "1", AlertKind.SNARE, 0, BEGIN.minus(Duration.ofDays(3)));
        happen(trial, "2", AlertKind.SNARE, 0.006, BEGIN.minus(Duration.ofDays(2)));
        happen(trial, "3", AlertKind.SNARE, 0.012, hours(1));
        happen(trial, "late", AlertKind.TRAP, 1, END);

        Raised raised = trial.end();

        assertThat(raised.incidents()).as("opened before, or after").isEmpty();
        assertThat(raised.pages())
                .as("both snares were paged before, and what follows is an update")
                .isEmpty();
        assertThat(raised.messages()).as("a line of three").isPositive();
    }

    @Test
    void shouldCountNoIncidentTwiceThatBecamePartOfAnother() {
        Trial trial = trial();
        happen(trial, "1", AlertKind.SNARE, 0, hours(1));
        happen(trial, "2", AlertKind.SNARE, 0.012, hours(2));
        happen(trial, "3", AlertKind.SNARE, 0.006, hours(3));

        Raised raised = trial.end();

        assertThat(raised.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.evidence()).hasSize(3);
            assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        });
    }

    @Test
    void shouldDecideWhatAnswersChange() {
        Trial silent = trial();
        Trial answered = trial();
        for (Trial trial : List.of(silent, answered)) {
            happen(trial, "shot", AlertKind.GUNSHOT, 0, hours(1));
        }
        answered.on(
                PatrolResponse.newBuilder()
                        .setResponseId("1")
                        .setSectorId(SECTOR)
                        .setIncidentId(incidentId())
                        .setTeamId("patrol")
                        .setBy("ranger")
                        .setKind(ResponseKind.CLOSED)
                        .setOutcome(Outcome.SIGN_WITHOUT_PERSON)
                        .setAt(hours(1.1))
                        .build(),
                hours(1.1));

        assertThat(answered.end().messages())
                .as("who has answered is not told again")
                .isLessThan(silent.end().messages());
    }

    private static String incidentId() {
        Trial trial = trial();
        happen(trial, "shot", AlertKind.GUNSHOT, 0, hours(1));
        return trial.end().incidents().get(0).incidentId();
    }

    @Test
    void shouldCountTheAskedPurposeAlone() {
        Trial exercises = new Trial(circumstances(RulesFile.builtIn("russia")), BEGIN, END, Set.of(Purpose.EXERCISE));
        happen(exercises, "1", AlertKind.SNARE, 0, hours(1));

        Raised raised = exercises.end();

        assertThat(raised.incidents()).isEmpty();
        assertThat(raised.pages()).isEmpty();
    }

    /** Two trials take the same records: neither may change what the other sees. */
    @Test
    void shouldNotBeChangedByATrialBesideIt() {
        Trial first = trial();
        Trial second = trial();
        Trial without = trial(rulesWithout("snare", "snare-line"));
        Trial alone = trial();
        for (int i = 0; i < 40; i++) {
            AlertKind kind = i % 3 == 0 ? AlertKind.SNARE : i % 3 == 1 ? AlertKind.GUNSHOT : AlertKind.HUMAN_TRACKS;
            Instant at = hours(1 + i * 0.7);
            var event = sign("e" + i, kind, (i % 7) * 0.005, at);
            first.on(SECTOR, event, at);
            without.on(SECTOR, event, at);
            second.on(SECTOR, event, at);
            happen(alone, "e" + i, kind, (i % 7) * 0.005, at);
        }
        Raised expected = alone.end();

        assertThat(expected.incidents()).isNotEmpty();
        assertThat(first.end()).isEqualTo(expected);
        assertThat(second.end()).isEqualTo(expected);
        assertThat(new TrialComparison(expected, without.end()).differences()).isNotEmpty();
    }
}
