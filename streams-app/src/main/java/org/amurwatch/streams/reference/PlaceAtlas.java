package org.amurwatch.streams.reference;

import org.amurwatch.avro.Place;
import org.amurwatch.streams.place.PlaceIndex;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The map over the places' store, shared by all threads of an application: see {@link StoreIndex}. */
public final class PlaceAtlas {

    private final StoreIndex<Place, PlaceIndex> index = new StoreIndex<>(PlaceIndex::of);

    /** To be called after each change of the store. */
    public void changed() {
        index.changed();
    }

    /** The map of the places as they stand in the store. */
    public PlaceIndex index(ReadOnlyKeyValueStore<String, Place> places) {
        return index.of(places);
    }
}
