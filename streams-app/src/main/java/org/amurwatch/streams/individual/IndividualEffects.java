package org.amurwatch.streams.individual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.Signal;

/**
 * What is to be published.
 *
 * @param statuses by individual; empty: nothing is known of it under that id any more
 * @param signals in order
 */
record IndividualEffects(Map<String, Optional<IndividualStatus>> statuses, List<Signal> signals) {

    static IndividualEffects none() {
        return new IndividualEffects(new LinkedHashMap<>(), new ArrayList<>());
    }

    void add(IndividualEffects more) {
        statuses.putAll(more.statuses);
        signals.addAll(more.signals);
    }
}
