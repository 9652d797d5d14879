package org.amurwatch.consumer.dashboard.live;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.state.Change;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.jspecify.annotations.Nullable;

/**
 * The last changes, numbered one after another, each ready to be sent to whoever may see it. Clients stand at a number: what
 * waits for one takes no memory of its own. For several threads.
 */
final class LiveChanges {

    private static final byte[] NOTHING = {};

    private final ParkView view;
    private final Entry[] ring;
    /** Number that the next change gets. */
    private long end;

    private long version;

    /**
     * @param most how many are kept
     * @param version of the state before the first
     */
    LiveChanges(ParkView view, int most, long version) {
        this.view = view;
        this.ring = new Entry[most];
        this.version = version;
    }

    /** One change, and how it looks to those that it was sent to. */
    private record Entry(Change change, long before, Map<Viewer, byte[]> events) {}

    /** Where somebody goes on from, and the version that they have seen then. */
    record Place(long number, long version) {}

    synchronized void add(Change change) {
        ring[(int) (end % ring.length)] = new Entry(change, version, new ConcurrentHashMap<>());
        version = change.version();
        end++;
    }

    /** After all that there is. */
    synchronized Place end() {
        return new Place(end, version);
    }

    /** After the change that made this version; null: what came after it is kept no more, or it never was. */
    synchronized @Nullable Place after(long seen) {
        if (seen == version) {
            return end();
        }
        for (long number = end - 1; number >= 0 && number >= end - ring.length; number--) {
            @Nullable Entry entry = ring[(int) (number % ring.length)];
            if (entry != null && entry.before() == seen) {
                return new Place(number, seen);
            }
        }
        return null;
    }

    /** Whether the change of this number, if there is one yet, is still kept. */
    synchronized boolean keeps(long number) {
        return number >= end - ring.length;
    }

    synchronized boolean has(long number) {
        return number < end;
    }

    /** The event of a change for somebody; empty: there is none for them; null: the change is kept no more. */
    byte @Nullable [] event(long number, Viewer viewer) {
        @Nullable Entry entry = at(number);
        if (entry == null) {
            return null;
        }
        return entry.events().computeIfAbsent(viewer, one -> view.change(one, entry.change())
                .map(json -> ("id: " + entry.change().version() + "\nevent: change\ndata: " + json + "\n\n")
                        .getBytes(StandardCharsets.UTF_8))
                .orElse(NOTHING));
    }

    private synchronized @Nullable Entry at(long number) {
        return keeps(number) && has(number) ? ring[(int) (number % ring.length)] : null;
    }
}
