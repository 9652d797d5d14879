package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Patrol teams and duty officers as reference data. */
final class PatrolTeams implements ReferenceKind<PatrolTeam> {

    @Override
    public Topic<PatrolTeam> topic() {
        return Topics.PATROL_TEAMS;
    }

    @Override
    public String one() {
        return "team";
    }

    @Override
    public String many() {
        return "teams";
    }

    @Override
    public List<PatrolTeam> read(Path file) {
        return TeamsFile.read(file);
    }

    @Override
    public String id(PatrolTeam team) {
        return team.getId();
    }

    @Override
    public boolean retired(PatrolTeam team) {
        return team.getRetired();
    }

    @Override
    public PatrolTeam asRetired(PatrolTeam team) {
        return PatrolTeam.newBuilder(team).setRetired(true).build();
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "name",
                "role",
                "language",
                "territories",
                "sectors",
                "kinds",
                "leastSeverity",
                "timeZone",
                "dutyTimes",
                "base",
                "endpoints",
                "nextEndpointAfterSeconds",
                "retired");
    }

    @Override
    public Map<String, @Nullable Object> row(PatrolTeam team, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", team.getId());
        row.put("name", team.getName());
        row.put("role", team.getRole().name());
        row.put("language", team.getLanguage());
        row.put("territories", ReferenceTable.shown(team.getTerritoryIds(), format));
        row.put("sectors", ReferenceTable.shown(team.getSectorIds(), format));
        row.put("kinds", ReferenceTable.words(team.getKinds(), format));
        row.put("leastSeverity", team.getLeastSeverity().name());
        row.put("timeZone", team.getTimeZone());
        row.put(
                "dutyTimes",
                ReferenceTable.shown(
                        team.getDutyTimes().stream().map(PatrolTeams::text).toList(), format));
        Position base = team.getBase();
        row.put("base", base == null ? null : base.getLatitude() + "," + base.getLongitude());
        row.put("endpoints", ReferenceTable.shown(team.getEndpoints(), format));
        row.put("nextEndpointAfterSeconds", team.getNextEndpointAfterSeconds());
        row.put("retired", team.getRetired());
        return row;
    }

    private static String text(DutyTime duty) {
        String days = duty.getDays().stream().map(String::valueOf).collect(Collectors.joining(","));
        return (days.isEmpty() ? "" : days + "@") + duty.getBegin() + "-" + duty.getEnd();
    }

    /** Territories may be loaded after their teams, so that an unknown one is no fault. */
    @Override
    public List<String> notes(Map<String, PatrolTeam> teams, ReferenceStore store) {
        Map<String, Territory> territories = store.read(Topics.TERRITORIES);
        Set<String> sectors = new TreeSet<>();
        territories.values().forEach(territory -> sectors.add(territory.getSectorId()));
        List<String> notes = new ArrayList<>();
        for (PatrolTeam team : teams.values()) {
            notes.addAll(unknown(team, "territory", team.getTerritoryIds(), territories.keySet()));
            notes.addAll(unknown(team, "sector", team.getSectorIds(), sectors));
            if (team.getEndpoints().isEmpty() && !team.getRetired()) {
                notes.add("Team '" + team.getId() + "' has no endpoint: no alert will reach it.");
            }
        }
        return notes;
    }

    private static List<String> unknown(PatrolTeam team, String what, List<String> named, Set<String> known) {
        return named.stream()
                .filter(id -> !known.contains(id))
                .map(id -> "Team '" + team.getId() + "' names the " + what + " '" + id
                        + "', which is not loaded: it is told of nothing there until it is.")
                .toList();
    }
}
