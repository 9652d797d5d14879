package org.amurwatch.consumer.partner.file;

import java.time.Duration;
import java.util.Optional;

/**
 * One partner, or the public: somebody who is given what one agreement releases.
 *
 * @param id of the agreement
 * @param target where it is sent to
 * @param rateLimit attempts a minute at most
 * @param paused whether nothing is sent for now; nothing is lost by it
 * @param privateNetwork whether it may be on this machine or in a private network
 * @param feedTokenSha256 SHA-256 of the token that its feeds are fetched with, in lower-case hexadecimal digits
 */
public record Partner(
        String id,
        PartnerTarget target,
        int rateLimit,
        boolean paused,
        boolean privateNetwork,
        Optional<String> feedTokenSha256) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Whether anything is sent to it, or it only fetches. */
    public boolean isSentTo() {
        return !(target instanceof FeedTarget);
    }

    /** How long from the begin of one attempt to that of the next. */
    public Duration betweenAttempts() {
        return MINUTE.dividedBy(rateLimit);
    }

    @Override
    public String toString() {
        return "partner " + id;
    }
}
