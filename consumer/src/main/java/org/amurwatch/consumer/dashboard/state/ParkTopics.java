package org.amurwatch.consumer.dashboard.state;

import java.time.Clock;
import java.time.Duration;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;

/** Which topics a {@link Park} is filled from, and how far back. */
public final class ParkTopics {

    private static final Duration ANSWERS = Duration.ofDays(60);
    private static final int LAST_ALERTS = 100;

    private ParkTopics() {}

    /** What fills it, once it is started. */
    public static TopicFollower feed(Connection connection, Park park, Duration history, Clock clock) {
        return new TopicFollower("dashboard-state", connection)
                .keyed(Topics.TERRITORIES, park::territory)
                .keyed(Topics.PATROL_TEAMS, park::team)
                .keyed(Topics.PLACES, park.places()::take)
                .keyed(Topics.INCIDENTS, park::incident)
                .keyed(Topics.INCIDENT_NOTES, park::note)
                .keyed(Topics.INDIVIDUAL_STATUS, park::individual)
                .all(Topics.TERRITORY_DAYS, park::day)
                // From the beginning, for the deployments in it: a camera may stand for a year.
                .all(Topics.OBSERVATIONS, park::observation)
                .since(Topics.SECTOR_EVENTS, clock.instant().minus(history), event -> {
                    if (event.getSignal() != null && !event.getShared()) {
                        park.signal(event.getSignal());
                    }
                })
                .since(Topics.PATROL_POSITIONS, clock.instant().minus(history), park::position)
                .since(Topics.RESPONSES, clock.instant().minus(ANSWERS), park::response)
                .since(Topics.REVIEW_ITEMS, clock.instant().minus(ANSWERS), park::review)
                .last(Topics.PATROL_ALERTS, LAST_ALERTS, park::alert);
    }
}
