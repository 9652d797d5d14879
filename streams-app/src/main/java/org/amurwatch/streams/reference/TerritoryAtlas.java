package org.amurwatch.streams.reference;

import org.amurwatch.avro.Territory;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The spatial index over the territories' store, shared by all threads of an application: see {@link StoreIndex}. */
public final class TerritoryAtlas {

    private final StoreIndex<Territory, TerritoryIndex> index;

    /** @param sharingMetres see {@link TerritoryIndex#of} */
    public TerritoryAtlas(double sharingMetres) {
        this.index = new StoreIndex<>(territories -> TerritoryIndex.of(territories, sharingMetres));
    }

    /** To be called after each change of the store. */
    public void changed() {
        index.changed();
    }

    /** The index of the territories as they stand in the store. */
    public TerritoryIndex index(ReadOnlyKeyValueStore<String, Territory> territories) {
        return index.of(territories);
    }
}
