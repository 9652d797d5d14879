package org.amurwatch.streams.reference;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.Stores;

/**
 * Reference data as global stores in memory: every instance holds all of it, and has loaded it before its tasks start. Each
 * application takes the topics that it needs ({@link #DECISIONS}, {@link #RECORDS}).
 *
 * <pre>
 * reference.territories  -> reference-territories   (and the spatial index, {@link TerritoryAtlas})
 * reference.patrol-teams -> reference-patrol-teams
 * reference.places       -> reference-places        (and the map, {@link PlaceAtlas})
 * reference.permits      -> reference-permits
 * reference.policies     -> reference-policies
 * reference.silences     -> reference-silences
 * reference.recipients   -> reference-recipients
 * reference.rules        -> reference-rules
 * reference.individuals  -> reference-individuals
 * reference.agreements   -> reference-agreements
 * </pre>
 */
public final class ReferenceTopology {

    /** Global store: territory id to Territory; retired ones are in it, as in all of these. */
    public static final String TERRITORIES_STORE = "reference-territories";

    /** Global store: team id to PatrolTeam. */
    public static final String PATROL_TEAMS_STORE = "reference-patrol-teams";

    /** Global store: place id to Place. */
    public static final String PLACES_STORE = "reference-places";

    /** Global store: permit id to Permit. */
    public static final String PERMITS_STORE = "reference-permits";

    /** Global store: policy id to EscalationPolicy. */
    public static final String POLICIES_STORE = "reference-policies";

    /** Global store: silence id to Silence; past ones are in it. */
    public static final String SILENCES_STORE = "reference-silences";

    /** Global store: endpoint name to Recipient. */
    public static final String RECIPIENTS_STORE = "reference-recipients";

    /** Global store: name / version to RuleSet; all versions are in it. */
    public static final String RULES_STORE = "reference-rules";

    /** Global store: individual id to Individual. */
    public static final String INDIVIDUALS_STORE = "reference-individuals";

    /** Global store: agreement id to Agreement; those that are over are in it. */
    public static final String AGREEMENTS_STORE = "reference-agreements";

    /** What "decisions" needs. */
    public static final Set<Topic<?>> DECISIONS = Set.of(
            Topics.TERRITORIES,
            Topics.PATROL_TEAMS,
            Topics.PLACES,
            Topics.PERMITS,
            Topics.POLICIES,
            Topics.SILENCES,
            Topics.RECIPIENTS,
            Topics.RULES);

    /** What "records" needs, beside the register of individuals: that it reads as a stream, for it needs the changes. */
    public static final Set<Topic<?>> RECORDS =
            Set.of(Topics.TERRITORIES, Topics.PLACES, Topics.RULES, Topics.AGREEMENTS);

    private final RegistrySerdes serdes;
    private final ReferenceProgress progress;
    private final OutageWait outages;
    private final List<Held<?>> all;

    public ReferenceTopology(
            RegistrySerdes serdes, ReferenceIndexes indexes, ReferenceProgress progress, OutageWait outages) {
        this.serdes = serdes;
        this.progress = progress;
        this.outages = outages;
        Runnable nothing = () -> {};
        this.all = List.of(
                new Held<>(
                        Topics.TERRITORIES, TERRITORIES_STORE, ReferenceChecks::territory, indexes::territoriesChanged),
                new Held<>(Topics.PATROL_TEAMS, PATROL_TEAMS_STORE, ReferenceChecks::team, indexes.teams()::changed),
                new Held<>(Topics.PLACES, PLACES_STORE, ReferenceChecks::place, indexes.places()::changed),
                new Held<>(Topics.PERMITS, PERMITS_STORE, ReferenceChecks::permit, indexes.permits()::changed),
                new Held<>(Topics.POLICIES, POLICIES_STORE, ReferenceChecks::policy, indexes.policies()::changed),
                new Held<>(Topics.SILENCES, SILENCES_STORE, ReferenceChecks::silence, indexes.silences()::changed),
                new Held<>(
                        Topics.RECIPIENTS, RECIPIENTS_STORE, ReferenceChecks::recipient, indexes.recipients()::changed),
                new Held<>(Topics.RULES, RULES_STORE, ReferenceChecks::ruleSet, indexes.rules()::changed),
                new Held<>(Topics.INDIVIDUALS, INDIVIDUALS_STORE, ReferenceChecks::individual, nothing),
                new Held<>(
                        Topics.AGREEMENTS,
                        AGREEMENTS_STORE,
                        ReferenceChecks::agreement,
                        indexes.agreements()::changed));
    }

    /** A topic in its store; {@code changed} is told of each change of the store. */
    private record Held<V extends SpecificRecord>(
            Topic<V> topic, String store, ReferenceProcessor.Check<V> check, Runnable changed) {}

    /** Adds the stores of some topics. */
    public void addTo(StreamsBuilder builder, Set<Topic<?>> topics) {
        for (Held<?> held : all) {
            if (topics.contains(held.topic)) {
                progress.holds(held.topic.name());
                add(builder, held);
            }
        }
    }

    private <V extends SpecificRecord> void add(StreamsBuilder builder, Held<V> held) {
        Class<V> type = Objects.requireNonNull(held.topic.valueType());
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(held.store), Serdes.String(), StoreSerde.of(type)),
                held.topic.name(),
                // Raw values: what can't be read must not reach Streams' handlers, which can only stop here.
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(held.store),
                () -> new ReferenceProcessor<>(
                        held.topic,
                        held.store,
                        serdes.deserializer(held.topic),
                        held.check,
                        held.changed,
                        progress,
                        outages));
    }
}
