package org.amurwatch.streams.activity;

import java.time.LocalDate;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Applies one change at a time: computes it first, then writes, then forwards, so that a record that fails changes nothing. */
final class ActivityProcessor extends ContextualProcessor<String, ObservationChange, String, Counted> {

    private final ActivitySettings settings;
    private @Nullable StoredActivity state;
    private @Nullable Counting counting;

    ActivityProcessor(ActivitySettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, Counted> context) {
        super.init(context);
        StoredActivity stored = new StoredActivity(
                new StoredActivity.Maps(
                        map(context, ActivityTopology.EVENTS_STORE),
                        map(context, ActivityTopology.DEPLOYMENTS_STORE),
                        map(context, ActivityTopology.DAYS_STORE),
                        map(context, ActivityTopology.STATUS_STORE)),
                new StreamsCodec<>(TerritoryDay.class),
                new StreamsCodec<>(TerritoryStatus.class));
        state = stored;
        counting = new Counting(stored, settings);
    }

    @Override
    public void process(Record<String, ObservationChange> record) {
        if (state == null || counting == null) {
            throw new IllegalStateException("init comes before process");
        }
        if (record.key() == null || record.value() == null) {
            throw new IllegalArgumentException(
                    "A record of territory.observations has a territory id as key and a change"
                            + " as value; this one lacks " + (record.key() == null ? "the key" : "the value")
                            + ". Look at what wrote it: intake is the only writer.");
        }
        ActivityChange change = counting.of(record.key(), record.value());
        state.apply(change);
        for (DayChange day : change.days()) {
            DayState after = day.after();
            context()
                    .forward(record.withKey(change.territoryId() + "/" + LocalDate.ofEpochDay(day.day()))
                            .withValue(new Counted.Day(after == null ? null : after.published())));
        }
        if (change.statusChanged()) {
            context().forward(record.withValue(new Counted.Status(change.status())));
        }
    }

    private static OrderedBytes map(ProcessorContext<String, Counted> context, String name) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
        return new StreamsBytes(store);
    }
}
