package org.amurwatch.streams.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.streams.rule.IndexedHistory;
import org.amurwatch.streams.rule.Match;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RuleEngine;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.Surroundings;
import org.jspecify.annotations.Nullable;

/** Who would be told of one report if nobody ever answered: by {@link Telling} itself, with nothing sent. */
public final class RoutePreview {

    private static final String EVENT_KEY = "preview/1";

    private RoutePreview() {}

    /**
     * One message, or a team that gets none.
     *
     * @param afterMinutes minutes after the incident was raised; null: the team is not told
     * @param text what it is told; null: nothing
     */
    public record Line(
            @Nullable Long afterMinutes,
            String team,
            String message,
            String reason,
            @Nullable String text) {}

    /**
     * The rule that makes most of one report by a person, by itself.
     *
     * @param rules those in force then
     * @return empty: by itself it is no incident
     */
    public static Optional<Match> match(
            AlertKind kind,
            Position position,
            Placement placement,
            Instant at,
            Rules rules,
            Surroundings surroundings) {
        RuleEvent event = new RuleEvent(
                EVENT_KEY,
                kind,
                null,
                null,
                null,
                position.getLatitude(),
                position.getLongitude(),
                at,
                at,
                true,
                "preview",
                null,
                ObservationMethod.DIRECT,
                false,
                1,
                1,
                null,
                Suspicion.NONE,
                Purpose.ACTUAL,
                false,
                placement);
        IndexedHistory alone = new IndexedHistory();
        alone.put(event);
        return new RuleEngine(RuleBook.of(rules, Map.of()), surroundings)
                .matches(event, alone).stream()
                        .max(Comparator.comparing(Match::severity)
                                .thenComparing(Match::level)
                                .thenComparing(Match::rule, Comparator.reverseOrder()));
    }

    /**
     * An incident of one report.
     *
     * @param match the rule behind it; null: none
     */
    public static Incident incident(
            AlertKind kind,
            Severity severity,
            PageLevel level,
            Position position,
            Placement placement,
            Instant at,
            @Nullable Match match) {
        String id = placement.getSectorId() + "/preview";
        return Incident.newBuilder()
                .setIncidentId(id)
                .setSectorId(placement.getSectorId())
                .setState(IncidentState.OPEN)
                .setSeverity(severity)
                .setLevel(level)
                .setOpenedAt(at)
                .setChangedAt(at)
                .setFirstObservedAt(at)
                .setLastObservedAt(at)
                .setLastReceivedAt(at)
                .setCentre(position)
                .setTerritoryId(placement.getTerritoryId())
                .setTerritoryName(placement.getTerritoryName())
                .setTimeZone(placement.getTimeZone())
                .setKinds(Map.of(kind.name(), 1))
                .setEvidenceCount(1)
                .setEvidence(List.of(IncidentEvidence.newBuilder()
                        .setIncidentId(id)
                        .setEventKey(EVENT_KEY)
                        .setRule("preview")
                        .setRuleVersion(0)
                        .setKind(kind)
                        .setObservedAt(at)
                        .setReceivedAt(at)
                        .setPosition(position)
                        .setTerritoryId(placement.getTerritoryId())
                        .setSourceId("preview")
                        .setChangedAt(at)
                        .build()))
                .setRules(match == null ? List.of() : List.of(new RuleReference(match.rule(), match.version())))
                .build();
    }

    /** All messages in the order of their times, then the teams that get none, with the reason. */
    public static List<Line> of(Incident incident, Rules rules, PageLevel level, RoutingSituation situation) {
        Telling telling = new Telling();
        List<Line> lines = new ArrayList<>();
        Set<String> reached = new TreeSet<>();
        Instant begin = situation.now();
        RoutingSituation now = situation;
        Incident told = incident;
        Told step = telling.raise(incident, rules, null, level, situation);
        for (TimelineEntry entry : step.timeline()) {
            if (entry.getKind() == org.amurwatch.avro.TimelineKind.SILENCED) {
                lines.add(new Line(null, "all", "silenced", "silence " + entry.getSubject(), null));
            }
        }
        while (true) {
            long minutes = Duration.between(begin, now.now()).toMinutes();
            for (PatrolAlert alert : step.alerts()) {
                reached.add(alert.getTeamId());
                lines.add(new Line(
                        minutes,
                        alert.getTeamId(),
                        alert.getMessage().name(),
                        String.valueOf(alert.getReason()),
                        alert.getText()));
            }
            List<String> teams = new ArrayList<>(told.getToldTeamIds());
            teams.addAll(step.toldTeamIds());
            told = Incident.newBuilder(told).setToldTeamIds(teams).build();
            EscalationState state = step.state();
            if (state == null || state.getDueAt() == null) {
                break;
            }
            now = new RoutingSituation(
                    state.getDueAt(),
                    situation.teams(),
                    situation.lastPosition(),
                    situation.policies(),
                    situation.silences(),
                    situation.places());
            step = telling.due(told, rules, state, now);
        }
        TeamChoice choice = new TeamChoice(incident, situation);
        situation.teams().stream()
                .filter(team -> !reached.contains(team.getId()))
                .sorted(Comparator.comparing(PatrolTeam::getId))
                .forEach(team -> lines.add(new Line(null, team.getId(), "not told", whyNot(team, choice), null)));
        return lines;
    }

    private static String whyNot(PatrolTeam team, TeamChoice choice) {
        String why = choice.whyNot(team);
        return why == null ? (choice.isOnDuty(team) ? "" : "off duty; ") + "no step reaches it" : why;
    }
}
