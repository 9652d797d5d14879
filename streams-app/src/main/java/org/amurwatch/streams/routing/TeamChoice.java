package org.amurwatch.streams.routing;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TeamRole;
import org.jspecify.annotations.Nullable;

/**
 * Which teams are told of an incident, and why in plain English. Depends on the incident and the situation alone; equally
 * near teams come in the order of their ids.
 *
 * <p>A team is asked if it is in use, covers the place, wants the kind and is not told of worse alone. Of a CRITICAL incident
 * that nobody wants, all who cover the place are told, and where nobody covers it, all duty officers, else all teams: rather a
 * call to the wrong people than none.
 */
public final class TeamChoice {

    private final Incident incident;
    private final RoutingSituation situation;
    private final List<PatrolTeam> asked;
    private final String widened;

    public TeamChoice(Incident incident, RoutingSituation situation) {
        this.incident = incident;
        this.situation = situation;
        List<PatrolTeam> asked = teams(team -> whyNot(team) == null);
        String widened = "";
        if (asked.isEmpty() && incident.getSeverity() == Severity.CRITICAL) {
            asked = teams(team -> !team.getRetired() && TeamCoverage.covers(team, incident));
            widened = "no team that covers the place wants to be told of it, but it is critical: ";
            if (asked.isEmpty()) {
                asked = teams(team -> !team.getRetired() && isDutyOfficer(team));
                widened = "no team covers the place, but it is critical: ";
            }
            if (asked.isEmpty()) {
                asked = teams(team -> !team.getRetired());
            }
        }
        this.asked = asked;
        this.widened = widened;
    }

    /**
     * A team that is told.
     *
     * @param reason why, in plain English
     */
    public record Chosen(PatrolTeam team, String reason) {}

    /** Why a team is not asked at all, in plain English; null: it is. */
    public @Nullable String whyNot(PatrolTeam team) {
        if (team.getRetired()) {
            return "retired";
        }
        if (!TeamCoverage.covers(team, incident)) {
            return "does not cover the place";
        }
        Set<AlertKind> wanted = Signs.of(incident).wanted();
        if (!team.getKinds().isEmpty() && team.getKinds().stream().noneMatch(wanted::contains)) {
            return "does not want " + wanted.stream().map(Enum::name).collect(Collectors.joining(" or "));
        }
        if (incident.getSeverity().compareTo(team.getLeastSeverity()) < 0) {
            return "is told of " + team.getLeastSeverity() + " and worse alone, and this is " + incident.getSeverity();
        }
        return null;
    }

    /** Whether a team is on duty now. */
    public boolean isOnDuty(PatrolTeam team) {
        return DutyTimes.onDuty(team, incident.getTimeZone(), situation.now());
    }

    /** How near a team is. */
    public Nearness nearness(PatrolTeam team) {
        return Nearness.of(team, incident.getCentre(), situation);
    }

    /** Patrol teams on duty, the nearest first; with them those of {@code without} left out. */
    public List<PatrolTeam> patrolsByDistance(Collection<String> without) {
        return byDistance(asked, without);
    }

    private List<PatrolTeam> byDistance(List<PatrolTeam> teams, Collection<String> without) {
        return teams.stream()
                .filter(team -> !isDutyOfficer(team))
                .filter(this::isOnDuty)
                .filter(team -> !without.contains(team.getId()))
                .sorted(Comparator.comparing(this::nearness, Nearness.NEAREST_FIRST)
                        .thenComparing(PatrolTeam::getId))
                .toList();
    }

    /**
     * The patrol team on duty that could be there first: of those that are asked; where none is, of all that cover the place,
     * whatever they want to be told, for whoever decides may still send them. Empty: there is none.
     */
    public Optional<PatrolTeam> firstThere() {
        return patrolsByDistance(Set.of()).stream()
                .findFirst()
                .or(() ->
                        byDistance(teams(team -> !team.getRetired() && TeamCoverage.covers(team, incident)), Set.of())
                                .stream()
                                .findFirst());
    }

    /**
     * The nearest patrol team on duty; if none is, the duty officers; if there are none, all teams that are asked.
     *
     * @param without ids of teams that are not meant
     */
    List<Chosen> nearest(Collection<String> without) {
        List<PatrolTeam> patrols = patrolsByDistance(without);
        if (!patrols.isEmpty()) {
            PatrolTeam first = patrols.get(0);
            return List.of(
                    chosen(first, "nearest team on duty, " + nearness(first).words()));
        }
        List<PatrolTeam> officers =
                asked.stream().filter(TeamChoice::isDutyOfficer).toList();
        if (!officers.isEmpty()) {
            return all(officers, "no other team is on duty: duty officer");
        }
        return all(asked, "no other team is on duty and there is no duty officer: all teams that cover the place");
    }

    /** The nearest patrol team on duty that is not among those told; none if all are. */
    List<Chosen> further(Collection<String> told) {
        return patrolsByDistance(told).stream()
                .findFirst()
                .map(team -> List.of(chosen(
                        team,
                        "nearest team on duty that was not told, "
                                + nearness(team).words())))
                .orElse(List.of());
    }

    /** All teams that are asked, on duty or not. */
    List<Chosen> all() {
        return all(asked, "all teams that cover the place");
    }

    /**
     * The duty officers; none if there are none.
     *
     * @param offDutyToo also those who are not on duty; they are told anyway if none is
     */
    List<Chosen> dutyOfficers(boolean offDutyToo) {
        List<PatrolTeam> officers =
                asked.stream().filter(TeamChoice::isDutyOfficer).toList();
        List<PatrolTeam> onDuty = officers.stream().filter(this::isOnDuty).toList();
        if (offDutyToo) {
            return all(officers, "all duty officers");
        }
        return onDuty.isEmpty()
                ? all(officers, "no duty officer is on duty: all of them")
                : all(onDuty, "duty officer");
    }

    /** Teams that a policy names, wherever they are and whatever they want; those in use. */
    List<Chosen> named(Collection<String> ids) {
        return teams(team -> !team.getRetired() && ids.contains(team.getId())).stream()
                .map(team -> new Chosen(team, "named by the policy"))
                .toList();
    }

    static boolean isDutyOfficer(PatrolTeam team) {
        return team.getRole() == TeamRole.DUTY_OFFICER;
    }

    private List<PatrolTeam> teams(Predicate<PatrolTeam> which) {
        return situation.teams().stream()
                .filter(which)
                .sorted(Comparator.comparing(PatrolTeam::getId))
                .toList();
    }

    private List<Chosen> all(List<PatrolTeam> teams, String reason) {
        return teams.stream().map(team -> chosen(team, reason)).toList();
    }

    private Chosen chosen(PatrolTeam team, String reason) {
        return new Chosen(team, widened + reason);
    }
}
