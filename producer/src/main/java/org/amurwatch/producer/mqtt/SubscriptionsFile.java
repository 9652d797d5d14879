package org.amurwatch.producer.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.amurwatch.producer.mapping.TypeMapping;
import org.jspecify.annotations.Nullable;

/**
 * The file of subscriptions:
 *
 * <pre>
 * subscriptions:
 *   - id: gunshots
 *     topic: v3/{application}@ttn/devices/{device}/up
 *     payload: ttn-v3
 *     source: lora
 *     method: ACOUSTIC
 *     fields: {type: /class, probability: /confidence}
 *     types: {gunshot: GUNSHOT, saw: CHAINSAW, ambient: IGNORE}
 * </pre>
 */
final class SubscriptionsFile {

    private static final List<String> FIELDS = List.of(
            "id",
            "topic",
            "payload",
            "source",
            "sources",
            "fields",
            "types",
            "method",
            "positions",
            "place",
            "gatewayRangeMetres",
            "repeatWithin");
    private static final int FARTHEST_GATEWAY_METRES = 100_000;
    private static final Duration REPEAT_WITHIN = Duration.ofMinutes(1);

    private SubscriptionsFile() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault */
    static List<Subscription> read(Path file) {
        return parse(file.toString(), RecordFile.text(file, "YAML"));
    }

    static List<Subscription> parse(String name, String text) {
        return new RecordFile(name, "subscription").yaml(text, "subscriptions", SubscriptionsFile::subscription);
    }

    private static Subscription subscription(FileRecord record) {
        record.only("subscription", FIELDS);
        TopicTemplate topic = read(record, "topic", TopicTemplate::of, TopicTemplate.of("-"));
        PayloadForm form = record.word("payload", PayloadForm.class, PayloadForm.JSON);
        Set<String> sources = Set.copyOf(record.texts("sources"));
        sources.forEach(source -> checkSource(record, "sources", source));
        Expression source = read(record, "source", Expression::of, Expression.of("-"));
        if (sources.isEmpty()) {
            checkFixed(record, source);
        }
        checkNames(record, "source", source, topic);
        boolean positions = record.truth("positions");
        return new Subscription(
                record.id(),
                topic,
                form,
                source,
                sources,
                fields(record, form, topic),
                types(record),
                record.word("method", ObservationMethod.class, ObservationMethod.UNSPECIFIED),
                positions,
                place(record),
                record.optionalWhole("gatewayRangeMetres", 1, FARTHEST_GATEWAY_METRES),
                repeatWithin(record));
    }

    /** Whoever can publish could else speak as any source. */
    private static void checkFixed(FileRecord record, Expression source) {
        String fixed = source.fixed();
        if (fixed == null) {
            record.fault(
                    "source",
                    "it comes with the message: then 'sources' lists those that there may be, such as [lora].");
        } else {
            checkSource(record, "source", fixed);
        }
    }

    private static void checkSource(FileRecord record, String field, String source) {
        try {
            new EventKey(source, "any");
        } catch (IllegalArgumentException e) {
            record.fault(field, String.valueOf(e.getMessage()));
        }
    }

    private static void checkNames(FileRecord record, String field, Expression expression, TopicTemplate topic) {
        expression.names().stream()
                .filter(name -> !topic.names().contains(name))
                .forEach(name -> record.fault(field, "the topic has no {" + name + "}."));
    }

    private static Map<MessageField, Expression> fields(FileRecord record, PayloadForm form, TopicTemplate topic) {
        Map<MessageField, Expression> fields = new EnumMap<>(form.fields());
        if (topic.names().contains(MessageField.DEVICE.word())) {
            fields.put(MessageField.DEVICE, Expression.of("{device}"));
        }
        FileRecord stated = record.record("fields");
        if (stated == null) {
            return fields;
        }
        stated.only("message", MessageField.words());
        for (MessageField field : MessageField.values()) {
            if (stated.has(field.word())) {
                Expression expression = read(stated, field.word(), Expression::of, Expression.of("-"));
                checkNames(stated, field.word(), expression, topic);
                fields.put(field, expression);
            }
        }
        return fields;
    }

    private static TypeMapping types(FileRecord record) {
        try {
            return TypeMapping.of("list 'types'", record.textsByWord("types"));
        } catch (CommandFailure e) {
            record.fault("types", String.valueOf(e.getMessage()));
            return TypeMapping.of("list 'types'", Map.of());
        }
    }

    private static org.amurwatch.avro.@Nullable Position place(FileRecord record) {
        FileRecord place = record.record("place");
        if (place == null) {
            return null;
        }
        place.only("place", List.of("latitude", "longitude", "uncertaintyMetres"));
        return DevicesFile.position(place);
    }

    private static Duration repeatWithin(FileRecord record) {
        if (!record.has("repeatWithin")) {
            return REPEAT_WITHIN;
        }
        Duration duration = read(record, "repeatWithin", SubscriptionsFile::duration, REPEAT_WITHIN);
        if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofDays(1)) > 0) {
            record.fault("repeatWithin", duration + ": expected more than 0, and no more than a day.");
        }
        return duration;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(UnusableMessage.cited(text) + " is no duration: expected such as PT1M.");
        }
    }

    private static <T> T read(FileRecord record, String field, Function<String, T> parse, T otherwise) {
        String text = record.text(field);
        try {
            return text.isEmpty() ? otherwise : parse.apply(text);
        } catch (IllegalArgumentException e) {
            record.fault(field, String.valueOf(e.getMessage()));
            return otherwise;
        }
    }
}
