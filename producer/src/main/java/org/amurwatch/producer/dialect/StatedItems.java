package org.amurwatch.producer.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.live.FaultyInput;

/**
 * What a request says, object by object. A faulty one leaves the others alone: since a repeat changes nothing, they are taken
 * even where the answer names a fault.
 *
 * @param isList whether the request was a list, for answers take its shape
 */
public record StatedItems(List<StatedItem> items, boolean isList) {

    public StatedItems {
        items = List.copyOf(items);
    }

    /** Reads one object. */
    @FunctionalInterface
    public interface Reader {

        /** @param pointer where the object stands in the body */
        StatedItem read(JsonNode object, String pointer) throws FaultyInput;
    }

    public static StatedItems read(JsonBody.Objects objects, Reader reader) {
        List<StatedItem> items = new ArrayList<>();
        for (int i = 0; i < objects.objects().size(); i++) {
            try {
                items.add(reader.read(objects.objects().get(i), objects.pointer(i)));
            } catch (FaultyInput e) {
                items.add(StatedItem.faulty(e.faults()));
            }
        }
        return new StatedItems(items, objects.isList());
    }

    public boolean isFaulty() {
        return items.stream().anyMatch(item -> !item.faults().isEmpty());
    }
}
