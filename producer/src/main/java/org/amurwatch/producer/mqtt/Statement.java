package org.amurwatch.producer.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMeaning;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.amurwatch.record.TrustedRecords;
import org.jspecify.annotations.Nullable;

/**
 * What a message states, as events.
 *
 * @param read the message
 * @param source whose statement it is
 * @param device what the table says of its device; null: nothing
 * @param moment when it happened
 * @param purpose why it is sent
 */
record Statement(ReadMessage read, String source, @Nullable Device device, StatedMoment moment, Purpose purpose) {

    static {
        TrustedRecords.trust();
    }

    /** What is older when it comes was not sent at once, and is of no use to find the nearest team. */
    private static final Duration LIVE_AT_MOST = Duration.ofHours(2);

    private static final int LONGEST_STATED_KIND = 100;
    private static final int LONGEST_NOTE = 10_000;
    private static final int MOST_COUNTED = 10_000;

    private @Nullable String stationId() {
        return device == null || device.station() == null ? null : source + "/" + device.station();
    }

    private @Nullable Position fix() {
        double latitude = read.number(MessageField.LATITUDE);
        double longitude = read.number(MessageField.LONGITUDE);
        Position fix = Places.of(latitude, longitude, read.number(MessageField.UNCERTAINTY));
        if (fix == null && !Double.isNaN(latitude) && !Double.isNaN(longitude)) {
            read.leftOut().add(MessageField.LATITUDE);
        }
        return fix;
    }

    /** The position that a tracker states. */
    LiveEvent patrolPosition() throws UnusableMessage {
        String team = read.text(MessageField.TEAM).orElse(device == null ? null : device.team());
        if (team == null || team.length() > 100) {
            throw new UnusableMessage(
                    Reason.NO_TEAM,
                    "No team for device " + UnusableMessage.cited(read.device())
                            + ": add it to the table of devices, with its 'team'.");
        }
        Position fix = fix();
        if (fix == null) {
            throw new UnusableMessage(Reason.NO_POSITION, "The tracker states no position on Earth.");
        }
        // A position is of use for its time alone: of a wrong clock, when it came is nearer.
        Instant received = read.message().receivedAt();
        Instant at = moment.isOwn() ? moment.at() : received;
        return new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                .setTeamId(team)
                .setSourceId(source)
                .setAt(at)
                .setPosition(fix)
                .setPurpose(purpose)
                .setLive(Duration.between(at, received).compareTo(LIVE_AT_MOST) <= 0)
                .build());
    }

    /** What it states to have happened; null: it is of a type that is ignored. */
    @Nullable
    LiveEvent event(String type, TypeMeaning meaning) throws UnusableMessage {
        if (meaning instanceof TypeMeaning.Ignored) {
            return null;
        }
        EventKey key = new EventKey(source, eventId());
        Provenance provenance = Provenance.newBuilder()
                .setSourceId(key.sourceId())
                .setEventId(key.eventId())
                .setRevision(revision())
                .build();
        PrivateDetails details = read.text(MessageField.NOTE, LONGEST_NOTE)
                .map(note -> PrivateDetails.newBuilder()
                        .setEventKey(key.toString())
                        .setNote(note)
                        .build())
                .orElse(null);
        Position place = place();
        if (meaning instanceof TypeMeaning.Alert alert) {
            return new LiveEvent.OfPoachingAlert(alert(type, alert.kind(), provenance, place), details);
        }
        String animal = meaning instanceof TypeMeaning.Animal known ? known.scientificName() : null;
        return new LiveEvent.OfSighting(sighting(animal, provenance, place), details);
    }

    private PoachingAlert alert(String type, AlertKind kind, Provenance provenance, Position place) {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance)
                .setPurpose(purpose)
                .setObservedAt(moment.at())
                .setPosition(place)
                .setStationId(stationId())
                .setMethod(read.subscription().method())
                .setKind(kind)
                .setStatedKind(
                        type.equalsIgnoreCase(kind.name())
                                ? null
                                : type.substring(0, Math.min(type.length(), LONGEST_STATED_KIND)))
                .setCount(read.whole(MessageField.COUNT, 1, MOST_COUNTED))
                .setClassification(classification())
                .build();
    }

    private Sighting sighting(@Nullable String animal, Provenance provenance, Position place) {
        return Sighting.newBuilder()
                .setProvenance(provenance)
                .setPurpose(purpose)
                .setObservedAt(moment.at())
                .setPosition(place)
                .setStationId(stationId())
                .setMethod(read.subscription().method())
                .setScientificName(
                        animal == null ? read.text(MessageField.SPECIES).orElse(null) : animal)
                .setCount(read.whole(MessageField.COUNT, 1, MOST_COUNTED))
                .setIdentification(read.text(MessageField.INDIVIDUAL)
                        .map(individual -> Identification.newBuilder()
                                .setStatus(IdentificationStatus.PROBABLE)
                                .setIndividualId(individual)
                                .build())
                        .orElse(null))
                .setClassification(classification())
                .build();
    }

    private @Nullable Classification classification() {
        Double probability = read.share(MessageField.PROBABILITY);
        String classifier = read.text(MessageField.CLASSIFIER).orElse(null);
        return probability == null && classifier == null
                ? null
                : Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(probability)
                        .setBy(classifier)
                        .build();
    }

    private Position place() throws UnusableMessage {
        Position fix = fix();
        if (fix != null) {
            return fix;
        }
        if (device != null && device.position() != null) {
            return device.position();
        }
        Envelope envelope = read.envelope();
        if (envelope.place() != null) {
            return envelope.place();
        }
        Subscription subscription = read.subscription();
        if (envelope.gateway() != null && subscription.gatewayRangeMetres() != null) {
            return Position.newBuilder(envelope.gateway())
                    .setUncertaintyMetres((double) subscription.gatewayRangeMetres())
                    .build();
        }
        if (subscription.place() != null) {
            return subscription.place();
        }
        throw new UnusableMessage(
                Reason.NO_POSITION,
                "Nothing says where device " + UnusableMessage.cited(read.device())
                        + " is: add it to the table of devices, or give the subscription a 'place'.");
    }

    private String eventId() {
        String network = read.envelope().eventId();
        Optional<String> own = read.text(MessageField.ID);
        if (own.isPresent()) {
            // A device's own numbers are its own.
            return read.device().isEmpty() ? own.get() : own.get() + "@" + shortened(read.device());
        }
        if (network != null) {
            return network;
        }
        DeviceMessage message = read.message();
        String content = new String(message.payload(), StandardCharsets.ISO_8859_1);
        if (moment.isOwn()) {
            return StableId.of("mqtt", message.topic(), content);
        }
        long window = Math.max(1, read.subscription().repeatWithin().toMillis());
        return StableId.of(
                "mqtt",
                message.topic(),
                content,
                Long.toString(message.receivedAt().toEpochMilli() / window));
    }

    private static String shortened(String device) {
        return device.length() <= 40 ? device : StableId.of(device);
    }

    private Instant revision() {
        Optional<String> stated = read.text(MessageField.REVISION);
        StatedMoment revision =
                StatedMoment.of(stated.orElse(null), read.message().receivedAt());
        return revision.isOwn() ? revision.at() : moment.at();
    }
}
