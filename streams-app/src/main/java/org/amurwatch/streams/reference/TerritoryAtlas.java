package org.amurwatch.streams.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amurwatch.avro.Territory;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The spatial index over the territories' store, shared by all threads of an application. It is built again by the first
 * question after changes, so once for a batch of them.
 */
public final class TerritoryAtlas {

    private final double sharingMetres;
    private final AtomicBoolean outdated = new AtomicBoolean(true);
    private volatile TerritoryIndex index;

    /** @param sharingMetres see {@link TerritoryIndex#of} */
    public TerritoryAtlas(double sharingMetres) {
        this.sharingMetres = sharingMetres;
        this.index = TerritoryIndex.of(List.of(), sharingMetres);
    }

    /** To be called after each change of the store. */
    public void changed() {
        outdated.set(true);
    }

    /** The index of the territories as they stand in the store. */
    public TerritoryIndex index(ReadOnlyKeyValueStore<String, Territory> territories) {
        return outdated.get() ? rebuilt(territories) : index;
    }

    private synchronized TerritoryIndex rebuilt(ReadOnlyKeyValueStore<String, Territory> territories) {
        // Reset before reading: a change that comes meanwhile is read, or marks the index outdated again.
        if (outdated.getAndSet(false)) {
            try {
                index = TerritoryIndex.of(all(territories), sharingMetres);
            } catch (RuntimeException e) {
                outdated.set(true);
                throw e;
            }
        }
        return index;
    }

    private static List<Territory> all(ReadOnlyKeyValueStore<String, Territory> store) {
        List<Territory> territories = new ArrayList<>();
        try (KeyValueIterator<String, Territory> entries = store.all()) {
            entries.forEachRemaining(entry -> territories.add(entry.value));
        }
        return territories;
    }
}
