package org.amurwatch.streams.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.StreamsBytes;
import org.amurwatch.streams.activity.StreamsCodec;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.reference.StoreView;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Hands observations, and the passing of decision time, to the ledger, and sends its signals to their sectors. */
final class WatchProcessor extends ContextualProcessor<String, ObservationChange, String, SectorEvent> {

    private static final Duration TURN = Duration.ofSeconds(1);

    private final Purpose purpose;
    private final DecisionClock clock;
    private final StoreView<Supplier<Places>> places;
    private final StoreView<Function<Instant, WatchRules>> rules;
    private @Nullable WatchLedger ledger;

    WatchProcessor(
            Purpose purpose,
            DecisionClock clock,
            StoreView<Supplier<Places>> places,
            StoreView<Function<Instant, WatchRules>> rules) {
        this.purpose = purpose;
        this.clock = clock;
        this.places = places;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, SectorEvent> context) {
        super.init(context);
        StoredWatch state = new StoredWatch(
                new StoredWatch.Maps(
                        map(context, WatchTopology.STATIONS_STORE),
                        map(context, WatchTopology.DUE_STORE),
                        map(context, WatchTopology.PEOPLE_STORE),
                        map(context, WatchTopology.SIGNALS_STORE)),
                new StreamsCodec<>(SectorEvent.class));
        WatchLedger opened = new WatchLedger(state, purpose, places.open(context), rules.open(context));
        ledger = opened;
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, millis -> {
            Instant now = clock.now();
            publish(opened.due(now, clock.latest()), now);
        });
    }

    private static OrderedBytes map(ProcessorContext<String, SectorEvent> context, String name) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
        return new StreamsBytes(store);
    }

    @Override
    public void process(Record<String, ObservationChange> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        clock.seen(at);
        publish(Objects.requireNonNull(ledger, "init comes first").on(record.key(), record.value(), at), at);
    }

    private void publish(List<Signal> signals, Instant at) {
        for (Signal signal : signals) {
            context()
                    .forward(new Record<>(
                            signal.getPlacement().getSectorId(),
                            SectorEvent.newBuilder().setSignal(signal).build(),
                            at.toEpochMilli()));
        }
    }
}
