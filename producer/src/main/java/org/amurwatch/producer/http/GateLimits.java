package org.amurwatch.producer.http;

/**
 * What one process takes at most.
 *
 * @param bodyBytes of one body, also after it was unpacked
 * @param bodyBytesUnderWay of all bodies that are being worked on
 * @param requestsUnderWay that are being worked on
 * @param requestsUnderWayOfSource of those, from one source
 * @param eventsPerMinute of one source in the long run; as many may come at once
 */
public record GateLimits(
        int bodyBytes, int bodyBytesUnderWay, int requestsUnderWay, int requestsUnderWayOfSource, int eventsPerMinute) {

    public static final GateLimits DEFAULT = new GateLimits(4 << 20, 16 << 20, 256, 16, 6_000);
}
