package org.amurwatch.serde;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeliveryState;
import org.amurwatch.avro.EndpointState;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.PatrolEntry;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReleaseEntry;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;

/** The records that outlive a release, and so may change only in ways that old and new code understand. */
final class KeptRecords {

    /** Values of stores, and of headers. A new store with a record of its own is added here. */
    private static final List<Class<? extends SpecificRecord>> STORED = List.of(
            RegisterEntry.class,
            IntakeBalance.class,
            DeliveryState.class,
            EndpointState.class,
            DeadLetterContext.class,
            IncidentEntry.class,
            PatrolEntry.class,
            HistoryEntry.class,
            PlaceTraffic.class,
            ReleaseEntry.class);

    private KeptRecords() {}

    /** Values of topics and of stores, by name. */
    static List<Class<? extends SpecificRecord>> all() {
        Stream<Class<? extends SpecificRecord>> topics = Topics.all().stream()
                .<Class<? extends SpecificRecord>>map(Topic::valueType)
                .filter(type -> type != null);
        return Stream.concat(topics, STORED.stream())
                .distinct()
                .sorted(Comparator.comparing(Class::getSimpleName))
                .toList();
    }
}
