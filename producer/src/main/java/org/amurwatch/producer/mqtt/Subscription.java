package org.amurwatch.producer.mqtt;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.producer.mapping.TypeMapping;
import org.jspecify.annotations.Nullable;

/**
 * One kind of devices: where they publish, and how to read it.
 *
 * @param id by which figures and sentences call it
 * @param topic where they publish
 * @param form of their payloads
 * @param source whose statements they are
 * @param sources which sources there may be, where the topic names the source; empty where it does not
 * @param fields where a message says what
 * @param types what their types mean here
 * @param method how they observe
 * @param positions whether they are trackers: each message is a position of a team
 * @param place where an event is taken to be whose device nobody knows; null: such can't be used
 * @param gatewayRangeMetres how far from a gateway a device may be that it hears, to take the gateway's place for the device's
 *     where nothing better is known; null: not done
 * @param repeatWithin of messages with neither an id nor a time: equal ones within this are one
 */
record Subscription(
        String id,
        TopicTemplate topic,
        PayloadForm form,
        Expression source,
        Set<String> sources,
        Map<MessageField, Expression> fields,
        TypeMapping types,
        ObservationMethod method,
        boolean positions,
        @Nullable Position place,
        @Nullable Integer gatewayRangeMetres,
        Duration repeatWithin) {

    Subscription {
        sources = Set.copyOf(sources);
        fields = Map.copyOf(fields);
    }

    /** Whose statements there may be. */
    Set<String> statedSources() {
        String fixed = source.fixed();
        return sources.isEmpty() && fixed != null ? Set.of(fixed) : sources;
    }

    Optional<Expression> field(MessageField field) {
        return Optional.ofNullable(fields.get(field));
    }
}
