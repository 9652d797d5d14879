package org.amurwatch.streams.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.streams.rule.MaxAge;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/** Puts what became of an incident into its row and, at most once a second or at once if it can't wait, into its record. */
final class Publishing {

    static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    /** One that is over is remembered for so long: answers to it may still come. */
    static final Duration REMEMBERED = Duration.ofDays(30);

    /** What lasts until somebody ends it is given up after so long. */
    private static final Duration LONGEST_QUIET = Duration.ofDays(14);

    private final String sectorId;
    private final SectorHistory history;
    private final IncidentBook book;

    Publishing(String sectorId, SectorHistory history, IncidentBook book) {
        this.sectorId = sectorId;
        this.history = history;
        this.book = book;
    }

    /** Writes what has changed, and sets when the incident is to be looked at again. */
    void settle(IncidentCase incident, Rules rules, Instant now, Effects effects) {
        if (incident.unpublished && (incident.urgentlyUnpublished || !now.isBefore(publishDueAt(incident)))) {
            effects.incidents().add(IncidentRecords.published(sectorId, incident, history, now));
            incident.unpublished = false;
            incident.publishedAt = now;
            incident.touched = true;
        }
        incident.urgentlyUnpublished = false;
        Instant dueAt = dueAt(incident, rules);
        book.due(incident, dueAt);
        if (incident.touched) {
            effects.entries().put(incident.id, IncidentRecords.row(sectorId, incident, dueAt, now));
            incident.touched = false;
        }
    }

    /** When something is due: publishing, telling, the quiet end, forgetting. */
    static Instant dueAt(IncidentCase incident, Rules rules) {
        return Stream.of(
                        incident.unpublished ? publishDueAt(incident) : null,
                        incident.isActive() ? incident.dispatchDueAt : null,
                        incident.isActive() && incident.escalation != null ? incident.escalation.getDueAt() : null,
                        incident.isActive() ? quietEnd(incident, rules) : forgottenAt(incident))
                .filter(at -> at != null)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant publishDueAt(IncidentCase incident) {
        return incident.publishedAt == null ? Instant.MIN : incident.publishedAt.plus(AT_MOST_EVERY);
    }

    static Instant forgottenAt(IncidentCase incident) {
        return (incident.closedAt == null ? incident.openedAt : incident.closedAt).plus(REMEMBERED);
    }

    /**
     * When it ends by itself: as long after its last evidence or answer as the rules say, or as its longest-lived kind of
     * evidence is worth a visit.
     */
    static Instant quietEnd(IncidentCase incident, Rules rules) {
        Duration quiet = incident.kinds.keySet().stream()
                .map(Publishing::worthAVisit)
                .reduce(rules.settings().quiet(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        return later(incident.lastReceivedAt, incident.answeredAt).plus(quiet);
    }

    /** For how long no evidence has come. */
    static Duration quiet(IncidentCase incident, Instant now) {
        return Duration.between(incident.lastReceivedAt, now);
    }

    private static Duration worthAVisit(String subject) {
        if (subject.equals("SIGNAL_" + SignalKind.ABSENCE) || subject.equals("SIGNAL_" + SignalKind.CHECK_IN)) {
            return LONGEST_QUIET;
        }
        return Stream.of(AlertKind.values())
                .filter(kind -> kind.name().equals(subject))
                .findFirst()
                .map(kind -> MaxAge.of(kind).orElse(LONGEST_QUIET))
                .orElse(Duration.ZERO);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
