package org.amurwatch.consumer.dashboard.state;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;
import org.amurwatch.media.MediaStore;
import org.jspecify.annotations.Nullable;

/** Which things of the state a picture or a sound belongs to, by its hash. For several threads. */
public final class MediaOwners {

    private final Map<String, Set<Owner>> owners = new HashMap<>();

    private record Owner(ParkItem.Kind kind, String id) {}

    /** Follows a state from its beginning. */
    public MediaOwners(ParkState state) {
        state.listen(this::changed);
    }

    private synchronized void changed(Change change) {
        Owner owner = new Owner(change.kind(), change.id());
        hashes(change.before()).forEach(hash -> remove(hash, owner));
        hashes(change.after()).forEach(hash -> owners.computeIfAbsent(hash, none -> new LinkedHashSet<>())
                .add(owner));
    }

    private void remove(String hash, Owner owner) {
        Set<Owner> known = owners.get(hash);
        if (known != null && known.remove(owner) && known.isEmpty()) {
            owners.remove(hash);
        }
    }

    private static Stream<String> hashes(@Nullable ParkItem item) {
        return media(item).stream()
                .flatMap(one -> Stream.ofNullable(one.getContentHash()))
                .filter(MediaStore::isHash);
    }

    private static List<MediaReference> media(@Nullable ParkItem item) {
        if (item instanceof ReviewEntry review) {
            return review.item().getMedia();
        }
        return item instanceof EventItem event ? event.media() : List.of();
    }

    /** The things that a picture belongs to, as they stand. */
    public List<ParkItem> of(ParkState state, String hash) {
        List<Owner> known;
        synchronized (this) {
            known = List.copyOf(owners.getOrDefault(hash, Set.of()));
        }
        return known.stream()
                .flatMap(owner -> Stream.ofNullable(state.item(owner.kind(), owner.id())))
                .toList();
    }
}
