package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.exercise.WorldRecords;

/**
 * Makes of a simulated event the record that intake puts on sector.events for it. The whole simulated place is one territory in
 * one sector.
 */
public final class SectorEventMaker {

    /** The one sector of a simulated place. */
    public static final String SECTOR = "simulated";

    static final RunName NAME = new RunName(SECTOR, SECTOR);

    private final WorldRecords records = new WorldRecords(NAME);
    private final Placement placement;

    /** @param timeZone of the simulated place */
    public SectorEventMaker(String timeZone) {
        this.placement = Placement.newBuilder()
                .setTerritoryId(SECTOR)
                .setTerritoryName(SECTOR)
                .setSectorId(SECTOR)
                .setTimeZone(timeZone)
                .build();
    }

    /** The id of the simulated event that an event key of the engine stands for. */
    static String eventId(String eventKey) {
        return eventKey.substring(eventKey.lastIndexOf('/') + 1);
    }

    /** The record for an event, or for a patrol's position. */
    public SectorEvent of(SimulatedEvent event) {
        if (WorldRecords.isPosition(event)) {
            return SectorEvent.newBuilder()
                    .setPatrolPosition(records.patrolPosition(event))
                    .build();
        }
        LocatedEvent.Builder located = LocatedEvent.newBuilder()
                .setPlacement(placement)
                .setReceivedAt(event.receivedAt())
                .setFreshnessMillis(Duration.between(Signs.happenedAt(event), event.receivedAt())
                        .toMillis());
        if (WorldRecords.isSighting(event)) {
            Sighting sighting = records.sighting(event);
            sighting.setObservedAt(Signs.happenedAt(event));
            sighting.setClockSuspect(sighting.getClockSuspect() || Signs.clockIsBroken(event));
            return observation(
                    sighting.getProvenance(), located.setSighting(sighting).build());
        }
        PoachingAlert alert = records.alert(event);
        alert.setObservedAt(Signs.happenedAt(event));
        alert.setClockSuspect(alert.getClockSuspect() || Signs.clockIsBroken(event));
        return observation(
                alert.getProvenance(), located.setPoachingAlert(alert).build());
    }

    private static SectorEvent observation(Provenance provenance, LocatedEvent now) {
        return SectorEvent.newBuilder()
                .setObservation(ObservationChange.newBuilder()
                        .setEventKey(EventKey.of(provenance).toString())
                        .setNow(now)
                        .build())
                .build();
    }
}
