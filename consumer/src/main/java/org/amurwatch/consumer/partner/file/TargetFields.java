package org.amurwatch.consumer.partner.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.amurwatch.consumer.endpoint.EndpointFields;

/** Fields that several kinds of partners have. */
final class TargetFields {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
    private static final int LONGEST_SOURCE = 200;

    private TargetFields() {}

    /** An address that paths are added to. */
    static URI base(EndpointFields fields, String field) {
        return base(field, fields.text(field));
    }

    static URI base(String field, String text) {
        URI address = EndpointFields.webAddress(field, text.replaceAll("/+$", ""));
        if (address.getQuery() != null) {
            throw new IllegalArgumentException(
                    "Its '" + field + "' can't be used: paths are added to it, so it has no '?'.");
        }
        return address;
    }

    static String uuid(EndpointFields fields, String field) {
        String uuid = fields.text(field).toLowerCase(Locale.ROOT);
        if (!UUID.matcher(uuid).matches()) {
            throw new IllegalArgumentException(
                    "Its '" + field + "' is no UUID: expected one such as 0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f.");
        }
        return uuid;
    }

    /** The {@code source} of CloudEvents: a URI reference. */
    static String source(EndpointFields fields) {
        String source = fields.optional("source").orElse("/amurwatch");
        try {
            if (source.length() <= LONGEST_SOURCE && !new URI(source).toString().isEmpty()) {
                return source;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "Its 'source' can't be used: expected what the partner knows this system by, such as"
                        + " https://example.org/amurwatch or /amurwatch/khasan.");
    }
}
