package org.amurwatch.consumer.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each client may do something, in windows of a fixed length. The clients that came last are remembered, so that
 * many addresses cost no memory. For several threads.
 */
public final class RequestLimit {

    private static final int REMEMBERED = 10_000;

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Window> clients = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Window(Instant begun, int count) {}

    /** @param most in one window */
    public RequestLimit(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** Counts once more for this client, and answers whether that is still within the limit. */
    public synchronized boolean count(String client) {
        Window known = current(client);
        clients.put(client, new Window(known.begun(), known.count() + 1));
        return known.count() < most;
    }

    /** Whether the client has used up its window; counts nothing. */
    public synchronized boolean isUsedUp(String client) {
        return current(client).count() >= most;
    }

    private Window current(String client) {
        Instant now = clock.instant();
        Window known = clients.get(client);
        return known == null || !now.isBefore(known.begun().plus(window)) ? new Window(now, 0) : known;
    }
}
