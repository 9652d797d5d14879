package org.amurwatch.producer.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Makes events of messages. The same message again makes the same events, with the same ids, so that a repeat changes
 * nothing: only one that states neither an id nor a time may be made two, and none two messages one.
 */
final class MessageReader {

    static {
        TrustedRecords.trust();
    }

    /** What is older when it comes was not sent at once, and is of no use to find the nearest team. */
    private static final Duration LIVE_AT_MOST = Duration.ofHours(2);

    private static final int LONGEST_STATED_KIND = 100;
    private static final int LONGEST_NOTE = 10_000;
    private static final int MOST_COUNTED = 10_000;

    private final List<Subscription> subscriptions;
    private final Map<String, Device> devices;
    private final Purpose purpose;
    private final int longestPayload;

    /**
     * What a message was found to be.
     *
     * @param subscription whose it is
     * @param events what it says; empty: it is of a type that is ignored
     * @param unknownType whether it is of a type that nothing maps
     * @param leftOut fields that say something which can't be used, and which the events do without
     */
    record Found(Subscription subscription, List<LiveEvent> events, boolean unknownType, Set<MessageField> leftOut) {}

    /**
     * @param devices the table of devices, by id
     * @param purpose why events are sent
     * @param longestPayload octets; longer payloads can't be used
     */
    MessageReader(
            List<Subscription> subscriptions, Map<String, Device> devices, Purpose purpose, int longestPayload) {
        this.subscriptions = List.copyOf(subscriptions);
        this.devices = Map.copyOf(devices);
        this.purpose = purpose;
        this.longestPayload = longestPayload;
    }

    /** @throws UnusableMessage if no event can be made of it */
    Found read(DeviceMessage message) throws UnusableMessage {
        if (message.payload().length > longestPayload) {
            throw new UnusableMessage(
                    Reason.TOO_LARGE,
                    "The payload has " + message.payload().length + " octets: at most " + longestPayload + " are read.");
        }
        for (Subscription subscription : subscriptions) {
            Optional<Map<String, String>> names = subscription.topic().match(message.topic());
            if (names.isPresent()) {
                return read(ReadMessage.open(subscription, names.get(), message));
            }
        }
        throw new UnusableMessage(Reason.NO_SUBSCRIPTION, "No subscription's topic fits.");
    }

    private Found read(ReadMessage read) throws UnusableMessage {
        StatedMoment moment = read.moment();
        if (read.message().retained() && !moment.isOwn()) {
            throw new UnusableMessage(
                    Reason.RETAINED_WITHOUT_TIME,
                    "It is an old state that the server keeps, without a time: whether it was dealt with can't be known.");
        }
        Statement statement = new Statement(read, read.source(), devices.get(read.device()), moment);
        List<LiveEvent> events = new ArrayList<>();
        UnusableMessage noTeam = null;
        if (read.subscription().positions()) {
            try {
                events.add(patrolPosition(statement));
            } catch (UnusableMessage e) {
                noTeam = e;
            }
        }
        String type = read.text(MessageField.TYPE).orElse(null);
        if (type == null) {
            if (noTeam != null) {
                throw noTeam;
            }
            if (events.isEmpty()) {
                throw new UnusableMessage(
                        Reason.NO_TYPE, "Nothing says what was observed: 'type' in 'fields' says where that stands.");
            }
            return new Found(read.subscription(), events, false, read.leftOut());
        }
        Optional<TypeMeaning> meaning = read.subscription().types().of(type);
        LiveEvent event = event(
                statement, type, meaning.orElseGet(() -> new TypeMeaning.Alert(AlertKind.OTHER)));
        if (event != null) {
            events.add(event);
        } else if (noTeam != null) {
            throw noTeam;
        }
        return new Found(read.subscription(), events, meaning.isEmpty(), read.leftOut());
    }

    /** A message, with what is known of its device. */
    private record Statement(ReadMessage read, String source, @Nullable Device device, StatedMoment moment) {

        @Nullable
        String stationId() {
            return device == null || device.station() == null ? null : source + "/" + device.station();
        }
    }

    private static @Nullable Position fix(ReadMessage read) {
        double latitude = read.number(MessageField.LATITUDE);
        double longitude = read.number(MessageField.LONGITUDE);
        Position fix = Places.of(latitude, longitude, read.number(MessageField.UNCERTAINTY));
        if (fix == null && !Double.isNaN(latitude) && !Double.isNaN(longitude)) {
            read.leftOut().add(MessageField.LATITUDE);
        }
        return fix;
    }

    private LiveEvent patrolPosition(Statement statement) throws UnusableMessage {
        ReadMessage read = statement.read;
        Device device = statement.device;
        String team = read.text(MessageField.TEAM).orElse(device == null ? null : device.team());
        if (team == null || team.length() > 100) {
            throw new UnusableMessage(
                    Reason.NO_TEAM,
                    "No team for device " + UnusableMessage.cited(read.device())
                            + ": add it to the table of devices, with its 'team'.");
        }
        Position fix = fix(read);
        if (fix == null) {
            throw new UnusableMessage(Reason.NO_POSITION, "The tracker states no position on Earth.");
        }
        // A position is of use for its time alone: of a wrong clock, when it came is nearer.
        Instant received = read.message().receivedAt();
        Instant at = statement.moment.isOwn() ? statement.moment.at() : received;
        return new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                .setTeamId(team)
                .setSourceId(statement.source)
                .setAt(at)
                .setPosition(fix)
                .setPurpose(purpose)
                .setLive(Duration.between(at, received).compareTo(LIVE_AT_MOST) <= 0)
                .build());
    }

    private @Nullable LiveEvent event(Statement statement, String type, TypeMeaning meaning) throws UnusableMessage {
        if (meaning instanceof TypeMeaning.Ignored) {
            return null;
        }
        EventKey key = new EventKey(statement.source, eventId(statement));
        Provenance provenance = Provenance.newBuilder()
                .setSourceId(key.sourceId())
                .setEventId(key.eventId())
                .setRevision(revision(statement))
                .build();
        PrivateDetails details = statement
                .read
                .text(MessageField.NOTE, LONGEST_NOTE)
                .map(note -> PrivateDetails.newBuilder()
                        .setEventKey(key.toString())
                        .setNote(note)
                        .build())
                .orElse(null);
        Position place = place(statement);
        if (meaning instanceof TypeMeaning.Alert alert) {
            return new LiveEvent.OfPoachingAlert(alert(statement, type, alert.kind(), provenance, place), details);
        }
        String animal = meaning instanceof TypeMeaning.Animal known ? known.scientificName() : null;
        return new LiveEvent.OfSighting(sighting(statement, animal, provenance, place), details);
    }

    private PoachingAlert alert(
            Statement statement, String type, AlertKind kind, Provenance provenance, Position place) {
        ReadMessage read = statement.read;
        return PoachingAlert.newBuilder()
                .setProvenance(provenance)
                .setPurpose(purpose)
                .setObservedAt(statement.moment.at())
                .setPosition(place)
                .setStationId(statement.stationId())
                .setMethod(read.subscription().method())
                .setKind(kind)
                .setStatedKind(
                        type.equalsIgnoreCase(kind.name())
                                ? null
                                : type.substring(0, Math.min(type.length(), LONGEST_STATED_KIND)))
                .setCount(read.whole(MessageField.COUNT, 1, MOST_COUNTED))
                .setClassification(classification(read))
                .build();
    }

    private Sighting sighting(
            Statement statement, @Nullable String animal, Provenance provenance, Position place) {
        ReadMessage read = statement.read;
        return Sighting.newBuilder()
                .setProvenance(provenance)
                .setPurpose(purpose)
                .setObservedAt(statement.moment.at())
                .setPosition(place)
                .setStationId(statement.stationId())
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
                .setClassification(classification(read))
                .build();
    }

    private static @Nullable Classification classification(ReadMessage read) {
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

    private static Position place(Statement statement) throws UnusableMessage {
        Position fix = fix(statement.read);
        if (fix != null) {
            return fix;
        }
        Device device = statement.device;
        if (device != null && device.position() != null) {
            return device.position();
        }
        Envelope envelope = statement.read.envelope();
        if (envelope.place() != null) {
            return envelope.place();
        }
        Subscription subscription = statement.read.subscription();
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
                "Nothing says where device " + UnusableMessage.cited(statement.read.device())
                        + " is: add it to the table of devices, or give the subscription a 'place'.");
    }

    private static String eventId(Statement statement) {
        ReadMessage read = statement.read;
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
        if (statement.moment.isOwn()) {
            return StableId.of("mqtt", message.topic(), content);
        }
        long window = Math.max(1, read.subscription().repeatWithin().toMillis());
        return StableId.of(
                "mqtt", message.topic(), content, Long.toString(message.receivedAt().toEpochMilli() / window));
    }

    private static String shortened(String device) {
        return device.length() <= 40 ? device : StableId.of(device);
    }

    private static Instant revision(Statement statement) {
        Optional<String> stated = statement.read.text(MessageField.REVISION);
        StatedMoment revision = StatedMoment.of(
                stated.orElse(null), statement.read.message().receivedAt());
        return revision.isOwn() ? revision.at() : statement.moment.at();
    }
}
