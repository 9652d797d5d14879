package org.amurwatch.streams.routing;

import static org.amurwatch.streams.routing.Routes.NOON;
import static org.amurwatch.streams.routing.Routes.RULES;
import static org.amurwatch.streams.routing.Routes.at;
import static org.amurwatch.streams.routing.Routes.position;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationsTest {

    private static final Set<AlertKind> OURS_LEAVE = EnumSet.of(
            AlertKind.HUMAN_PRESENCE,
            AlertKind.HUMAN_TRACKS,
            AlertKind.VEHICLE,
            AlertKind.DOG,
            AlertKind.LIGHT,
            AlertKind.CAMP);

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void shouldExplainByAPatrolOnlyWhatPatrolsLeave(AlertKind kind) {
        Explanations explanations = with(position("north", NOON, 0, 0));

        assertThat(explanations.explain(camera(kind, NOON, at(0, 0)), List.of(), RULES))
                .isEqualTo(OURS_LEAVE.contains(kind) ? Explanation.PATROL : null);
    }

    @Test
    void shouldExplainWithinAKilometreAndAnHourAndNotJustBeyond() {
        Explanations explanations = with(position("north", NOON, 0, 0));

        assertThat(explains(explanations, NOON, at(0.999, 0))).isTrue();
        assertThat(explains(explanations, NOON, at(1.001, 0))).isFalse();
        assertThat(explains(explanations, NOON, at(0, 0.999))).isTrue();
        assertThat(explains(explanations, NOON, at(0, 1.001))).isFalse();
        assertThat(explains(explanations, NOON.plus(Duration.ofHours(1)), at(0, 0)))
                .isTrue();
        assertThat(explains(explanations, NOON.minus(Duration.ofHours(1)), at(0, 0)))
                .isTrue();
        assertThat(explains(explanations, NOON.plus(Duration.ofHours(1)).plusMillis(1), at(0, 0)))
                .isFalse();
        assertThat(explains(explanations, NOON.minus(Duration.ofHours(1)).minusMillis(1), at(0, 0)))
                .isFalse();
    }

    @Test
    void shouldWalkStraightBetweenPositionsThatAreHalfAnHourApartAtMost() {
        Instant later = NOON.plus(Duration.ofMinutes(30));
        Position between = at(3, 0.9);

        assertThat(explains(with(position("north", NOON, 0, 0), position("north", later, 6, 0)), NOON, between))
                .isTrue();
        assertThat(explains(
                        with(position("north", NOON, 0, 0), position("north", later.plusMillis(1), 6, 0)),
                        NOON,
                        between))
                .isFalse();
        assertThat(explains(with(position("north", NOON, 0, 0), position("south", later, 6, 0)), NOON, between))
                .as("two teams")
                .isFalse();
        PatrolPosition over = PatrolPosition.newBuilder(position("north", NOON, 0, 0))
                .setPatrolOver(true)
                .build();
        assertThat(explains(with(over, position("north", later, 6, 0)), NOON, between))
                .as("the first patrol was over, and the next began elsewhere")
                .isFalse();
    }

    @Test
    void shouldCutTheWayWhereTheHourEnds() {
        // Half-way at 12:15. An event at 13:10 sees the way from 12:10 on: from 2 km on, of 6.
        Explanations explanations =
                with(position("north", NOON, 0, 0), position("north", NOON.plus(Duration.ofMinutes(30)), 6, 0));
        Instant late = NOON.plus(Duration.ofMinutes(70));

        assertThat(explains(explanations, late, at(1.01, 0))).isTrue();
        assertThat(explains(explanations, late, at(0.99, 0))).isFalse();
    }

    @Test
    void shouldNotExplainWhatAPersonOnTheSpotReports() {
        Explanations explanations = with(position("north", NOON, 0, 0));

        for (ObservationMethod method : ObservationMethod.values()) {
            boolean device = method == ObservationMethod.CAMERA_TRAP || method == ObservationMethod.ACOUSTIC;
            RuleEvent event = event(AlertKind.HUMAN_TRACKS, NOON, at(0, 0), method, null, 1, Suspicion.NONE);
            assertThat(explanations.explain(event, List.of(), RULES))
                    .as(method.name())
                    .isEqualTo(device ? Explanation.PATROL : null);
        }
        RuleEvent station = event(
                AlertKind.HUMAN_PRESENCE,
                NOON,
                at(0, 0),
                ObservationMethod.UNSPECIFIED,
                "camera/s1",
                1,
                Suspicion.NONE);
        assertThat(explanations.explain(station, List.of(), RULES)).isEqualTo(Explanation.PATROL);
    }

    @Test
    void shouldNotExplainWhatSomebodyCalledSuspicious() {
        Explanations explanations = with(position("north", NOON, 0, 0));
        RuleEvent suspicious = event(
                AlertKind.HUMAN_PRESENCE,
                NOON,
                at(0, 0),
                ObservationMethod.CAMERA_TRAP,
                "camera/s1",
                1,
                Suspicion.RAISED);

        assertThat(explanations.explain(suspicious, List.of(permit()), RULES)).isNull();
    }

    @Test
    void shouldNotMixPurposes() {
        Explanations explanations = with(PatrolPosition.newBuilder(position("north", NOON, 0, 0))
                .setPurpose(Purpose.EXERCISE)
                .build());

        assertThat(explains(explanations, NOON, at(0, 0))).isFalse();
    }

    @Test
    void shouldKeepWhatTheSourceSaid() {
        RuleEvent staff = camera(AlertKind.HUMAN_PRESENCE, NOON, at(0, 0)).explainedAs(Explanation.STAFF);

        assertThat(with(position("north", NOON, 0, 0)).explain(staff, List.of(), RULES))
                .isEqualTo(Explanation.STAFF);
    }

    @Test
    void shouldExplainByAPermitWithinItsPlaceTimeKindsAndNumber() {
        Explanations none = new Explanations();
        Permit permit = permit();

        assertThat(none.explain(people(NOON, at(0, 0), 3), List.of(permit), RULES))
                .isEqualTo(Explanation.RESIDENT);
        assertThat(none.explain(people(NOON, at(0, 0), 4), List.of(permit), RULES))
                .as("one too many")
                .isNull();
        assertThat(none.explain(people(permit.getStartAt(), at(0, 0), 1), List.of(permit), RULES))
                .isNotNull();
        assertThat(none.explain(people(permit.getStartAt().minusMillis(1), at(0, 0), 1), List.of(permit), RULES))
                .isNull();
        assertThat(none.explain(people(permit.getEndAt().minusMillis(1), at(0, 0), 1), List.of(permit), RULES))
                .isNotNull();
        assertThat(none.explain(people(permit.getEndAt(), at(0, 0), 1), List.of(permit), RULES))
                .isNull();
        assertThat(none.explain(people(NOON, at(1.999, 0), 1), List.of(permit), RULES))
                .isNotNull();
        assertThat(none.explain(people(NOON, at(2.001, 0), 1), List.of(permit), RULES))
                .isNull();
        assertThat(none.explain(
                        people(NOON, at(0, 0), 1),
                        List.of(Permit.newBuilder(permit).setRetired(true).build()),
                        RULES))
                .isNull();
        assertThat(none.explain(
                        people(NOON, at(0, 0), 400),
                        List.of(Permit.newBuilder(permit).setPeople(null).build()),
                        RULES))
                .isEqualTo(Explanation.RESIDENT);
    }

    @Test
    void shouldExplainByAPermitTheKindsThatItNamesButNeverACallOfOurs() {
        Explanations none = new Explanations();
        Permit hunters = Permit.newBuilder(permit())
                .setKinds(List.of(AlertKind.GUNSHOT, AlertKind.SOS, AlertKind.PATROL_CONTACT))
                .setExplanation(Explanation.PERMIT)
                .build();

        assertThat(none.explain(camera(AlertKind.GUNSHOT, NOON, at(0, 0)), List.of(permit()), RULES))
                .isNull();
        assertThat(none.explain(camera(AlertKind.GUNSHOT, NOON, at(0, 0)), List.of(hunters), RULES))
                .isEqualTo(Explanation.PERMIT);
        assertThat(none.explain(camera(AlertKind.HUMAN_PRESENCE, NOON, at(0, 0)), List.of(hunters), RULES))
                .isNull();
        assertThat(none.explain(camera(AlertKind.SOS, NOON, at(0, 0)), List.of(hunters), RULES))
                .isNull();
        assertThat(none.explain(camera(AlertKind.PATROL_CONTACT, NOON, at(0, 0)), List.of(hunters), RULES))
                .isNull();
    }

    @Test
    void shouldSayWhatAPositionThatComesLaterExplains() {
        Explanations explanations = with(position("north", NOON, 0, 0));
        PatrolPosition later = position("north", NOON.plus(Duration.ofMinutes(20)), 6, 0);
        explanations.position(later);
        RuleEvent between = camera(AlertKind.VEHICLE, NOON.plus(Duration.ofMinutes(5)), at(3, 0));

        assertThat(explanations.explains(later, between, RULES)).isTrue();
        assertThat(explanations.reachMetres(later, RULES)).isBetween(6_990.0, 7_010.0);
        assertThat(explanations.explains(position("north", NOON.plus(Duration.ofHours(2)), 6, 0), between, RULES))
                .isFalse();
    }

    @Test
    void shouldForgetWhatIsPast() {
        Explanations explanations = new Explanations();
        for (int minute = 0; minute < 100; minute++) {
            explanations.position(position("north", NOON.plus(Duration.ofMinutes(minute)), 0, 0));
        }
        explanations.forgetBefore(NOON.plus(Duration.ofMinutes(90)));

        assertThat(explanations.size()).isEqualTo(10);
        explanations.forgetBefore(NOON.plus(Duration.ofDays(1)));
        assertThat(explanations.size()).isZero();
    }

    /** Against an oracle that goes along each track second by second. */
    @Test
    void shouldExplainWhatASlowWalkerAlongTheTracksExplains() {
        long seed = System.nanoTime();
        System.out.println("ExplanationsTest seed " + seed);
        Random random = new Random(seed);
        int explained = 0;
        for (int round = 0; round < 40; round++) {
            List<PatrolPosition> positions = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                positions.add(position(
                        "t" + random.nextInt(2),
                        NOON.plusSeconds(random.nextInt(4 * 3600)),
                        random.nextInt(8),
                        random.nextInt(8)));
            }
            Explanations explanations = with(positions.toArray(PatrolPosition[]::new));
            for (int i = 0; i < 40; i++) {
                RuleEvent event = camera(
                        AlertKind.VEHICLE,
                        NOON.plusSeconds(random.nextInt(6 * 3600) - 3600),
                        at(random.nextDouble() * 8, random.nextDouble() * 8));
                double oracle = oracleMetres(positions, event);
                // So near to the bound, seconds and the flat Earth make a difference.
                if (Math.abs(oracle - 1000) > 15) {
                    boolean found = explanations.explain(event, List.of(), RULES) == Explanation.PATROL;
                    assertThat(found).as("seed %d, oracle %s m", seed, oracle).isEqualTo(oracle < 1000);
                    explained += found ? 1 : 0;
                }
            }
        }
        assertThat(explained)
                .as("the random field is one in which something happens")
                .isGreaterThan(50);
    }

    private static double oracleMetres(List<PatrolPosition> given, RuleEvent event) {
        // Of two of one team and time the later given one holds.
        List<PatrolPosition> positions = new ArrayList<>();
        for (PatrolPosition position : given) {
            positions.removeIf(earlier -> earlier.getTeamId().equals(position.getTeamId())
                    && earlier.getAt().equals(position.getAt()));
            positions.add(position);
        }
        double least = Double.POSITIVE_INFINITY;
        for (PatrolPosition from : positions) {
            PatrolPosition to = from;
            for (PatrolPosition other : positions) {
                boolean after = other.getTeamId().equals(from.getTeamId())
                        && other.getAt().isAfter(from.getAt());
                if (after && (to == from || other.getAt().isBefore(to.getAt()))) {
                    to = other;
                }
            }
            long seconds = Duration.between(from.getAt(), to.getAt()).toSeconds();
            if (seconds > 1800) {
                to = from;
                seconds = 0;
            }
            // A step may be of a second and of kilometres: so many samples that none is farther than 5 m from the next.
            long samples = Math.max(seconds, (long) Math.ceil(distance(from, to) / 5));
            for (long sample = 0; sample <= samples; sample++) {
                double share = samples == 0 ? 0 : (double) sample / samples;
                Instant time = from.getAt().plusMillis(Math.round(share * seconds * 1000));
                if (Duration.between(time, event.observedAt()).abs().toMillis() <= 3_600_000) {
                    double latitude = from.getPosition().getLatitude()
                            + share
                                    * (to.getPosition().getLatitude()
                                            - from.getPosition().getLatitude());
                    double longitude = from.getPosition().getLongitude()
                            + share
                                    * (to.getPosition().getLongitude()
                                            - from.getPosition().getLongitude());
                    least = Math.min(least, haversine(latitude, longitude, event.latitude(), event.longitude()));
                }
            }
        }
        return least;
    }

    private static double distance(PatrolPosition from, PatrolPosition to) {
        return haversine(
                from.getPosition().getLatitude(),
                from.getPosition().getLongitude(),
                to.getPosition().getLatitude(),
                to.getPosition().getLongitude());
    }

    private static double haversine(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        double a = Math.pow(Math.sin(Math.toRadians(latitudeB - latitudeA) / 2), 2)
                + Math.cos(Math.toRadians(latitudeA))
                        * Math.cos(Math.toRadians(latitudeB))
                        * Math.pow(Math.sin(Math.toRadians(longitudeB - longitudeA) / 2), 2);
        return 2 * 6_371_008.8 * Math.asin(Math.sqrt(a));
    }

    private static Permit permit() {
        return Permit.newBuilder()
                .setId("p1")
                .setPosition(at(0, 0))
                .setRadiusMetres(2_000)
                .setStartAt(NOON.minus(Duration.ofDays(1)))
                .setEndAt(NOON.plus(Duration.ofDays(1)))
                .setPeople(3)
                .setExplanation(Explanation.RESIDENT)
                .build();
    }

    private static Explanations with(PatrolPosition... positions) {
        Explanations explanations = new Explanations();
        for (PatrolPosition position : positions) {
            explanations.position(position);
        }
        return explanations;
    }

    private static boolean explains(Explanations explanations, Instant time, Position place) {
        return explanations.explain(camera(AlertKind.HUMAN_PRESENCE, time, place), List.of(), RULES)
                == Explanation.PATROL;
    }

    private static RuleEvent people(Instant time, Position place, int count) {
        return event(
                AlertKind.HUMAN_PRESENCE,
                time,
                place,
                ObservationMethod.CAMERA_TRAP,
                "camera/s1",
                count,
                Suspicion.NONE);
    }

    private static RuleEvent camera(AlertKind kind, Instant time, Position place) {
        return event(kind, time, place, ObservationMethod.CAMERA_TRAP, "camera/s1", 1, Suspicion.NONE);
    }

    private static RuleEvent event(
            AlertKind kind,
            Instant time,
            Position place,
            ObservationMethod method,
            @Nullable String station,
            int count,
            Suspicion suspicion) {
        return new RuleEvent(
                "camera/1",
                kind,
                null,
                null,
                null,
                place.getLatitude(),
                place.getLongitude(),
                time,
                time,
                true,
                "camera",
                station,
                method,
                false,
                1,
                count,
                null,
                suspicion,
                Purpose.ACTUAL,
                false,
                new Placement(Routes.TERRITORY, null, Routes.SECTOR, "Asia/Vladivostok", false));
    }
}
