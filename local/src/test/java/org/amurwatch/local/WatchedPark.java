package org.amurwatch.local;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;

/**
 * What sources of a park send to a running system, now or received at any time of the past. Each spot is more than 20 km from
 * the next, so that nothing of one has to do with another.
 */
final class WatchedPark implements AutoCloseable {

    static final String LEOPARD = "Panthera pardus orientalis";

    private static final double FIRST_LATITUDE = 45.0;
    private static final double SPOT_DEGREES = 0.2;
    private static final double LONGITUDE = 131.0;

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
    private final RecordPublisher publisher;
    private boolean past;
    private int events;

    WatchedPark(LocalSystemProcess system) {
        SystemSettings settings = Settings.read(
                SystemSettings.class,
                Map.of(
                        "amurwatch.bootstrap-servers",
                        system.bootstrapServers(),
                        "amurwatch.registry-url",
                        system.registryUrl()));
        this.publisher = new RecordPublisher(
                new Connection(settings, Party.PRODUCER), ((InstantSource) time::get).withZone(ZoneOffset.UTC));
    }

    /** What comes from here on was received a minute after it was observed (true), or is received now. */
    void inThePast(boolean inThePast) {
        past = inThePast;
    }

    /** @param eastKilometres from the middle of the spot */
    static Position at(int spot, double eastKilometres) {
        double latitude = FIRST_LATITUDE + spot * SPOT_DEGREES;
        double degreeKilometres = 111.2 * Math.cos(Math.toRadians(latitude));
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(LONGITUDE + eastKilometres / degreeKilometres)
                .build();
    }

    /** People, snares, shots: told by a person where there is no station, else by a live camera or microphone. */
    void sign(AlertKind kind, Position position, Instant observedAt, String source, String station) {
        publish(alert(kind, position, observedAt, source, station).build(), observedAt);
    }

    /** Our own crew at a station: a sign of life of its camera, and nothing else. */
    void crew(Position position, Instant observedAt, String station) {
        publish(
                alert(AlertKind.HUMAN_PRESENCE, position, observedAt, "cameras", station)
                        .setExplained(Explanation.STAFF)
                        .build(),
                observedAt);
    }

    private PoachingAlert.Builder alert(
            AlertKind kind, Position position, Instant observedAt, String source, String station) {
        boolean machine = !station.isEmpty();
        return PoachingAlert.newBuilder()
                .setProvenance(provenance(source, observedAt))
                .setObservedAt(observedAt)
                .setPosition(position)
                .setStationId(machine ? source + "/" + station : null)
                .setMethod(
                        !machine
                                ? ObservationMethod.DIRECT
                                : kind == AlertKind.GUNSHOT
                                        ? ObservationMethod.ACOUSTIC
                                        : ObservationMethod.CAMERA_TRAP)
                .setKind(kind)
                .setCount(1)
                .setClassification(Classification.newBuilder()
                        .setMethod(machine ? ClassificationMethod.MACHINE : ClassificationMethod.HUMAN)
                        .setProbability(machine ? 0.9 : null)
                        .build());
    }

    private void publish(PoachingAlert alert, Instant observedAt) {
        time.set(received(observedAt));
        publisher.send(
                Topics.POACHING_ALERTS,
                alert.getProvenance().getSourceId() + "/"
                        + alert.getProvenance().getEventId(),
                alert,
                record -> {});
    }

    /** An animal on a live camera. */
    void animal(String species, Position position, Instant observedAt, String station, String individual) {
        Provenance provenance = provenance("cameras", observedAt);
        time.set(received(observedAt));
        publisher.send(
                Topics.SIGHTINGS,
                "cameras/" + provenance.getEventId(),
                Sighting.newBuilder()
                        .setProvenance(provenance)
                        .setObservedAt(observedAt)
                        .setPosition(position)
                        .setStationId("cameras/" + station)
                        .setMethod(ObservationMethod.CAMERA_TRAP)
                        .setScientificName(species)
                        .setCount(1)
                        .setIdentification(
                                individual.isEmpty()
                                        ? null
                                        : Identification.newBuilder()
                                                .setStatus(IdentificationStatus.CONFIRMED)
                                                .setIndividualId(individual)
                                                .build())
                        .setClassification(Classification.newBuilder()
                                .setMethod(ClassificationMethod.HUMAN)
                                .build())
                        .build(),
                record -> {});
    }

    /** A patrol says where it is, and promises to say it again. */
    void promise(String team, Position position, Instant at, int withinMinutes) {
        time.set(at);
        publisher.send(
                Topics.PATROL_POSITIONS,
                team,
                PatrolPosition.newBuilder()
                        .setTeamId(team)
                        .setSourceId("radio")
                        .setAt(at)
                        .setPosition(position)
                        .setCheckInMinutes(withinMinutes)
                        .setLive(true)
                        .build(),
                record -> {});
    }

    private Instant received(Instant observedAt) {
        return past ? observedAt.plusSeconds(60) : Instant.now();
    }

    private Provenance provenance(String source, Instant observedAt) {
        events++;
        return Provenance.newBuilder()
                .setSourceId(source)
                .setEventId("event-" + events)
                .setRevision(observedAt)
                .build();
    }

    void flush() {
        publisher.flush();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
