package org.amurwatch.producer.mqtt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMeaning;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;

/**
 * Makes events of messages. The same message again makes the same events, with the same ids, so that a repeat changes
 * nothing: only one that states neither an id nor a time may be made two, and none two messages one.
 */
final class MessageReader {

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
    MessageReader(List<Subscription> subscriptions, Map<String, Device> devices, Purpose purpose, int longestPayload) {
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
                    "The payload has " + message.payload().length + " octets: at most " + longestPayload
                            + " are read.");
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
                    "It is an old state that the server keeps, without a time: whether it was dealt with can't be"
                            + " known.");
        }
        Statement statement = new Statement(read, read.source(), devices.get(read.device()), moment, purpose);
        List<LiveEvent> events = new ArrayList<>();
        Optional<StatedType> type = type(read);
        if (type.isPresent()) {
            LiveEvent event = statement.event(type.get().word(), type.get().meaning());
            if (event != null) {
                events.add(event);
            }
        }
        if (read.subscription().positions()) {
            addPosition(statement, events);
        } else if (type.isEmpty()) {
            throw new UnusableMessage(
                    Reason.NO_TYPE, "Nothing says what was observed: 'type' in 'fields' says where that stands.");
        }
        boolean unknown = type.isPresent() && !type.get().isKnown();
        return new Found(read.subscription(), events, unknown, read.leftOut());
    }

    /** A call for help is sent though nobody knows whose the tracker is. */
    private static void addPosition(Statement statement, List<LiveEvent> events) throws UnusableMessage {
        try {
            events.add(statement.patrolPosition());
        } catch (UnusableMessage e) {
            if (events.isEmpty()) {
                throw e;
            }
            statement.read().leftOut().add(e.reason() == Reason.NO_TEAM ? MessageField.TEAM : MessageField.LATITUDE);
        }
    }

    private record StatedType(String word, TypeMeaning meaning, boolean isKnown) {}

    /** What was observed; empty where the message does not say. */
    private static Optional<StatedType> type(ReadMessage read) {
        Optional<String> stated = read.text(MessageField.TYPE);
        if (stated.isEmpty()) {
            return read.text(MessageField.SPECIES)
                    .map(animal -> new StatedType("", new TypeMeaning.Animal(null), true));
        }
        Optional<TypeMeaning> known =
                read.subscription().types().of(stated.get()).or(() -> ownKind(stated.get()));
        return Optional.of(new StatedType(
                stated.get(), known.orElseGet(() -> new TypeMeaning.Alert(AlertKind.OTHER)), known.isPresent()));
    }

    /** Our own names of kinds need not be listed. */
    private static Optional<TypeMeaning> ownKind(String type) {
        return Arrays.stream(AlertKind.values())
                .filter(kind -> kind.name().equals(type))
                .<TypeMeaning>map(TypeMeaning.Alert::new)
                .findFirst();
    }
}
