package org.amurwatch.consumer.dashboard.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in. A session ends when it is not used for a while, after its longest life, when its user leaves or is removed, or when so
 * many newer ones were used since that there is no room. With a file they outlive the process. For several threads.
 */
public final class Sessions {

    private final Duration idle;
    private final Duration longest;
    private final int most;
    private final @Nullable GrantFile file;
    private final Predicate<Viewer> stillMay;
    private final Clock clock;
    /** By hash of the id, those used last at the end. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    private record Known(Viewer viewer, Instant until, Instant lastUsed) {}

    /**
     * @param idle how long one lives without a request
     * @param longest how long it lives at all
     * @param file where hashes of ids are kept over a restart; null: they are not
     * @param stillMay whether somebody who logged in may still be here
     */
    public Sessions(
            Duration idle, Duration longest, int most, @Nullable Path file, Predicate<Viewer> stillMay, Clock clock) {
        this.idle = idle;
        this.longest = longest;
        this.most = most;
        this.file = file == null ? null : new GrantFile(file);
        this.stillMay = stillMay;
        this.clock = clock;
        if (this.file != null) {
            Instant now = clock.instant();
            this.file.read().forEach(grant -> known.put(grant.hash(), new Known(grant.viewer(), grant.until(), now)));
        }
    }

    /** Begins one, and answers its id, which is kept nowhere. */
    public synchronized String begin(Viewer viewer) {
        Instant now = clock.instant();
        known.values().removeIf(one -> isOver(one, now));
        while (known.size() >= most) {
            Iterator<String> oldest = known.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        String id = Tokens.random();
        known.put(Tokens.hash(id), new Known(viewer, now.plus(longest), now));
        keep();
        return id;
    }

    /** The session of this id, which is used herewith; empty where there is none, or no more. */
    public synchronized Optional<Session> use(String id) {
        String key = Tokens.hash(id);
        Known one = known.get(key);
        Instant now = clock.instant();
        if (one == null || isOver(one, now)) {
            return Optional.empty();
        }
        known.put(key, new Known(one.viewer(), one.until(), now));
        return Optional.of(new Session(key, one.viewer(), Tokens.hash("csrf " + id)));
    }

    /** Whether a session still lives; for what stays open for long. Does not count as use. */
    public synchronized boolean lives(Session session) {
        Known one = known.get(session.key());
        return one != null && !isOver(one, clock.instant());
    }

    /** How many there are. */
    public synchronized int count() {
        return known.size();
    }

    /** Ends one. */
    public synchronized void end(Session session) {
        known.remove(session.key());
        keep();
    }

    private boolean isOver(Known one, Instant now) {
        return !now.isBefore(one.until()) || !now.isBefore(one.lastUsed().plus(idle)) || !stillMay.test(one.viewer());
    }

    private void keep() {
        if (file == null) {
            return;
        }
        List<GrantFile.Grant> grants = new ArrayList<>();
        known.forEach((hash, one) -> grants.add(new GrantFile.Grant(hash, one.until(), one.viewer())));
        file.change(before -> grants);
    }
}
