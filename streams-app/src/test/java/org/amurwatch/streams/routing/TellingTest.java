package org.amurwatch.streams.routing;

import static org.amurwatch.streams.routing.Routes.NOON;
import static org.amurwatch.streams.routing.Routes.RULES;
import static org.amurwatch.streams.routing.Routes.incident;
import static org.amurwatch.streams.routing.Routes.officer;
import static org.amurwatch.streams.routing.Routes.position;
import static org.amurwatch.streams.routing.Routes.response;
import static org.amurwatch.streams.routing.Routes.situation;
import static org.amurwatch.streams.routing.Routes.team;
import static org.amurwatch.streams.routing.Routes.teamAt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EarlierAlert;
import org.amurwatch.avro.EscalationStage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final Incident SHOT = incident(Severity.SEVERE, AlertKind.GUNSHOT);
    private static final Routes.Situation FIELD =
            situation(teamAt("a", 3), teamAt("b", 5), teamAt("c", 7), officer("officer"));

    private final Telling telling = new Telling();

    @Test
    void shouldTellTheNearestAndTheOfficerThenTheNextThenAll() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);

        assertThat(teams(raised)).containsExactly("a", "officer");
        assertThat(raised.toldTeamIds()).containsExactly("a", "officer");
        assertThat(raised.alerts()).allMatch(alert -> alert.getMessage() == AlertMessage.RAISED);
        assertThat(raised.alerts().get(0).getReason())
                .isEqualTo("at once: nearest team on duty, 3.0 km from its base (no position of the last 2 h)");
        assertThat(state(raised).getDueAt()).isEqualTo(minutes(5));

        Incident told = told(SHOT, raised);
        assertThat(due(told, state(raised), minutes(5).minusMillis(1)).alerts()).isEmpty();
        Told further = due(told, state(raised), minutes(5));
        assertThat(teams(further)).containsExactly("b");
        assertThat(state(further).getDueAt()).isEqualTo(minutes(15));

        Told all = due(told(told, further), state(further), minutes(15));
        assertThat(teams(all)).containsExactly("a", "b", "c", "officer");
        assertThat(messages(all))
                .containsExactly(AlertMessage.UPDATED, AlertMessage.UPDATED, AlertMessage.RAISED, AlertMessage.UPDATED);
        assertThat(state(all).getDueAt()).isEqualTo(minutes(45));
    }

    @Test
    void shouldSayWhatTheSameTeamWasToldBefore() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        assertThat(raised.alerts()).allSatisfy(alert -> {
            assertThat(alert.getToldAt()).isEqualTo(NOON);
            assertThat(alert.getEarlier()).isEmpty();
        });

        Incident told = told(SHOT, raised);
        Told further = due(told, state(raised), minutes(5));
        Told all = due(told(told, further), state(further), minutes(15));

        assertThat(all.alerts()).allSatisfy(alert -> {
            assertThat(alert.getToldAt()).isEqualTo(minutes(15));
            PatrolAlert before = alertOf(alert.getTeamId().equals("b") ? further : raised, alert.getTeamId());
            if (before == null) {
                assertThat(alert.getTeamId()).isEqualTo("c");
                assertThat(alert.getEarlier()).isEmpty();
            } else {
                assertThat(alert.getEarlier())
                        .containsExactly(new EarlierAlert(before.getAlertId(), before.getToldAt()));
            }
        });
    }

    private static @Nullable PatrolAlert alertOf(Told told, String team) {
        return told.alerts().stream()
                .filter(alert -> alert.getTeamId().equals(team))
                .findFirst()
                .orElse(null);
    }

    @Test
    void shouldRememberTheFirstAndTheNewestThatATeamWasTold() {
        Told told = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident incident = told(SHOT, told);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            ids.add(Objects.requireNonNull(alertOf(told, "a")).getAlertId());
            told = telling.update(
                    incident,
                    RULES,
                    state(told),
                    FIELD.at(minutes(10 * (i + 1))).get());
        }

        List<String> expected = new ArrayList<>(ids.subList(6, 15));
        expected.add(0, ids.get(0));
        assertThat(Objects.requireNonNull(alertOf(told, "a")).getEarlier())
                .extracting(EarlierAlert::getAlertId)
                .isEqualTo(expected);
    }

    @Test
    void shouldRepeatEveryHalfHourAStatedNumberOfTimes() {
        Told told = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident incident = told(SHOT, told);
        List<Long> minutes = new ArrayList<>();
        while (state(told).getDueAt() != null) {
            Instant due = state(told).getDueAt();
            minutes.add(Duration.between(NOON, due).toMinutes());
            told = due(incident, state(told), due);
            incident = told(incident, told);
        }

        assertThat(minutes).containsExactly(5L, 15L, 45L, 75L, 105L, 135L, 165L, 195L);
    }

    @Test
    void shouldAskOfficersToLookThenAllOfThemThenAllTeams() {
        Told raised = raise(SHOT, PageLevel.REVIEW, FIELD);
        assertThat(teams(raised)).containsExactly("officer");
        assertThat(state(raised).getDueAt()).isEqualTo(minutes(10));

        Told again = due(told(SHOT, raised), state(raised), minutes(10));
        assertThat(teams(again)).containsExactly("officer");
        Told all = due(told(SHOT, raised), state(again), minutes(20));
        assertThat(teams(all)).containsExactly("a", "b", "c", "officer");
        assertThat(state(all).getDueAt()).isNull();
    }

    @Test
    void shouldAskAllTeamsToLookWhereThereIsNoOfficer() {
        Told raised = raise(SHOT, PageLevel.REVIEW, situation(team("b"), team("a")));

        assertThat(teams(raised)).containsExactly("a", "b");
        assertThat(raised.alerts().get(0).getReason())
                .isEqualTo("at once: there is no duty officer: all teams that cover the place");
    }

    @Test
    void shouldTellAllAtOnceOfCritical() {
        Told raised = raise(incident(Severity.CRITICAL, AlertKind.SOS), PageLevel.REVIEW, FIELD);

        assertThat(teams(raised)).containsExactly("a", "b", "c", "officer");
        assertThat(raised.alerts()).allMatch(alert -> alert.getLifetimeMillis() == null);
    }

    @Test
    void shouldHoldWhileAnsweredAndResumeIfNobodyMoves() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);
        for (ResponseKind kind : List.of(ResponseKind.ACKNOWLEDGED, ResponseKind.ON_THE_WAY)) {
            Told answered = answer(told, state(raised), response("r1", "a", kind), minutes(2));
            assertThat(answered.alerts()).isEmpty();
            assertThat(state(answered).getDueAt()).isEqualTo(minutes(47));
            assertThat(due(told, state(answered), minutes(47).minusMillis(1)).alerts())
                    .isEmpty();

            Told resumed = due(told, state(answered), minutes(47));
            assertThat(teams(resumed)).containsExactly("b");
            // The steps keep their distances: ten minutes from FURTHER to ALL.
            assertThat(state(resumed).getDueAt()).isEqualTo(minutes(57));
        }
    }

    @Test
    void shouldHoldOnIfTheTeamCameNearerByTwoHundredMetresOrIsNear() {
        Routes.Situation field = FIELD.with(position("a", NOON, 3, 0));
        Told raised = raise(SHOT, PageLevel.DISPATCH, field);
        Incident told = told(SHOT, raised);
        EscalationState held =
                state(answer(told, state(raised), response("r1", "a", ResponseKind.ON_THE_WAY), NOON, field));

        assertThat(stageAfterHold(told, held, field.with(position("a", minutes(40), 2.79, 0))))
                .isEqualTo(EscalationStage.ANSWERED);
        assertThat(stageAfterHold(told, held, field.with(position("a", minutes(40), 2.81, 0))))
                .isEqualTo(EscalationStage.RUNNING);
        assertThat(stageAfterHold(told, held, field)).as("no position since").isEqualTo(EscalationStage.RUNNING);

        Routes.Situation close = FIELD.with(position("a", NOON, 1.05, 0));
        EscalationState near =
                state(answer(told, state(raised), response("r1", "a", ResponseKind.ON_THE_WAY), NOON, close));
        assertThat(stageAfterHold(told, near, close.with(position("a", minutes(40), 0.99, 0))))
                .isEqualTo(EscalationStage.ANSWERED);
        assertThat(stageAfterHold(told, near, close.with(position("a", minutes(40), 1.01, 0))))
                .isEqualTo(EscalationStage.RUNNING);
    }

    @Test
    void shouldStopForGoodOnArrivalAndOnClosing() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);

        EscalationState arrived =
                state(answer(told, state(raised), response("r1", "a", ResponseKind.ARRIVED), minutes(1)));
        assertThat(arrived.getStage()).isEqualTo(EscalationStage.ARRIVED);
        assertThat(arrived.getDueAt()).isNull();
        EscalationState closed =
                state(answer(told, state(raised), response("r2", null, ResponseKind.CLOSED), minutes(1)));
        assertThat(closed.getStage()).isEqualTo(EscalationStage.OVER);
        assertThat(closed.getDueAt()).isNull();
        assertThat(telling.update(told, RULES, closed, FIELD.get()).alerts()).isEmpty();
    }

    @Test
    void shouldCountAnswersOfRecipientsAndOfficersAlone() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);

        assertThat(stage(answer(told, state(raised), response("r", "c", ResponseKind.ON_THE_WAY), NOON)))
                .as("c was not told")
                .isEqualTo(EscalationStage.RUNNING);
        assertThat(stage(answer(told, state(raised), response("r", null, ResponseKind.ACKNOWLEDGED), NOON)))
                .isEqualTo(EscalationStage.ANSWERED);
        assertThat(stage(answer(told, state(raised), response("r", "officer", ResponseKind.ACKNOWLEDGED), NOON)))
                .isEqualTo(EscalationStage.ANSWERED);
    }

    @Test
    void shouldGoToTheNextAtOnceOnNotUs() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);

        Told next = answer(told, state(raised), response("r1", "a", ResponseKind.NOT_US), minutes(1));
        assertThat(teams(next)).containsExactly("b");
        assertThat(state(next).getDueAt()).isEqualTo(minutes(11));

        EscalationState held =
                state(answer(told, state(raised), response("r2", "officer", ResponseKind.ACKNOWLEDGED), NOON));
        assertThat(answer(told, held, response("r3", "a", ResponseKind.NOT_US), minutes(1))
                        .alerts())
                .as("another's answer holds")
                .isEmpty();
        EscalationState own = state(answer(told, state(raised), response("r2", "a", ResponseKind.ON_THE_WAY), NOON));
        assertThat(teams(answer(told, own, response("r3", "a", ResponseKind.NOT_US), minutes(1))))
                .as("its own answer is taken back")
                .containsExactly("b");
    }

    @Test
    void shouldNotRingAllOnceMoreForEachNotUs() {
        Routes.Situation field = situation(teamAt("a", 3), officer("officer"));
        Told raised = raise(SHOT, PageLevel.DISPATCH, field);

        Told declined = telling.answer(
                told(SHOT, raised), RULES, state(raised), response("r1", "a", ResponseKind.NOT_US), field.get());
        assertThat(declined.alerts()).as("all were told").isEmpty();
        assertThat(state(declined).getDueAt()).isEqualTo(minutes(5));
    }

    @Test
    void shouldKeepWhoIsOnTheWayWhenAnotherMerelyReadsIt() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);
        EscalationState going = state(answer(told, state(raised), response("r1", "a", ResponseKind.ON_THE_WAY), NOON));

        assertThat(state(answer(told, going, response("r2", "officer", ResponseKind.ACKNOWLEDGED), minutes(9)))
                        .getAnsweringTeamId())
                .isEqualTo("a");
        assertThat(state(answer(told, going, response("r3", null, ResponseKind.ON_THE_WAY), minutes(9)))
                        .getAnsweredUntil())
                .isEqualTo(minutes(54));
    }

    @Test
    void shouldBeHeldByTheFirstOfTwoWhoSayTheSame() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);
        EscalationState first = state(answer(told, state(raised), response("r1", "a", ResponseKind.ON_THE_WAY), NOON));
        EscalationState second =
                state(answer(told, first, response("r2", "officer", ResponseKind.ON_THE_WAY), minutes(1)));

        assertThat(second.getAnsweringTeamId()).isEqualTo("a");
        assertThat(second.getAnsweredUntil()).isEqualTo(minutes(45));
        assertThat(state(answer(told, second, response("r3", "officer", ResponseKind.ARRIVED), minutes(2)))
                        .getAnsweringTeamId())
                .as("being there is more")
                .isEqualTo("officer");

        EscalationState read =
                state(answer(told, state(raised), response("r1", "officer", ResponseKind.ACKNOWLEDGED), NOON));
        assertThat(state(answer(told, read, response("r2", "a", ResponseKind.ON_THE_WAY), minutes(1)))
                        .getAnsweringTeamId())
                .as("going is more than having read it")
                .isEqualTo("a");
    }

    @Test
    void shouldHearTheSameAnswerOnce() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);
        Told first = answer(told, state(raised), response("r1", "a", ResponseKind.NOT_US), minutes(1));

        Told again = answer(told(told, first), state(first), response("r1", "a", ResponseKind.NOT_US), minutes(2));
        assertThat(again.alerts()).isEmpty();
        assertThat(again.state()).isEqualTo(first.state());
    }

    @Test
    void shouldUpdateOnceAMinuteAndTellWhatCameMeanwhile() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident more = told(incident(Severity.SEVERE, AlertKind.GUNSHOT, AlertKind.VEHICLE), raised);

        Told early = telling.update(
                more, RULES, state(raised), FIELD.at(NOON.plusMillis(59_999)).get());
        assertThat(early.alerts()).isEmpty();
        assertThat(state(early).getDueAt()).isEqualTo(minutes(1));
        Told late = due(more, state(early), minutes(1));
        assertThat(teams(late)).containsExactly("a", "officer");
        assertThat(messages(late)).containsOnly(AlertMessage.UPDATED);
        assertThat(state(late).getDueAt()).isEqualTo(minutes(5));
        Told atOnce =
                telling.update(more, RULES, state(raised), FIELD.at(minutes(1)).get());
        assertThat(teams(atOnce)).containsExactly("a", "officer");
    }

    @Test
    void shouldBeginAnewWhenItBecomesWorseEvenIfAnswered() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident told = told(SHOT, raised);
        EscalationState held = state(answer(told, state(raised), response("r1", "a", ResponseKind.ON_THE_WAY), NOON));
        Incident worse =
                Incident.newBuilder(told).setSeverity(Severity.CRITICAL).build();

        Told again =
                telling.update(worse, RULES, held, FIELD.at(NOON.plusSeconds(1)).get());
        assertThat(teams(again)).containsExactly("a", "b", "c", "officer");
        assertThat(messages(again))
                .containsExactly(AlertMessage.UPDATED, AlertMessage.RAISED, AlertMessage.RAISED, AlertMessage.UPDATED);
        assertThat(stage(again)).isEqualTo(EscalationStage.RUNNING);
    }

    @Test
    void shouldGoOnWithItsNumbersWhenTheLevelRises() {
        Told looked = raise(SHOT, PageLevel.REVIEW, FIELD);
        Told sent = telling.raise(
                told(SHOT, looked),
                RULES,
                looked.state(),
                PageLevel.DISPATCH,
                FIELD.at(minutes(3)).get());

        assertThat(teams(sent)).containsExactly("a", "officer");
        assertThat(messages(sent)).containsOnly(AlertMessage.RAISED);
        assertThat(sent.toldTeamIds()).containsExactly("a");
        assertThat(sent.alerts()).allMatch(alert -> alert.getSequence() == 2);
        assertThat(state(sent).getDueAt()).isEqualTo(minutes(8));
    }

    @Test
    void shouldSilenceAllButCriticalAndNoteItOnce() {
        Silence silence = Silence.newBuilder()
                .setId("s1")
                .setTerritoryIds(List.of(Routes.TERRITORY))
                .setStartAt(NOON.minusSeconds(60))
                .setEndAt(minutes(7))
                .setBy("chief")
                .setWhy("burning")
                .build();
        Routes.Situation silent = FIELD.with(silence);

        Told quiet = raise(SHOT, PageLevel.DISPATCH, silent);
        assertThat(quiet.alerts()).isEmpty();
        assertThat(quiet.state()).isNull();
        assertThat(quiet.timeline()).extracting(TimelineEntry::getKind).containsExactly(TimelineKind.SILENCED);
        Incident noted = Incident.newBuilder(SHOT).setTimeline(quiet.timeline()).build();
        assertThat(raise(noted, PageLevel.DISPATCH, silent).timeline()).isEmpty();
        assertThat(teams(raise(incident(Severity.CRITICAL, AlertKind.SOS), PageLevel.DISPATCH, silent)))
                .hasSize(4);

        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Told held = telling.due(
                told(SHOT, raised), RULES, state(raised), silent.at(minutes(5)).get());
        assertThat(held.alerts()).isEmpty();
        assertThat(state(held).getDueAt()).isEqualTo(minutes(7));
        Optional<NextStep> after =
                NextStep.of(SHOT, state(held), null, silent.at(minutes(5)).get());
        assertThat(after).as("a silence holds the next step back").hasValueSatisfying(next -> {
            assertThat(next.at()).isEqualTo(minutes(7));
            assertThat(next.to()).isEqualTo(RecipientKind.FURTHER);
        });
        assertThat(teams(telling.due(
                        told(SHOT, raised),
                        RULES,
                        state(held),
                        silent.at(minutes(7)).get())))
                .containsExactly("b");
    }

    @Test
    void shouldTellTheEndToExactlyThoseWhoWereTold() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident ended = Incident.newBuilder(told(SHOT, raised))
                .setState(IncidentState.ENDED)
                .build();

        Told clear = telling.end(ended, RULES, List.of(state(raised)), Ending.quiet(Duration.ofHours(24)), FIELD.get());
        assertThat(teams(clear)).containsExactly("a", "officer");
        assertThat(messages(clear)).containsOnly(AlertMessage.ALL_CLEAR);
        assertThat(raised.alerts()).noneMatch(PatrolAlert::getOver);
        assertThat(clear.alerts()).allMatch(PatrolAlert::getOver);
        assertThat(clear.alerts().get(0).getLifetimeMillis())
                .isEqualTo(Duration.ofHours(24).toMillis());
        assertThat(stage(clear)).isEqualTo(EscalationStage.OVER);

        Told reopened = telling.raise(told(SHOT, raised), RULES, clear.state(), PageLevel.DISPATCH, FIELD.get());
        assertThat(messages(reopened)).containsOnly(AlertMessage.RAISED);
        assertThat(reopened.alerts()).allMatch(alert -> alert.getSequence() == 3 && !alert.getOver());
    }

    @Test
    void shouldSayThatItIsOverWhateverTheEnd() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Incident withdrawn = Incident.newBuilder(told(SHOT, raised))
                .setState(IncidentState.WITHDRAWN)
                .build();

        for (Ending ending : List.of(Ending.MERGED, Ending.takenBack(List.of(Because.CORRECTED)))) {
            Told end = telling.end(withdrawn, RULES, List.of(state(raised)), ending, FIELD.get());
            assertThat(messages(end)).containsOnly(ending.message());
            assertThat(end.alerts()).allMatch(PatrolAlert::getOver);
        }
    }

    @Test
    void shouldGoOnAfterACorrectionOfAnOpenIncident() {
        Told raised = raise(SHOT, PageLevel.DISPATCH, FIELD);
        Told corrected = telling.end(
                told(SHOT, raised),
                RULES,
                List.of(state(raised)),
                Ending.LESS,
                FIELD.at(minutes(1)).get());

        assertThat(messages(corrected)).containsOnly(AlertMessage.CORRECTED);
        assertThat(corrected.alerts()).noneMatch(PatrolAlert::getOver);
        assertThat(state(corrected).getDueAt()).isEqualTo(minutes(5));
    }

    @Test
    void shouldDecideTheSameOfTheSame() {
        assertThat(raise(SHOT, PageLevel.DISPATCH, FIELD)).isEqualTo(raise(SHOT, PageLevel.DISPATCH, FIELD));
    }

    private EscalationStage stageAfterHold(Incident incident, EscalationState held, Routes.Situation situation) {
        return stage(
                telling.due(incident, RULES, held, situation.at(minutes(45)).get()));
    }

    private Told raise(Incident incident, PageLevel level, Routes.Situation situation) {
        return telling.raise(incident, RULES, null, level, situation.get());
    }

    private Told due(Incident incident, EscalationState state, Instant now) {
        return telling.due(incident, RULES, state, FIELD.at(now).get());
    }

    private Told answer(
            Incident incident, EscalationState state, org.amurwatch.avro.PatrolResponse response, Instant now) {
        return answer(incident, state, response, now, FIELD);
    }

    private Told answer(
            Incident incident,
            EscalationState state,
            org.amurwatch.avro.PatrolResponse response,
            Instant now,
            Routes.Situation situation) {
        return telling.answer(
                incident, RULES, state, response, situation.at(now).get());
    }

    static Incident told(Incident incident, Told told) {
        List<String> teams = new ArrayList<>(incident.getToldTeamIds());
        teams.addAll(told.toldTeamIds());
        return Incident.newBuilder(incident).setToldTeamIds(teams).build();
    }

    private static EscalationState state(Told told) {
        return Objects.requireNonNull(told.state());
    }

    private static EscalationStage stage(Told told) {
        return state(told).getStage();
    }

    private static Instant minutes(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private static List<String> teams(Told told) {
        return told.alerts().stream().map(PatrolAlert::getTeamId).toList();
    }

    private static List<AlertMessage> messages(Told told) {
        return told.alerts().stream().map(PatrolAlert::getMessage).toList();
    }
}
