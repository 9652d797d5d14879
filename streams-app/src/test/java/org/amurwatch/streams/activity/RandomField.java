package org.amurwatch.streams.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * A field in which anything may happen to a handful of events, in any order: they come, come again, are corrected in any
 * respect, move to another station or territory, are withdrawn and come back. Times lie close to midnights, changes of
 * clocks and the half hour.
 */
final class RandomField {

    /** One record of territory.observations. */
    record Change(String territoryId, ObservationChange value) {}

    /** Midnights of the four zones, and three changes of clocks, in UTC. */
    private static final List<Instant> ANCHORS = List.of(
            Instant.parse("2025-10-25T22:00:00Z"),
            Instant.parse("2025-10-26T01:00:00Z"),
            Instant.parse("2025-03-30T01:00:00Z"),
            Instant.parse("2025-10-25T14:00:00Z"),
            Instant.parse("2025-10-25T18:15:00Z"),
            Instant.parse("2025-10-26T00:00:00Z"),
            Instant.parse("2025-09-07T04:00:00Z"),
            Instant.parse("2025-04-06T03:00:00Z"));

    private static final List<String> TERRITORIES =
            List.of("leuven", "kedrovaya", "chitwan", "santiago", "outside/43.1,131.4");

    private final Random random;
    private final Map<String, LocatedEvent> current = new LinkedHashMap<>();
    private final List<Instant> anchors;
    private final List<String> territories;
    private List<Change> last = List.of();

    RandomField(long seed) {
        this.random = new Random(seed);
        this.anchors = List.of(pick(ANCHORS), pick(ANCHORS));
        this.territories = List.of(pick(TERRITORIES), pick(TERRITORIES));
    }

    /** What holds now. */
    Collection<LocatedEvent> current() {
        return current.values();
    }

    /** What intake would send next; sometimes the same again. */
    List<Change> next() {
        if (random.nextInt(8) == 0) {
            return last;
        }
        String id = "e" + random.nextInt(14);
        LocatedEvent before = current.get(id);
        LocatedEvent now = before != null && random.nextInt(4) == 0 ? null : event(id, before);
        if (now == null) {
            current.remove(id);
        } else {
            current.put(id, now);
        }
        last = changes(before, now);
        return last;
    }

    /** As intake does: one change where the territory stays, two where it does not. */
    private static List<Change> changes(@Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        if (before != null
                && now != null
                && !before.getPlacement()
                        .getTerritoryId()
                        .equals(now.getPlacement().getTerritoryId())) {
            return List.of(changed(before, null), changed(null, now));
        }
        return List.of(changed(before, now));
    }

    private static Change changed(@Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        LocatedEvent either = now != null ? now : before;
        return new Change(either.getPlacement().getTerritoryId(), Events.change(before, now));
    }

    private LocatedEvent event(String id, @Nullable LocatedEvent before) {
        String territory =
                before != null && random.nextInt(4) > 0 ? before.getPlacement().getTerritoryId() : pick(territories);
        Placement placement = Events.placement(territory, Events.zoneOf(territory));
        int number = Integer.parseInt(id.substring(1));
        if (number < 8) {
            Sighting old = before == null ? null : before.getSighting();
            return Events.located(old != null && random.nextBoolean() ? slightly(old) : sighting(id), placement);
        }
        return Events.located(number < 11 ? alert(id) : deployment(id), placement);
    }

    private Sighting slightly(Sighting old) {
        Sighting.Builder changed = Sighting.newBuilder(old);
        switch (random.nextInt(3)) {
            case 0 -> changed.setCount(1 + random.nextInt(4));
            case 1 -> changed.setObservedAt(moment());
            default -> changed.setScientificName(Events.LEOPARD);
        }
        return changed.build();
    }

    private Sighting sighting(String id) {
        return Sighting.newBuilder()
                .setProvenance(provenance(id))
                .setPurpose(purpose())
                .setObservedAt(moment())
                .setClockSuspect(random.nextInt(10) == 0)
                .setPosition(Events.position())
                .setStationId(station())
                .setEpisodeId(random.nextInt(3) == 0 ? null : "episode" + random.nextInt(3))
                .setLevel(pick(List.of(ObservationLevel.values())))
                .setScientificName(
                        random.nextInt(12) == 0 ? null : random.nextInt(3) == 0 ? Events.LEOPARD : Events.ROE_DEER)
                .setCount(random.nextInt(4) == 0 ? null : 1 + random.nextInt(5))
                .setIdentification(random.nextInt(3) == 0 ? identification() : null)
                .setClassification(random.nextInt(3) == 0 ? classification() : null)
                .build();
    }

    private PoachingAlert alert(String id) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(id))
                .setPurpose(purpose())
                .setObservedAt(moment())
                .setClockSuspect(random.nextInt(10) == 0)
                .setPosition(Events.position())
                .setStationId(station())
                .setKind(random.nextInt(3) == 0 ? AlertKind.GUNSHOT : AlertKind.HUMAN_PRESENCE)
                .setCount(random.nextInt(4) == 0 ? null : 1 + random.nextInt(5))
                .setExplained(random.nextInt(3) == 0 ? Explanation.STAFF : null)
                .build();
    }

    private Deployment deployment(String id) {
        Instant start = moment().minus(Duration.ofHours(random.nextInt(150)));
        List<ClassificationTally> tallies = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Instant quarter = Instant.ofEpochSecond(moment().getEpochSecond() / 900 * 900);
            tallies.add(new ClassificationTally(quarter, 5, random.nextInt(3), random.nextInt(2), random.nextInt(2)));
        }
        return Deployment.newBuilder()
                .setProvenance(provenance(id))
                .setPurpose(purpose())
                .setPosition(Events.position())
                .setStationId(Events.SOURCE + "/" + pick(List.of("A", "B")))
                .setCameraId(random.nextBoolean() ? null : pick(List.of("c1", "c2")))
                .setStart(start)
                .setEnd(random.nextInt(20) == 0 ? null : start.plus(Duration.ofHours(random.nextInt(150) - 5)))
                .setClockSuspect(random.nextInt(8) == 0)
                .setTallies(tallies)
                .build();
    }

    private Provenance provenance(String id) {
        Provenance provenance = Events.provenance(id);
        if (random.nextBoolean()) {
            provenance.setFile(null);
        }
        return provenance;
    }

    private Purpose purpose() {
        return random.nextInt(6) == 0 ? pick(List.of(Purpose.values())) : Purpose.ACTUAL;
    }

    private @Nullable String station() {
        return random.nextInt(6) == 0 ? null : Events.SOURCE + "/" + (random.nextInt(4) == 0 ? "B" : "A");
    }

    private Identification identification() {
        return Identification.newBuilder()
                .setStatus(pick(List.of(IdentificationStatus.values())))
                .setIndividualId(random.nextInt(5) == 0 ? null : pick(List.of("Leo 117F", "Leo 12M")))
                .setFlank(pick(List.of(Flank.values())))
                .build();
    }

    private Classification classification() {
        return Classification.newBuilder()
                .setMethod(pick(List.of(ClassificationMethod.values())))
                .setProbability(pick(java.util.Arrays.asList(null, 0.5, 0.7999, 0.8, 0.95)))
                .build();
    }

    private Instant moment() {
        return pick(anchors)
                .plus(Duration.ofMinutes(10L * (random.nextInt(15) - 7)))
                .plusSeconds(random.nextInt(3) - 1)
                .plusMillis(random.nextInt(10) == 0 ? 1 : 0);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
