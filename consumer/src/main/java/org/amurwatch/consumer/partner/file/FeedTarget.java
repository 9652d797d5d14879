package org.amurwatch.consumer.partner.file;

/** A partner that is sent nothing: it fetches its feeds. */
public record FeedTarget() implements PartnerTarget {

    public static final String KIND = "feed";

    @Override
    public String kind() {
        return KIND;
    }
}
