package org.amurwatch.streams.individual;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.StreamsBytes;
import org.amurwatch.streams.activity.StreamsCodec;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.reference.StoreView;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Hands changes of sightings, effort and register to the ledger, and what follows onwards. */
final class IndividualProcessor extends ContextualProcessor<String, SpecificRecord, String, IndividualOutput> {

    private static final Duration TURN = Duration.ofSeconds(1);

    private final DecisionClock clock;
    private final StoreView<Supplier<Places>> places;
    private final StoreView<Function<Instant, IndividualRules>> rules;
    private @Nullable Opened opened;
    private @Nullable Places consideredPlaces;
    private @Nullable IndividualRules consideredRules;

    IndividualProcessor(
            DecisionClock clock,
            StoreView<Supplier<Places>> places,
            StoreView<Function<Instant, IndividualRules>> rules) {
        this.clock = clock;
        this.places = places;
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, IndividualOutput> context) {
        super.init(context);
        StoredIndividuals state = new StoredIndividuals(
                new StoredIndividuals.Maps(
                        map(context, IndividualTopology.SIGHTINGS_STORE),
                        map(context, IndividualTopology.IDENTITIES_STORE),
                        map(context, IndividualTopology.REGISTER_STORE),
                        map(context, IndividualTopology.DEPLOYMENTS_STORE),
                        map(context, IndividualTopology.STATUS_STORE),
                        map(context, IndividualTopology.SIGNALS_STORE),
                        map(context, IndividualTopology.SETTLING_STORE)),
                new StoredIndividuals.Codecs(
                        new StreamsCodec<>(ObservationChange.class),
                        new StreamsCodec<>(Individual.class),
                        new StreamsCodec<>(IndividualStatus.class),
                        new StreamsCodec<>(SectorEvent.class)));
        Supplier<Places> map = places.open(context);
        Function<Instant, IndividualRules> published = rules.open(context);
        // Whatever comes, all that is known of an animal is judged again.
        Supplier<IndividualRules> inForce = () -> published.apply(clock.latest());
        opened = new Opened(new IndividualLedger(state, map, inForce), map, inForce);
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, millis -> fireDue());
    }

    /** What is there once stores are. */
    private record Opened(IndividualLedger ledger, Supplier<Places> places, Supplier<IndividualRules> rules) {}

    private static OrderedBytes map(ProcessorContext<String, IndividualOutput> context, String name) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
        return new StreamsBytes(store);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        clock.seen(at);
        IndividualLedger ledger =
                Objects.requireNonNull(opened, "init comes first").ledger();
        if (record.value() instanceof ObservationChange change) {
            publish(ledger.on(change, at), at);
        } else {
            Individual entry = (Individual) record.value();
            if (record.key() == null || (entry != null && !record.key().equals(entry.getId()))) {
                throw new IllegalArgumentException("A record of reference.individuals has the animal's id as key; got '"
                        + record.key() + "'" + (entry == null ? "" : " for '" + entry.getId() + "'")
                        + ". Look at what wrote it: 'individuals' is the only writer.");
            }
            publish(ledger.onRegister(record.key(), entry, at), at);
        }
    }

    private void fireDue() {
        Opened all = Objects.requireNonNull(opened, "init comes first");
        Instant now = clock.now();
        if (now.toEpochMilli() <= 0) {
            return; // It has not come to a time yet.
        }
        Places map = all.places().get();
        IndividualRules inForce = all.rules().get();
        if (!inForce.equals(consideredRules) || !map.equals(consideredPlaces)) {
            consideredRules = inForce;
            consideredPlaces = map;
            all.ledger().reconsiderAll();
        }
        publish(all.ledger().due(now), now);
    }

    private void publish(IndividualEffects effects, Instant at) {
        long millis = at.toEpochMilli();
        effects.statuses().forEach((id, status) -> context()
                .forward(new Record<>(id, new IndividualOutput.Status(status.orElse(null)), millis)));
        effects.signals().forEach(signal -> context()
                .forward(
                        new Record<>(signal.getPlacement().getSectorId(), new IndividualOutput.Found(signal), millis)));
    }
}
