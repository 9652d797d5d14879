package org.amurwatch.consumer.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SightingReference;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.Vertex;
import org.amurwatch.serde.DeadLetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records of a park for tests. */
public final class ParkRecords {

    public static final Instant NOW = Instant.parse("2026-01-17T12:00:00Z");
    public static final String ZONE = "Asia/Vladivostok";

    private ParkRecords() {}

    public static Territory territory(String id, String sector, double latitude, double longitude) {
        List<Vertex> ring = List.of(
                new Vertex(latitude, longitude),
                new Vertex(latitude, longitude + 0.2),
                new Vertex(latitude + 0.2, longitude + 0.2),
                new Vertex(latitude, longitude));
        return Territory.newBuilder()
                .setId(id)
                .setName("Name of " + id)
                .setSectorId(sector)
                .setTimeZone(ZONE)
                .setPolygons(List.of(new Polygon(List.of(ring))))
                .build();
    }

    public static PatrolTeam team(String id, String... sectors) {
        return PatrolTeam.newBuilder()
                .setId(id)
                .setName("Team " + id)
                .setLanguage("en")
                .setSectorIds(List.of(sectors))
                .build();
    }

    public static Placement placement(String territory, String sector) {
        return Placement.newBuilder()
                .setTerritoryId(territory)
                .setTerritoryName("Name of " + territory)
                .setSectorId(sector)
                .setTimeZone(ZONE)
                .setEdgeUncertain(false)
                .build();
    }

    private static Provenance provenance(String event, Instant revision) {
        return Provenance.newBuilder()
                .setSourceId("src")
                .setEventId(event)
                .setRevision(revision)
                .build();
    }

    /** A sighting as intake located it. */
    public static ObservationChange sighting(
            String event, String species, Placement placement, Position position, Instant observedAt) {
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(provenance(event, observedAt))
                .setPurpose(Purpose.ACTUAL)
                .setObservedAt(observedAt)
                .setPosition(position)
                .setStationId("src/station-" + event)
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName(species)
                .setCount(1)
                .build();
        return change(
                event, located(placement, observedAt).setSighting(sighting).build());
    }

    public static ObservationChange shot(String event, Placement placement, Position position, Instant observedAt) {
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(provenance(event, observedAt))
                .setPurpose(Purpose.ACTUAL)
                .setObservedAt(observedAt)
                .setPosition(position)
                .setMethod(ObservationMethod.ACOUSTIC)
                .setKind(AlertKind.GUNSHOT)
                .build();
        return change(
                event, located(placement, observedAt).setPoachingAlert(alert).build());
    }

    /** What a camera's classifier says, put up for review. */
    public static ReviewItem review(String event, Placement placement, Position position, Instant openedAt) {
        return ReviewItem.newBuilder()
                .setEventKey("src/" + event)
                .setSectorId(placement.getSectorId())
                .setState(ReviewState.OPEN)
                .setKind(AlertKind.HUMAN_PRESENCE)
                .setProbability(0.9)
                .setObservedAt(openedAt.minusSeconds(60))
                .setOpenedAt(openedAt)
                .setChangedAt(openedAt)
                .setTerritoryId(placement.getTerritoryId())
                .setTerritoryName(placement.getTerritoryName())
                .setTimeZone(ZONE)
                .setPosition(position)
                .setStationId("src/station-" + event)
                .build();
    }

    public static ObservationChange deployment(
            String event, Placement placement, Position position, @Nullable Instant end) {
        Deployment deployment = Deployment.newBuilder()
                .setProvenance(provenance(event, NOW))
                .setPurpose(Purpose.ACTUAL)
                .setPosition(position)
                .setStationId("src/station-" + event)
                .setStart(NOW.minusSeconds(86_400))
                .setEnd(end)
                .build();
        return change(event, located(placement, NOW).setDeployment(deployment).build());
    }

    private static LocatedEvent.Builder located(Placement placement, Instant receivedAt) {
        return LocatedEvent.newBuilder()
                .setPlacement(placement)
                .setReceivedAt(receivedAt)
                .setFreshnessMillis(0);
    }

    private static ObservationChange change(String event, LocatedEvent now) {
        return ObservationChange.newBuilder()
                .setEventKey("src/" + event)
                .setNow(now)
                .build();
    }

    /** The same event, taken back. */
    public static ObservationChange gone(ObservationChange change) {
        return ObservationChange.newBuilder()
                .setEventKey(change.getEventKey())
                .setBefore(change.getNow())
                .build();
    }

    public static PatrolPosition at(String team, Instant at, Position position) {
        return PatrolPosition.newBuilder()
                .setTeamId(team)
                .setSourceId("tracker")
                .setAt(at)
                .setPosition(position)
                .setPurpose(Purpose.ACTUAL)
                .build();
    }

    public static IndividualStatus individual(String id, String territory, Position position) {
        return IndividualStatus.newBuilder()
                .setIndividualId(id)
                .setScientificName("Panthera pardus")
                .setName("Name of " + id)
                .setRegistered(true)
                .setSightings(3)
                .setLast(SightingReference.newBuilder()
                        .setEventKey("src/last-" + id)
                        .setObservedAt(NOW.minusSeconds(3_600))
                        .setPosition(position)
                        .setTerritoryId(territory)
                        .setStatus(IdentificationStatus.CONFIRMED)
                        .build())
                .setTerritoryIds(List.of(territory))
                .setChangedAt(NOW)
                .build();
    }

    public static TerritoryDay day(
            String territory,
            String sector,
            LocalDate date,
            String subject,
            long detections,
            @Nullable Integer nights) {
        return TerritoryDay.newBuilder()
                .setTerritoryId(territory)
                .setSectorId(sector)
                .setDate(date)
                .setTimeZone(ZONE)
                .setStationNights(nights)
                .setCounts(List.of(SubjectCount.newBuilder()
                        .setType(SubjectType.SIGHTING)
                        .setSubject(subject)
                        .setEvents(detections)
                        .setDetections(detections)
                        .setAnimals(detections)
                        .build()))
                .build();
    }

    /** A record of the dead letters. */
    public static ConsumerRecord<String, byte[]> deadLetter(String topic, long offset, String explanation) {
        ConsumerRecord<String, byte[]> raw = record(topic, offset);
        DeadLetterHeader.put(
                raw.headers(),
                DeadLetterContext.newBuilder()
                        .setReason(DeadLetterReason.FAILED)
                        .setExplanation(explanation)
                        .setStep("intake")
                        .setTopic("field.sightings")
                        .setPartition(2)
                        .setOffset(17)
                        .setTimestamp(NOW)
                        .build());
        return raw;
    }

    /** What the dead letters hold once one was put back. */
    public static ConsumerRecord<String, byte[]> putBack(String topic, long offset, long putBack) {
        ConsumerRecord<String, byte[]> raw = record(topic, offset);
        raw.headers().add(DeadLetterHeader.REPLAYED, Long.toString(putBack).getBytes(StandardCharsets.UTF_8));
        return raw;
    }

    private static ConsumerRecord<String, byte[]> record(String topic, long offset) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                NOW.plusSeconds(offset).toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
