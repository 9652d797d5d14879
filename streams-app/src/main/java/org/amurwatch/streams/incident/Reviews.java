package org.amurwatch.streams.incident;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Verdict;
import org.amurwatch.streams.incident.NearestTeam.Near;
import org.amurwatch.streams.rule.RuleEvent;
import org.jspecify.annotations.Nullable;

/** What the duty officer should look at: people, vehicles and shots that only a machine has seen or heard. */
final class Reviews {

    private static final Set<AlertKind> REVIEWED =
            EnumSet.of(AlertKind.HUMAN_PRESENCE, AlertKind.VEHICLE, AlertKind.GUNSHOT);

    private final String sectorId;
    private final NearestTeam nearest;

    Reviews(String sectorId, NearestTeam nearest) {
        this.sectorId = sectorId;
        this.nearest = nearest;
    }

    /** Whether a person should look at it. */
    static boolean isToBeReviewed(RuleEvent event) {
        return event.machine() && event.kind() != null && REVIEWED.contains(event.kind());
    }

    /** An event became evidence. */
    void joined(KeptEvent event, IncidentCase incident, Instant now, Effects effects) {
        if (isToBeReviewed(event.event())) {
            ReviewItem item = item(event, incident.id, ReviewState.OPEN, null, now, now);
            Near near = nearest.to(incident, event.event(), now);
            item.setNearestTeamId(near == null ? null : near.teamId());
            item.setNearestTeamMetres(near == null ? null : near.metres());
            effects.reviewItems().add(item);
        }
    }

    /** A person, or something else that is known now, has said what an event of an incident is. */
    void judged(KeptEvent before, @Nullable KeptEvent after, Instant now, Effects effects) {
        if (before.membership() == null || !isToBeReviewed(before.event())) {
            return;
        }
        Verdict verdict = after == null ? null : verdict(after.event());
        boolean stillOpen = after != null && verdict == null && isToBeReviewed(after.event());
        if (!stillOpen) {
            effects.reviewItems()
                    .add(item(
                            before,
                            before.membership().incidentId(),
                            verdict == null ? ReviewState.EXPIRED : ReviewState.JUDGED,
                            verdict,
                            before.membership().joinedAt(),
                            now));
        }
    }

    /** An incident is over before anybody looked at an event of it. */
    void expired(KeptEvent event, Instant now, Effects effects) {
        if (event.membership() != null
                && isToBeReviewed(event.event())
                && event.event().explained() == null) {
            effects.reviewItems()
                    .add(item(
                            event,
                            event.membership().incidentId(),
                            ReviewState.EXPIRED,
                            null,
                            event.membership().joinedAt(),
                            now));
        }
    }

    private static @Nullable Verdict verdict(RuleEvent event) {
        if (event.explained() != null) {
            return verdict(event.explained());
        }
        return event.suspicion() != Suspicion.NONE || !event.machine() ? Verdict.SUSPICIOUS : null;
    }

    private static Verdict verdict(Explanation explanation) {
        return switch (explanation) {
            case STAFF, PATROL -> Verdict.OUR_STAFF;
            case PERMIT -> Verdict.PERMIT;
            case RESIDENT, OTHER -> Verdict.VILLAGER;
            case DETECTOR -> Verdict.DETECTOR_ERROR;
            case ANIMAL -> Verdict.ANIMAL;
        };
    }

    private ReviewItem item(
            KeptEvent kept,
            String incidentId,
            ReviewState state,
            @Nullable Verdict verdict,
            Instant openedAt,
            Instant now) {
        RuleEvent event = kept.event();
        ReviewItem item = new ReviewItem();
        item.setEventKey(event.key());
        item.setSectorId(sectorId);
        item.setIncidentId(incidentId);
        item.setState(state);
        item.setVerdict(verdict);
        item.setPurpose(event.purpose());
        item.setKind(Objects.requireNonNull(event.kind(), "only signs of people are reviewed"));
        item.setProbability(event.probability());
        item.setObservedAt(event.observedAt());
        item.setOpenedAt(openedAt);
        item.setChangedAt(now);
        item.setTerritoryId(event.placement().getTerritoryId());
        item.setTerritoryName(event.placement().getTerritoryName());
        item.setTimeZone(event.placement().getTimeZone());
        item.setPosition(new Position(event.latitude(), event.longitude(), null));
        item.setStationId(event.stationId());
        item.setMedia(kept.media());
        item.setUsualPerWeek(Double.isNaN(kept.usualPeoplePerWeek()) ? null : kept.usualPeoplePerWeek());
        return item;
    }
}
