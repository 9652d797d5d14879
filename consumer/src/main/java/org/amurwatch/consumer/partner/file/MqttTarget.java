package org.amurwatch.consumer.partner.file;

import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.endpoint.MqttDestination;

/**
 * A topic of an MQTT server, and what is below it.
 *
 * @param destination server and topic
 * @param source the {@code source} of our CloudEvents
 */
public record MqttTarget(MqttDestination destination, String source) implements PartnerTarget {

    public static final String KIND = "mqtt";

    static MqttTarget read(EndpointFields fields) {
        return new MqttTarget(
                MqttDestination.read(fields, () -> "amurwatch-partner-" + fields.text("id")),
                TargetFields.source(fields));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public int usualRate() {
        return 600;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return destination.isPlainOverNetwork();
    }
}
