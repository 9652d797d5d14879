package org.amurwatch.producer.simulation.sensors;

import java.time.Instant;
import org.amurwatch.producer.simulation.CameraDeployment;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.world.Landscape;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;
import org.jspecify.annotations.Nullable;

/** Makes an event and its cause of what was noticed, and puts both in the queue. Times are epoch seconds. */
public final class EventPrinter {

    private final Landscape landscape;
    private final EventQueue queue;

    public EventPrinter(Landscape landscape, EventQueue queue) {
        this.landscape = landscape;
        this.queue = queue;
    }

    /** Of a camera. */
    void camera(Station station, String cameraId, Capture capture, long receivedAt, boolean live) {
        Seen seen = capture.seen();
        queue.add(
                new SimulatedEvent(
                        capture.id(),
                        cameraId,
                        live ? Sensor.CAMERA_LIVE : Sensor.CAMERA_CARD,
                        seen.kind(),
                        Instant.ofEpochSecond(capture.statedAt()),
                        Instant.ofEpochSecond(receivedAt),
                        landscape.plane().latitude(station.north()),
                        landscape.plane().longitude(station.east()),
                        station.id(),
                        seen.scientificName(),
                        seen.shownIndividual(),
                        seen.count(),
                        capture.probability(),
                        null),
                new Cause(capture.id(), seen.origin(), seen.incursionId(), seen.individual()));
    }

    /**
     * How long a camera watched.
     *
     * @param end in epoch seconds; null while it watches
     */
    void deployment(Station station, String cameraId, int number, long start, @Nullable Long end, long knownAt) {
        queue.add(new CameraDeployment(
                cameraId,
                station.id(),
                number,
                landscape.plane().latitude(station.north()),
                landscape.plane().longitude(station.east()),
                Instant.ofEpochSecond(start),
                end == null ? null : Instant.ofEpochSecond(end),
                Instant.ofEpochSecond(knownAt)));
    }

    /** Of a sensor or of people, at a place; the id is drawn from the stream. */
    public void at(
            String source,
            Sensor sensor,
            Seen seen,
            int cell,
            long observedAt,
            long receivedAt,
            @Nullable Double probability,
            @Nullable String teamId,
            RandomStream random) {
        String id = id(random);
        double within = sensor == Sensor.ACOUSTIC ? 0 : 250;
        double north = landscape.terrain().north(cell) + random.between(-within, within);
        double east = landscape.terrain().east(cell) + random.between(-within, within);
        queue.add(
                new SimulatedEvent(
                        id,
                        source,
                        sensor,
                        seen.kind(),
                        Instant.ofEpochSecond(observedAt),
                        Instant.ofEpochSecond(receivedAt),
                        landscape.plane().latitude(north),
                        landscape.plane().longitude(east),
                        null,
                        seen.scientificName(),
                        seen.shownIndividual(),
                        seen.count(),
                        probability,
                        teamId),
                new Cause(id, seen.origin(), seen.incursionId(), seen.individual()));
    }

    static String id(RandomStream random) {
        String digits = Long.toHexString(random.nextLong());
        return "0".repeat(16 - digits.length()) + digits;
    }

    /** A machine's probability, to three decimals. */
    static double probability(double value) {
        return StrictMath.round(Math.min(0.999, value) * 1000) / 1000.0;
    }
}
