package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.avro.Vertex;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;

/**
 * What the operator of a simulated place would have loaded: the map, the crew's visits as permits, a duty officer and a patrol
 * team for the whole sector. Nobody answers there, so messages after the first would only repeat it: the policies have one step.
 */
public final class FieldCircumstances implements Circumstances {

    /** People on camera within an hour of the crew's visit are likely the crew. */
    private static final Duration AROUND_A_VISIT = Duration.ofHours(1);

    private static final double AT_A_STATION_METRES = 200;

    /** What explains an event that is older than that when it comes explains nobody's page: no person on camera may page then. */
    private static final Duration PERMITS_SHOWN = Duration.ofDays(2);

    /** A duty officer and a patrol team. */
    public static final List<PatrolTeam> TEAMS =
            List.of(team("officer", TeamRole.DUTY_OFFICER), team("patrol", TeamRole.PATROL));

    /** One step for each level. */
    public static final List<EscalationPolicy> POLICIES = List.of(
            policy(PageLevel.REVIEW, RecipientKind.DUTY_OFFICERS), policy(PageLevel.DISPATCH, RecipientKind.NEAREST));

    private final RuleBook rules;
    private final Places places;
    private final NavigableMap<Instant, List<Permit>> permits = new TreeMap<>();
    private List<Permit> permitsNow = List.of();
    private Instant shownUntil = Instant.MIN;

    /** @param rules that decide */
    public FieldCircumstances(FieldMap map, RuleBook rules) {
        this.rules = rules;
        this.places = PlaceIndex.of(places(map));
        permits(map).forEach(permit -> permits.computeIfAbsent(permit.getStartAt(), at -> new ArrayList<>())
                .add(permit));
    }

    /** Time goes on: permits that are long past are no longer looked through. */
    public void advanceTo(Instant now) {
        if (!now.isBefore(shownUntil)) {
            shownUntil = now.plus(PERMITS_SHOWN);
            permitsNow =
                    permits
                            .subMap(now.minus(PERMITS_SHOWN), true, shownUntil.plus(PERMITS_SHOWN), true)
                            .values()
                            .stream()
                            .flatMap(List::stream)
                            .toList();
        }
    }

    @Override
    public RuleBook rules() {
        return rules;
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Collection<PatrolTeam> teams() {
        return TEAMS;
    }

    @Override
    public Collection<Permit> permits() {
        return permitsNow;
    }

    @Override
    public Collection<EscalationPolicy> policies() {
        return POLICIES;
    }

    @Override
    public Collection<Silence> silences() {
        return List.of();
    }

    @Override
    public String country(String territoryId) {
        return "";
    }

    @Override
    public boolean tells(String sectorId, double latitude, double longitude) {
        return true;
    }

    /** The map as places of ours. */
    public static List<Place> places(FieldMap map) {
        List<Place> places = new ArrayList<>();
        for (FieldMap.Place village : map.villages()) {
            places.add(place(village.id(), PlaceKind.VILLAGE, List.of(village)));
        }
        map.roads().forEach(line -> places.add(place(line.id(), PlaceKind.ROAD, line.points())));
        map.trails().forEach(line -> places.add(place(line.id(), PlaceKind.TRAIL, line.points())));
        map.rivers().forEach(line -> places.add(place(line.id(), PlaceKind.RIVER, line.points())));
        if (!map.border().points().isEmpty()) {
            places.add(place("border", PlaceKind.BORDER, map.border().points()));
        }
        return places;
    }

    private static Place place(String id, PlaceKind kind, List<FieldMap.Place> points) {
        return Place.newBuilder()
                .setId(kind + "-" + id)
                .setKind(kind)
                .setName(id)
                .setLine(points.stream()
                        .map(point -> new Vertex(point.latitude(), point.longitude()))
                        .toList())
                .build();
    }

    private static PatrolTeam team(String id, TeamRole role) {
        return PatrolTeam.newBuilder()
                .setId(id)
                .setName(id)
                .setRole(role)
                .setSectorIds(List.of(SectorEventMaker.SECTOR))
                .setEndpoints(List.of("nobody"))
                .build();
    }

    private static EscalationPolicy policy(PageLevel level, RecipientKind recipients) {
        return EscalationPolicy.newBuilder()
                .setId("once-" + level)
                .setLevel(level)
                .setSteps(List.of(EscalationStep.newBuilder()
                        .setAfterMinutes(0)
                        .setRecipients(recipients)
                        .build()))
                .build();
    }

    /** The crew's visits as permits. */
    public static List<Permit> permits(FieldMap map) {
        Map<String, FieldMap.CameraStation> stations = new HashMap<>();
        map.stations().forEach(station -> stations.put(station.id(), station));
        List<Permit> permits = new ArrayList<>();
        for (FieldMap.Visit visit : map.visits()) {
            FieldMap.CameraStation station = stations.get(visit.stationId());
            if (station != null) {
                permits.add(Permit.newBuilder()
                        .setId("visit-" + permits.size())
                        .setPosition(new Position(station.latitude(), station.longitude(), null))
                        .setRadiusMetres(AT_A_STATION_METRES)
                        .setStartAt(visit.at().minus(AROUND_A_VISIT))
                        .setEndAt(visit.at().plus(AROUND_A_VISIT))
                        .setExplanation(Explanation.STAFF)
                        .build());
            }
        }
        return permits;
    }
}
