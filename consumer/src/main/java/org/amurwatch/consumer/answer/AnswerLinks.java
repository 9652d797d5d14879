package org.amurwatch.consumer.answer;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.answer.LinkToken.Bound;

/** Makes the links of messages, and tells what somebody who comes with one may do. */
public final class AnswerLinks {

    /** What a link's path begins with; the token follows. */
    static final String PATH = "/a/";

    private final LinkKeyFile keys;
    private final String base;
    private final Duration outlives;

    /**
     * @param base where teams reach the pages, such as {@code https://amur.example.org}
     * @param outlives how long a link is good for after the alert is no more worth telling
     */
    public AnswerLinks(LinkKeyFile keys, String base, Duration outlives) {
        this.keys = keys;
        this.base = base.replaceAll("/+$", "");
        this.outlives = outlives;
    }

    /** The link for the recipient of a delivery: the same on each attempt. Empty where there is nothing to answer. */
    public Optional<String> of(AlertDelivery delivery) {
        PatrolAlert alert = delivery.getAlert();
        return alert.getIncidentId() == null
                ? Optional.empty()
                : Optional.of(base
                        + PATH
                        + LinkToken.sign(
                                keys.keys(),
                                bound(alert, alert.getIncidentId(), delivery.getEndpoint()),
                                delivery.getNotAfter().plus(outlives)));
    }

    /** What is known of whoever comes with a token. */
    sealed interface Visit {

        /** A good one. */
        record Welcome(AlertBook.Entry entry, String endpoint) implements Visit {}

        /** One of ours that came too late. */
        record Expired(AlertBook.Entry entry) implements Visit {}

        /** None of ours, or of an alert that is not known here. */
        record Unknown() implements Visit {}
    }

    /** Whose token this is; whether the recipient was revoked is not asked here. */
    Visit visit(String token, AlertBook book, Clock clock) {
        Optional<LinkToken> read = LinkToken.read(token);
        if (read.isEmpty()) {
            return new Visit.Unknown();
        }
        Optional<AlertBook.Entry> entry = book.numbered(read.get().alertNumber());
        if (entry.isEmpty() || entry.get().alert().getIncidentId() == null) {
            return new Visit.Unknown();
        }
        PatrolAlert alert = entry.get().alert();
        for (String endpoint : alert.getEndpoints()) {
            if (read.get().isFor(keys.keys(), bound(alert, alert.getIncidentId(), endpoint))) {
                return clock.instant().isAfter(read.get().expiresAt())
                        ? new Visit.Expired(entry.get())
                        : new Visit.Welcome(entry.get(), endpoint);
            }
        }
        return new Visit.Unknown();
    }

    private static Bound bound(PatrolAlert alert, String incidentId, String endpoint) {
        return new Bound(endpoint, alert.getTeamId(), alert.getSectorId(), incidentId, alert.getAlertId());
    }
}
