package org.amurwatch.consumer.dashboard.state;

import java.util.List;
import java.util.TreeMap;
import org.amurwatch.avro.Place;
import org.jspecify.annotations.Nullable;

/** The operator's own map: villages, roads, rivers, borders, as {@code places load} loaded them. For several threads. */
public final class Places {

    private final TreeMap<String, Place> places = new TreeMap<>();

    /** @param place null: it is forgotten */
    public synchronized void take(String id, @Nullable Place place) {
        if (place == null || place.getRetired()) {
            places.remove(id);
        } else {
            places.put(id, place);
        }
    }

    /** Those in use, by id. */
    public synchronized List<Place> all() {
        return List.copyOf(places.values());
    }
}
