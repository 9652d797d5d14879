package org.amurwatch.producer.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;
import org.amurwatch.producer.live.LiveEvent;

/** Figures of the way in by MQTT. Tags are subscriptions, kinds, reasons and fields: few, and nobody's place or name. */
final class MqttMeters {

    private static final String PREFIX = "amurwatch_ingest_mqtt_";

    private final MeterRegistry registry;

    MqttMeters(MeterRegistry registry) {
        this.registry = registry;
        // Shown as 0 from the start, so that an alarm can be set on them.
        count("connections_lost");
        count("outages");
        count("unused_files_deleted");
        count("unused_lost");
    }

    /** What is asked for its value when somebody looks. */
    void watch(Supplier<Number> underWay, Supplier<Number> ready) {
        Gauge.builder(PREFIX + "under_way", underWay)
                .description("Messages that are not acknowledged yet.")
                .register(registry);
        Gauge.builder(PREFIX + "ready", ready)
                .description("1 while it is subscribed and events are accepted.")
                .register(registry);
    }

    void accepted(Subscription subscription, LiveEvent event) {
        registry.counter(
                        PREFIX + "events",
                        "subscription",
                        subscription.id(),
                        "kind",
                        event.kind().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void ignored(Subscription subscription) {
        registry.counter(PREFIX + "ignored", "subscription", subscription.id()).increment();
    }

    void unknownType(Subscription subscription) {
        registry.counter(PREFIX + "unknown_types", "subscription", subscription.id())
                .increment();
    }

    void leftOut(Subscription subscription, MessageField field) {
        registry.counter(PREFIX + "fields_left_out", "subscription", subscription.id(), "field", field.word())
                .increment();
    }

    void unused(UnusableMessage.Reason reason) {
        registry.counter(PREFIX + "unused", "reason", reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A message that no event could be made of, and that could not be kept. */
    void unusedLost() {
        count("unused_lost").increment();
    }

    void unusedFileDeleted() {
        count("unused_files_deleted").increment();
    }

    void connectionLost() {
        count("connections_lost").increment();
    }

    /** An outage of the brokers or the registry began. */
    void outage() {
        count("outages").increment();
    }

    /** A message with no acknowledgement (QoS 0) that came faster than it could be taken. */
    void dropped() {
        count("dropped_qos0").increment();
    }

    private Counter count(String name) {
        return registry.counter(PREFIX + name);
    }
}
