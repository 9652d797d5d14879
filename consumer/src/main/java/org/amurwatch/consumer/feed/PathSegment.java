package org.amurwatch.consumer.feed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Ids in addresses. */
final class PathSegment {

    private PathSegment() {}

    static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
