package org.amurwatch.consumer.partner.file;

import java.net.URI;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.endpoint.Secret;

/**
 * A site of EarthRanger.
 *
 * @param url the site, such as https://park.pamdas.org
 * @param token of the user that reports are made as
 * @param eventSource id of the event source there (a UUID): with it, a report of ours is never made twice
 * @param types which event type a subject has there
 * @param priorities by kind of alert: 100, 200 or 300; what is not among them has the default of its type there
 */
public record EarthRangerTarget(
        URI url, Secret token, String eventSource, TypeNames types, Map<AlertKind, Integer> priorities)
        implements PartnerTarget {

    public static final String KIND = "earthranger";

    public EarthRangerTarget {
        priorities = Map.copyOf(priorities);
    }

    static EarthRangerTarget read(EndpointFields fields) {
        return new EarthRangerTarget(
                TargetFields.base(fields, "url"),
                fields.secretInFile("token"),
                TargetFields.uuid(fields, "eventSource"),
                TypeNames.read(fields),
                Priorities.read(fields));
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
