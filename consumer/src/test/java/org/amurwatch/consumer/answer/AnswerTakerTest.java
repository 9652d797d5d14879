package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTakerTest {

    private static final AnswerChoice ON_THE_WAY = new AnswerChoice(ResponseKind.ON_THE_WAY, null);
    private static final AnswerChoice NOT_US = new AnswerChoice(ResponseKind.NOT_US, null);
    private static final AnswerChoice ANIMAL = AnswerChoice.closed(Outcome.ANIMAL);
    private static final PatrolAlert ALERT =
            Alerts.alert("a-1").setIncidentId("khasan/a").setSectorId("khasan").build();

    private final AnswerTaker taker = new AnswerTaker(Clock.fixed(Incidents.TEN.plusSeconds(180), ZoneOffset.UTC));

    private PatrolResponse taken(AnswerChoice choice, @Nullable Incident incident) {
        if (taker.take(choice, ALERT, incident, "north-phone") instanceof AnswerTaker.New fresh) {
            return fresh.response();
        }
        throw new IllegalStateException("No new answer.");
    }

    private static Incident after(TimelineEntry... more) {
        Incident incident = Incidents.shot("a").build();
        List<TimelineEntry> timeline = new ArrayList<>(incident.getTimeline());
        timeline.addAll(List.of(more));
        incident.setTimeline(timeline);
        return incident;
    }

    private static TimelineEntry answered(long seconds, ResponseKind kind) {
        return Incidents.entry(seconds, TimelineKind.ANSWERED, kind);
    }

    @Test
    void shouldSayWhoAnswersWhatAndWhen() {
        PatrolResponse response = taken(ON_THE_WAY, after());

        assertThat(response.getIncidentId()).isEqualTo("khasan/a");
        assertThat(response.getSectorId()).isEqualTo("khasan");
        assertThat(response.getTeamId()).isEqualTo("north");
        assertThat(response.getBy()).isEqualTo("north-phone");
        assertThat(response.getKind()).isEqualTo(ResponseKind.ON_THE_WAY);
        assertThat(response.getOutcome()).isNull();
        assertThat(response.getAt()).isEqualTo("2026-01-17T10:03:00Z");
        assertThat(taken(ANIMAL, after()).getOutcome()).isEqualTo(Outcome.ANIMAL);
    }

    @Test
    void shouldBeOneAnswerIfPressedTwiceBeforeTheFirstHasGoneRound() {
        assertThat(taken(ON_THE_WAY, after()).getResponseId())
                .isEqualTo(taken(ON_THE_WAY, after()).getResponseId())
                .isNotEqualTo(taken(NOT_US, after()).getResponseId());
        assertThat(taken(ON_THE_WAY, null).getResponseId())
                .as("nor while the incident is not known here yet")
                .isEqualTo(taken(ON_THE_WAY, null).getResponseId());
    }

    @Test
    void shouldTakeNothingTwiceThatStands() {
        Incident gone = after(answered(60, ResponseKind.ON_THE_WAY));

        assertThat(taker.take(ON_THE_WAY, ALERT, gone, "other-phone")).isInstanceOf(AnswerTaker.SaidBefore.class);
        assertThat(taken(NOT_US, gone).getKind()).as("another answer is new").isEqualTo(ResponseKind.NOT_US);
    }

    @Test
    void shouldTakeTheSameAgainAfterAnotherAnswerOrAfterSomebodyAskedAnew() {
        String first = taken(ON_THE_WAY, after()).getResponseId();
        Incident turnedBack = after(answered(60, ResponseKind.ON_THE_WAY), answered(90, ResponseKind.NOT_US));
        Incident askedAnew =
                after(answered(60, ResponseKind.ON_THE_WAY), Incidents.entry(2_800, TimelineKind.ESCALATED, null));

        assertThat(taken(ON_THE_WAY, turnedBack).getResponseId()).isNotEqualTo(first);
        assertThat(taken(ON_THE_WAY, askedAnew).getResponseId())
                .isNotEqualTo(first)
                .isNotEqualTo(taken(ON_THE_WAY, turnedBack).getResponseId());
    }

    @Test
    void shouldTakeNothingOfAnIncidentThatIsOverButWhatItWas() {
        Incident ended = Incidents.shot("a").setState(IncidentState.ENDED).build();
        Incident closed = Incidents.shot("a")
                .setState(IncidentState.FALSE_ALARM)
                .setOutcome(Outcome.ANIMAL)
                .setClosedAt(Incidents.TEN)
                .build();
        Incident explained =
                Incidents.shot("a").setState(IncidentState.EXPLAINED).build();

        assertThat(taker.take(ON_THE_WAY, ALERT, ended, "north-phone")).isInstanceOf(AnswerTaker.TooLate.class);
        assertThat(taken(ANIMAL, ended).getOutcome()).isEqualTo(Outcome.ANIMAL);
        assertThat(taker.take(ANIMAL, ALERT, closed, "north-phone")).isInstanceOf(AnswerTaker.SaidBefore.class);
        assertThat(taken(AnswerChoice.closed(Outcome.OUR_STAFF), closed).getOutcome())
                .isEqualTo(Outcome.OUR_STAFF);
        assertThatIllegalStateException().isThrownBy(() -> taken(ANIMAL, explained));
    }
}
