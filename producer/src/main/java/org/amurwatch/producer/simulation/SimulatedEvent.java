package org.amurwatch.producer.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as the system would get it; nothing in it tells its cause.
 *
 * @param id unique within a run, 16 hexadecimal digits that tell nothing
 * @param sourceId the device or people it came from, such as {@code camera-S012-A}, {@code acoustic-07}, {@code team-3},
 *     {@code herders}
 * @param observedAt as the device states it: its clock may be wrong by years; whole seconds
 * @param receivedAt when the system got it, by the system's clock; whole seconds
 * @param latitude degrees, WGS 84, 5 decimals; the device's place for a device's event
 * @param stationId the camera station, such as {@code S012}; null for what is no camera's
 * @param scientificName of a SIGHTING, as the classifier says; may be wrong
 * @param individualId a register's name of the animal, such as {@code Leo 12M}; null if not recognised, and may be wrong
 * @param count animals, people, snares; 1 or more
 * @param probability of the machine that classified it, 0 to 1; null for what people say
 * @param teamId of a patrol's report or position
 */
public record SimulatedEvent(
        String id,
        String sourceId,
        Sensor sensor,
        EventKind kind,
        Instant observedAt,
        Instant receivedAt,
        double latitude,
        double longitude,
        @Nullable String stationId,
        @Nullable String scientificName,
        @Nullable String individualId,
        int count,
        @Nullable Double probability,
        @Nullable String teamId) {}
