package org.amurwatch.consumer.dashboard.state;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.at;
import static org.amurwatch.consumer.dashboard.ParkRecords.day;
import static org.amurwatch.consumer.dashboard.ParkRecords.deployment;
import static org.amurwatch.consumer.dashboard.ParkRecords.gone;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.ParkRecords.team;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.PatrolItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.StationItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.TerritoryItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkTest {

    private static final Position HERE = new Position(43.1, 131.4, 10.0);
    private static final Placement PAD = placement("pad", "khasan");
    private static final int MOST = 3;

    private Instant now = NOW;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ParkState state = new ParkState(new Versions(clock, 1));
    private final Park park = new Park(state, Duration.ofDays(10), MOST, 5, clock);
    private final List<Change> changes = new ArrayList<>();

    @BeforeEach
    void listen() {
        state.listen(changes::add);
    }

    private List<String> ids(Kind kind) {
        return state.snapshot().of(kind).stream().map(ParkItem::id).toList();
    }

    private void event(String id, Duration ago) {
        park.observation(sighting(id, "Sus scrofa", PAD, HERE, NOW.minus(ago)));
    }

    @Test
    void shouldKeepTheNewestEventsAndNoneThatIsTooOld() {
        event("old", Duration.ofDays(11));
        for (int i = 1; i <= 5; i++) {
            event(Integer.toString(i), Duration.ofDays(6 - i));
        }
        assertThat(ids(Kind.SIGHTINGS)).containsExactly("src/3", "src/4", "src/5");
        now = NOW.plus(Duration.ofDays(8));
        park.settle();
        assertThat(ids(Kind.SIGHTINGS)).containsExactly("src/4", "src/5");
    }

    @Test
    void shouldCallWhatItKnowsAlreadyNoChange() {
        event("1", Duration.ofDays(1));
        park.territory("pad", territory("pad", "khasan", 43.0, 131.0));
        park.settle();
        changes.clear();
        long version = state.version();

        event("1", Duration.ofDays(1));
        park.territory("pad", territory("pad", "khasan", 43.0, 131.0));
        park.settle();

        assertThat(changes).isEmpty();
        assertThat(state.version()).isEqualTo(version);
    }

    @Test
    void shouldNumberChangesInOrderAndTellThemFromThoseOfOthers() {
        event("1", Duration.ofDays(1));
        event("2", Duration.ofDays(1));
        assertThat(changes).extracting(Change::version).isSorted().doesNotHaveDuplicates();
        assertThat(state.gave(state.version())).isTrue();
        assertThat(state.gave(state.version() + 1)).isFalse();
        assertThat(new ParkState(new Versions(Clock.offset(clock, Duration.ofSeconds(1)), 1)).version())
                .as("after a restart")
                .isGreaterThan(state.version());
    }

    @Test
    void shouldSumTheLastSevenLocalDaysOfATerritory() {
        park.territory("pad", territory("pad", "khasan", 43.0, 131.0));
        // 22:00 of 17 January there.
        park.day(day("pad", "khasan", LocalDate.of(2026, 1, 17), "Sus scrofa", 2, 10));
        park.day(day("pad", "khasan", LocalDate.of(2026, 1, 11), "Sus scrofa", 3, 10));
        park.day(day("pad", "khasan", LocalDate.of(2026, 1, 10), "Sus scrofa", 100, 10));
        park.settle();
        TerritoryItem pad =
                (TerritoryItem) state.snapshot().of(Kind.TERRITORIES).get(0);
        assertThat(pad.weeks()).hasSize(1);
        assertThat(pad.weeks().get(0).detections()).isEqualTo(5);

        now = NOW.plus(Duration.ofHours(3));
        park.settle();
        pad = (TerritoryItem) state.snapshot().of(Kind.TERRITORIES).get(0);
        assertThat(pad.weeks().get(0).detections()).as("a day later there").isEqualTo(2);
    }

    @Test
    void shouldKnowWhichStationsAreSilentOrOver() {
        park.observation(deployment("a", PAD, HERE, null));
        park.observation(deployment("b", PAD, HERE, NOW.minusSeconds(60)));
        event("a", Duration.ofHours(1));
        park.signal(silence("src/station-a", false));
        park.settle();
        StationItem a = (StationItem) state.item(Kind.STATIONS, "src/station-a");
        assertThat(a.active()).isTrue();
        assertThat(a.silent()).isTrue();
        assertThat(a.lastEventAt()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(((StationItem) state.item(Kind.STATIONS, "src/station-b")).active())
                .isFalse();

        park.signal(silence("src/station-a", true));
        park.settle();

        assertThat(((StationItem) state.item(Kind.STATIONS, "src/station-a")).silent())
                .isFalse();
    }

    private static Signal silence(String station, boolean ended) {
        return Signal.newBuilder()
                .setSignalId("s")
                .setKind(SignalKind.ABSENCE)
                .setEnded(ended)
                .setRule("silent")
                .setRuleVersion(1)
                .setSubjectKind(SignalSubject.STATION)
                .setSubject(station)
                .setPurpose(Purpose.ACTUAL)
                .setPlacement(PAD)
                .setPosition(HERE)
                .setObservedAt(NOW)
                .setDetectedAt(NOW)
                .build();
    }

    @Test
    void shouldForgetATrackAfterADay() {
        park.team("north", team("north", "khasan"));
        park.position(at("north", NOW.minus(Duration.ofHours(20)), HERE));
        park.position(at("north", NOW, HERE));
        PatrolItem north = (PatrolItem) state.item(Kind.PATROLS, "north");
        assertThat(north.name()).isEqualTo("Team north");
        assertThat(north.track()).hasSize(2);
        now = NOW.plus(Duration.ofHours(5));
        park.settle();
        assertThat(((PatrolItem) state.item(Kind.PATROLS, "north")).track()).hasSize(1);
        now = NOW.plus(Duration.ofHours(30));
        park.settle();
        assertThat(ids(Kind.PATROLS)).isEmpty();
    }

    private static ObservationChange moved(ObservationChange before, ObservationChange to, Instant observedAt) {
        Sighting sighting = to.getNow().getSighting();
        sighting.setObservedAt(observedAt);
        sighting.getProvenance()
                .setRevision(before.getNow()
                        .getSighting()
                        .getProvenance()
                        .getRevision()
                        .plusSeconds(60));
        return to;
    }

    @Test
    void shouldForgetWhatIsCorrectedIntoADistantPast() {
        ObservationChange recent = sighting("1", "Sus scrofa", PAD, HERE, NOW.minus(Duration.ofDays(1)));
        park.observation(recent);
        assertThat(ids(Kind.SIGHTINGS)).containsExactly("src/1");
        park.observation(moved(
                recent,
                sighting("1", "Sus scrofa", PAD, HERE, NOW.minus(Duration.ofDays(1))),
                NOW.minus(Duration.ofDays(300))));
        assertThat(ids(Kind.SIGHTINGS)).isEmpty();
    }

    /** What is taken out of one territory, and put into another, stands in two partitions, which are read in any order. */
    @Test
    void shouldKeepWhatMovedToAnotherTerritoryInWhateverOrderItIsRead() {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        ObservationChange before = sighting("1", "Sus scrofa", PAD, HERE, yesterday);
        ObservationChange there =
                moved(before, sighting("1", "Sus scrofa", placement("narva", "khasan"), HERE, yesterday), yesterday);
        for (List<ObservationChange> order : List.of(
                List.of(before, gone(before), there),
                List.of(before, there, gone(before)),
                List.of(there, before, gone(before)))) {
            order.forEach(park::observation);
            assertThat(state.snapshot().of(Kind.SIGHTINGS))
                    .singleElement()
                    .isInstanceOfSatisfying(EventItem.class, item -> assertThat(
                                    item.event().getPlacement().getTerritoryId())
                            .isEqualTo("narva"));
            park.observation(gone(there));
            assertThat(ids(Kind.SIGHTINGS)).isEmpty();
        }
    }

    @Test
    void shouldKeepAStationThatMovedToAnotherTerritoryInWhateverOrderItIsRead() {
        ObservationChange before = deployment("1", PAD, HERE, null);
        ObservationChange there = deployment("1", placement("narva", "khasan"), HERE, null);
        Deployment moved = there.getNow().getDeployment();
        moved.getProvenance().setRevision(moved.getProvenance().getRevision().plusSeconds(60));
        for (List<ObservationChange> order : List.of(
                List.of(before, gone(before), there),
                List.of(before, there, gone(before)),
                List.of(there, before, gone(before)))) {
            order.forEach(park::observation);
            park.settle();
            assertThat(state.snapshot().of(Kind.STATIONS))
                    .singleElement()
                    .isInstanceOfSatisfying(StationItem.class, item -> assertThat(
                                    item.placement().getTerritoryId())
                            .isEqualTo("narva"));
            park.observation(gone(there));
            park.settle();
            assertThat(ids(Kind.STATIONS)).isEmpty();
        }
    }

    @Test
    void shouldNotCallTheTimeOfAWrongClockTheLastEvent() {
        park.territory("pad", territory("pad", "khasan", 43.0, 131.0));
        event("1", Duration.ofDays(1));
        ObservationChange suspect = sighting("2", "Sus scrofa", PAD, HERE, NOW.plus(Duration.ofDays(4_000)));
        suspect.getNow().getSighting().setClockSuspect(true);
        park.observation(suspect);
        park.settle();
        assertThat(state.item(Kind.TERRITORIES, "pad"))
                .isInstanceOfSatisfying(TerritoryItem.class, item -> assertThat(item.lastEventAt())
                        .isEqualTo(NOW.minus(Duration.ofDays(1))));
    }
}
