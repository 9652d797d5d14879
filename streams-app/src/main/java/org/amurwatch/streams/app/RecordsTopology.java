package org.amurwatch.streams.app;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Territory;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.activity.ActivitySettings;
import org.amurwatch.streams.activity.ActivityTopology;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.individual.IndividualRules;
import org.amurwatch.streams.individual.IndividualTopology;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.reference.StoreView;
import org.amurwatch.streams.release.AudienceKeys;
import org.amurwatch.streams.release.Gazetteer;
import org.amurwatch.streams.release.ReleaseTopology;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.watch.WatchRules;
import org.amurwatch.streams.watch.WatchTopology;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Application "records": the counts, known animals, what is silent or more than usual, and what leaves. */
public final class RecordsTopology implements Supplier<Topology> {

    private final RegistrySerdes serdes;
    private final Purpose purpose;
    private final ReferenceIndexes indexes;
    private final ReferenceProgress progress;
    private final OutageWait outages;
    private final DecisionClock clock;
    private final AudienceKeys releaseKeys;
    private final TopicNames topics;

    /** On the topics of the running system. */
    public RecordsTopology(
            RegistrySerdes serdes,
            Purpose purpose,
            ReferenceIndexes indexes,
            ReferenceProgress progress,
            OutageWait outages,
            DecisionClock clock,
            AudienceKeys releaseKeys) {
        this(serdes, purpose, indexes, progress, outages, clock, releaseKeys, TopicNames.LIVE);
    }

    /**
     * @param purpose what the system is set to, and so which events count
     * @param clock decision time of this application
     * @param releaseKeys by which partners know events
     */
    public RecordsTopology(
            RegistrySerdes serdes,
            Purpose purpose,
            ReferenceIndexes indexes,
            ReferenceProgress progress,
            OutageWait outages,
            DecisionClock clock,
            AudienceKeys releaseKeys,
            TopicNames topics) {
        this.serdes = serdes;
        this.purpose = purpose;
        this.indexes = indexes;
        this.progress = progress;
        this.outages = outages;
        this.clock = clock;
        this.releaseKeys = releaseKeys;
        this.topics = topics;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        new ReferenceTopology(serdes, indexes, progress, outages).addTo(builder, ReferenceTopology.RECORDS);
        KStream<String, ObservationChange> observations =
                new ActivityTopology(serdes, ActivitySettings.standard(purpose), topics).addTo(builder);
        new IndividualTopology(serdes, purpose, clock, this::places, rules(IndividualRules::of), topics)
                .addTo(builder, observations);
        new WatchTopology(serdes, purpose, clock, this::places, rules(WatchRules::of), topics).addTo(observations);
        new ReleaseTopology(serdes, purpose, clock, releaseKeys, this::agreements, this::gazetteer, topics)
                .addTo(observations);
        return builder.build();
    }

    private Supplier<Places> places(ProcessorContext<?, ?> context) {
        ReadOnlyKeyValueStore<String, Place> store = context.getStateStore(ReferenceTopology.PLACES_STORE);
        return () -> indexes.places().index(store);
    }

    private Supplier<AgreementBook> agreements(ProcessorContext<?, ?> context) {
        ReadOnlyKeyValueStore<String, Agreement> store = context.getStateStore(ReferenceTopology.AGREEMENTS_STORE);
        return () -> indexes.agreements().of(store);
    }

    private Supplier<Gazetteer> gazetteer(ProcessorContext<?, ?> context) {
        ReadOnlyKeyValueStore<String, Territory> store = context.getStateStore(ReferenceTopology.TERRITORIES_STORE);
        return () -> new Gazetteer(
                indexes.territories().index(store), indexes.countries().of(store));
    }

    private <T> StoreView<Function<Instant, T>> rules(Function<Rules, T> asked) {
        return context -> {
            ReadOnlyKeyValueStore<String, RuleSet> store = context.getStateStore(ReferenceTopology.RULES_STORE);
            return at -> asked.apply(indexes.rules().of(store).inForceAt(at));
        };
    }
}
