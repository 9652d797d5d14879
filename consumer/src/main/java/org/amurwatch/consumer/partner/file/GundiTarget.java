package org.amurwatch.consumer.partner.file;

import java.net.URI;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.endpoint.Secret;

/**
 * A connection of Gundi v2.
 *
 * @param url its sensors API, ending in /v2
 * @param key of the connection
 * @param source by what name Gundi knows us as a device
 * @param types which event type a subject has there
 */
public record GundiTarget(URI url, Secret key, String source, TypeNames types) implements PartnerTarget {

    public static final String KIND = "gundi";

    private static final String PUBLIC_SERVICE = "https://sensors.api.gundiservice.org/v2";

    static GundiTarget read(EndpointFields fields) {
        return new GundiTarget(
                TargetFields.base("url", fields.optional("url").orElse(PUBLIC_SERVICE)),
                fields.secretInFile("key"),
                fields.optional("source").orElse("amurwatch"),
                TypeNames.read(fields));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** As its owners ask for. */
    @Override
    public int usualRate() {
        return 1;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(url);
    }
}
