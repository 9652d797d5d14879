package org.amurwatch.streams.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleSettings;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/** Incidents, teams and situations for tests. Places are given in kilometres north and east of one point. */
final class Routes {

    static final Instant NOON = Instant.parse("2026-02-03T02:00:00Z");
    static final Rules RULES = new Rules("test", 1, RuleSettings.DEFAULT, List.of());
    static final String SECTOR = "leopard-land";
    static final String TERRITORY = "kedrovaya";

    private static final double LATITUDE = 43;
    private static final double LONGITUDE = 131;
    private static final double METRES_PER_DEGREE = Math.toRadians(6_371_008.8);

    private Routes() {}

    static Position at(double kilometresNorth, double kilometresEast) {
        double latitude = LATITUDE + kilometresNorth * 1000 / METRES_PER_DEGREE;
        double cosine = Math.cos(Math.toRadians((LATITUDE + latitude) / 2));
        return new Position(latitude, LONGITUDE + kilometresEast * 1000 / METRES_PER_DEGREE / cosine, null);
    }

    static Incident incident(Severity severity, AlertKind... kinds) {
        List<IncidentEvidence> evidence = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (AlertKind kind : kinds) {
            evidence.add(evidence(kind, evidence.size()));
            counts.merge(kind.name(), 1, Integer::sum);
        }
        return Incident.newBuilder()
                .setIncidentId(SECTOR + "/1")
                .setSectorId(SECTOR)
                .setState(IncidentState.OPEN)
                .setSeverity(severity)
                .setLevel(PageLevel.DISPATCH)
                .setPurpose(Purpose.ACTUAL)
                .setOpenedAt(NOON)
                .setChangedAt(NOON)
                .setFirstObservedAt(NOON)
                .setLastObservedAt(NOON)
                .setLastReceivedAt(NOON)
                .setCentre(at(0, 0))
                .setTerritoryId(TERRITORY)
                .setTerritoryName("Kedrovaya Pad")
                .setTimeZone("Asia/Vladivostok")
                .setKinds(counts)
                .setEvidenceCount(kinds.length)
                .setEvidence(evidence)
                .setRules(List.of())
                .build();
    }

    static IncidentEvidence evidence(@Nullable AlertKind kind, int number) {
        return IncidentEvidence.newBuilder()
                .setIncidentId(SECTOR + "/1")
                .setEventKey("camera/" + number)
                .setRule("single")
                .setRuleVersion(1)
                .setKind(kind)
                .setObservedAt(NOON.plusSeconds(number))
                .setReceivedAt(NOON.plusSeconds(number))
                .setPosition(at(0, 0))
                .setTerritoryId(TERRITORY)
                .setStationId("camera/s1")
                .setSourceId("camera")
                .setMachine(true)
                .setChangedAt(NOON)
                .build();
    }

    static PatrolTeam team(String id) {
        return PatrolTeam.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorIds(List.of(SECTOR))
                .setEndpoints(List.of("phone-" + id))
                .build();
    }

    static PatrolTeam teamAt(String id, double kilometresNorth) {
        return PatrolTeam.newBuilder(team(id)).setBase(at(kilometresNorth, 0)).build();
    }

    static PatrolTeam officer(String id) {
        return PatrolTeam.newBuilder(team(id)).setRole(TeamRole.DUTY_OFFICER).build();
    }

    static PatrolPosition position(String teamId, Instant time, double kilometresNorth, double kilometresEast) {
        return PatrolPosition.newBuilder()
                .setTeamId(teamId)
                .setSourceId("tracker")
                .setAt(time)
                .setPosition(at(kilometresNorth, kilometresEast))
                .build();
    }

    static PatrolResponse response(String id, @Nullable String teamId, ResponseKind kind) {
        return PatrolResponse.newBuilder()
                .setResponseId(id)
                .setSectorId(SECTOR)
                .setIncidentId(SECTOR + "/1")
                .setTeamId(teamId)
                .setBy("a role")
                .setKind(kind)
                .setAt(NOON)
                .build();
    }

    static Situation situation(PatrolTeam... teams) {
        return new Situation(NOON, Arrays.asList(teams), Map.of(), List.of(), List.of(), new OpenLand(null, List.of()));
    }

    /** A situation that can be changed step by step. */
    record Situation(
            Instant now,
            List<PatrolTeam> teams,
            Map<String, PatrolPosition> positions,
            List<EscalationPolicy> policies,
            List<Silence> silences,
            OpenLand places) {

        RoutingSituation get() {
            return new RoutingSituation(now, teams, positions::get, policies, silences, places);
        }

        Situation at(Instant time) {
            return new Situation(time, teams, positions, policies, silences, places);
        }

        Situation with(PatrolPosition position) {
            Map<String, PatrolPosition> more = new HashMap<>(positions);
            more.put(position.getTeamId(), position);
            return new Situation(now, teams, more, policies, silences, places);
        }

        Situation with(EscalationPolicy... all) {
            return new Situation(now, teams, positions, Arrays.asList(all), silences, places);
        }

        Situation with(Silence... all) {
            return new Situation(now, teams, positions, policies, Arrays.asList(all), places);
        }

        Situation with(OpenLand map) {
            return new Situation(now, teams, positions, policies, silences, map);
        }
    }

    /**
     * A map with one village at most, and rivers that run from west to east.
     *
     * @param rivers their latitudes
     */
    record OpenLand(@Nullable String village, List<Double> rivers) implements Places {

        static OpenLand riverAt(double kilometresNorth) {
            return new OpenLand(null, List.of(at(kilometresNorth, 0).getLatitude()));
        }

        private static Position at(double kilometresNorth, double kilometresEast) {
            return Routes.at(kilometresNorth, kilometresEast);
        }

        @Override
        public double metresTo(PlaceKind kind, double latitude, double longitude) {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public boolean crosses(
                PlaceKind kind, double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
            return false;
        }

        @Override
        public boolean barrierBetween(
                double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
            return rivers.stream().anyMatch(river -> (fromLatitude - river) * (toLatitude - river) < 0);
        }

        @Override
        public Optional<Nearby> nearestKnownPoint(double latitude, double longitude, double withinMetres) {
            if (village == null) {
                return Optional.empty();
            }
            return Optional.of(new Nearby(
                    Place.newBuilder()
                            .setId("v")
                            .setKind(PlaceKind.VILLAGE)
                            .setName(village)
                            .setNames(Map.of("ru", village + " (ru)"))
                            .build(),
                    3_140,
                    315));
        }
    }
}
