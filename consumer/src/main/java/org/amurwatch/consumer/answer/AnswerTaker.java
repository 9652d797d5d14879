package org.amurwatch.consumer.answer;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.incident.IncidentStates;
import org.amurwatch.event.StableId;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what somebody chose an answer for {@code patrol.responses}, or says why it is none.
 *
 * <p>The same again is not a new answer: neither while it is what the team said last and nobody has asked since (a new
 * message, a further step), nor when two come before the first has gone round, for then they have one id. Something else
 * is, and so is the first again after that.
 */
public final class AnswerTaker {

    /** Those that still take what it was found to be, for the sake of whoever learns from it. */
    private static final Set<IncidentState> TAKE_OUTCOME =
            EnumSet.of(IncidentState.ENDED, IncidentState.RESOLVED, IncidentState.FALSE_ALARM);

    /** After these, the same answer is asked for once more. */
    private static final Set<TimelineKind> ASK_ANEW =
            EnumSet.of(TimelineKind.TOLD, TimelineKind.ESCALATED, TimelineKind.SEVERITY, TimelineKind.REOPENED);

    private final Clock clock;

    public AnswerTaker(Clock clock) {
        this.clock = clock;
    }

    /** What becomes of a choice. */
    public sealed interface Taken {}

    /** To be stored. */
    public record New(PatrolResponse response) implements Taken {}

    /** It stands already. */
    public record SaidBefore() implements Taken {}

    /** The incident is over. */
    public record TooLate() implements Taken {}

    /** @param incident as it stands; null: not known here, and then the answer is taken all the same */
    Taken take(AnswerChoice choice, PatrolAlert alert, @Nullable Incident incident, String endpoint) {
        String incidentId = String.valueOf(alert.getIncidentId());
        return take(choice, alert.getSectorId(), incidentId, incident, alert.getTeamId(), endpoint);
    }

    /**
     * Of somebody who has the incident before them.
     *
     * @param team null: somebody in the command centre
     * @param by role or pseudonym
     */
    public Taken take(AnswerChoice choice, Incident incident, @Nullable String team, String by) {
        return take(choice, incident.getSectorId(), incident.getIncidentId(), incident, team, by);
    }

    private Taken take(
            AnswerChoice choice,
            String sectorId,
            String incidentId,
            @Nullable Incident incident,
            @Nullable String team,
            String by) {
        if (incident != null && !mayStillSay(choice, incident)) {
            return new TooLate();
        }
        // Under which name the incident keeps who answered.
        String who = team == null ? by : team;
        if (incident != null && saidLast(choice, incident, who)) {
            return new SaidBefore();
        }
        String since = incident == null ? "" : since(incident, who);
        return new New(PatrolResponse.newBuilder()
                .setResponseId(StableId.of("answer", incidentId, who, by, choice.value(), since))
                .setSectorId(sectorId)
                .setIncidentId(incidentId)
                .setTeamId(team)
                .setBy(by)
                .setKind(choice.kind())
                .setOutcome(choice.outcome())
                .setAt(Instant.ofEpochMilli(clock.millis()))
                .build());
    }

    static boolean isOpen(@Nullable Incident incident) {
        return incident == null || IncidentStates.isOpen(incident);
    }

    /** Whether it may be said of the incident what it was. */
    static boolean takesOutcome(@Nullable Incident incident) {
        return isOpen(incident) || (incident != null && TAKE_OUTCOME.contains(incident.getState()));
    }

    private static boolean mayStillSay(AnswerChoice choice, Incident incident) {
        return choice.kind() == ResponseKind.CLOSED ? takesOutcome(incident) : isOpen(incident);
    }

    private static boolean saidLast(AnswerChoice choice, Incident incident, String team) {
        if (choice.kind() == ResponseKind.CLOSED) {
            return !isOpen(incident) && choice.outcome() == incident.getOutcome();
        }
        TimelineEntry last = lastOf(incident, team);
        return last != null && last.getKind() == TimelineKind.ANSWERED && last.getResponse() == choice.kind();
    }

    /** Differs once the team has answered, or was asked anew. */
    private static String since(Incident incident, String team) {
        TimelineEntry last = lastOf(incident, team);
        Instant closed = incident.getClosedAt();
        return (last == null ? "" : last.getKind() + "@" + last.getAt()) + "|" + (closed == null ? "" : closed);
    }

    /** The last that the team answered, or by which it was asked. */
    static @Nullable TimelineEntry lastOf(Incident incident, String team) {
        List<TimelineEntry> timeline = incident.getTimeline();
        for (int i = timeline.size() - 1; i >= 0; i--) {
            TimelineEntry entry = timeline.get(i);
            if (ASK_ANEW.contains(entry.getKind())
                    || (entry.getKind() == TimelineKind.ANSWERED && team.equals(entry.getSubject()))) {
                return entry;
            }
        }
        return null;
    }
}
