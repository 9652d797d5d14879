package org.amurwatch.consumer.partner.file;

import java.net.URI;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.endpoint.Secret;

/**
 * Another Amur Watch: its HTTP ingest.
 *
 * @param url where its ingest is, without {@code /v1/events}
 * @param key that it gave us as a source of its own
 * @param source the {@code source} of our CloudEvents: with their ids it names events there for good
 */
public record AmurWatchTarget(URI url, Secret key, String source) implements PartnerTarget {

    public static final String KIND = "amurwatch";

    static AmurWatchTarget read(EndpointFields fields) {
        return new AmurWatchTarget(
                TargetFields.base(fields, "url"), fields.secretInFile("key"), TargetFields.source(fields));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(url);
    }
}
