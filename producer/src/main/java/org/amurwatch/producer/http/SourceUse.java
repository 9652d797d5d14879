package org.amurwatch.producer.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of its share each source uses: requests under way, and events by a bucket that fills steadily. How many events a
 * request holds is known only once it is read, so that a bucket may be overdrawn, and what is owed is waited for before the
 * next request. For several threads.
 */
final class SourceUse {

    private final int mostUnderWay;
    private final int eventsPerMinute;
    private final Clock clock;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    SourceUse(int mostUnderWay, int eventsPerMinute, Clock clock) {
        this.mostUnderWay = mostUnderWay;
        this.eventsPerMinute = eventsPerMinute;
        this.clock = clock;
    }

    /** Begins a request of a source; how long the source has to wait first if it may not, else zero. */
    Duration begin(String sourceId) {
        return use(sourceId).begin();
    }

    void end(String sourceId) {
        use(sourceId).end();
    }

    void spend(String sourceId, int events) {
        use(sourceId).spend(events);
    }

    // Only known sources come here, so that there are few.
    private Use use(String sourceId) {
        return uses.computeIfAbsent(sourceId, unknown -> new Use());
    }

    private final class Use {

        private double left = eventsPerMinute;
        private Instant filledAt = clock.instant();
        private int underWay;

        synchronized Duration begin() {
            fill();
            if (left < 1) {
                return Duration.ofMillis((long) Math.ceil((1 - left) * 60_000 / eventsPerMinute));
            }
            if (underWay >= mostUnderWay) {
                return Duration.ofSeconds(1);
            }
            underWay++;
            return Duration.ZERO;
        }

        synchronized void end() {
            underWay--;
        }

        synchronized void spend(int events) {
            fill();
            left -= events;
        }

        private void fill() {
            Instant now = clock.instant();
            long millis = Math.max(0, Duration.between(filledAt, now).toMillis());
            left = Math.min(eventsPerMinute, left + millis * (eventsPerMinute / 60_000.0));
            filledAt = now;
        }
    }
}
