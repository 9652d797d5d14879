package org.amurwatch.streams.reference;

import java.util.Objects;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Territory;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.serde.StoreSerde;
import org.amurwatch.streams.territory.TerritoryShape;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.state.Stores;

/**
 * Reference data as global stores in memory: every instance holds all of it, and has loaded it before its tasks start.
 *
 * <pre>
 * reference.territories  -> reference-territories   (and the spatial index, {@link TerritoryAtlas})
 * reference.patrol-teams -> reference-patrol-teams
 * </pre>
 */
public final class ReferenceTopology {

    /** Global store: territory id to Territory; retired ones are in it. */
    public static final String TERRITORIES_STORE = "reference-territories";

    /** Global store: team id to PatrolTeam; retired ones are in it. */
    public static final String PATROL_TEAMS_STORE = "reference-patrol-teams";

    private final RegistrySerdes serdes;
    private final TerritoryAtlas atlas;
    private final ReferenceProgress progress;
    private final OutageWait outages;

    public ReferenceTopology(
            RegistrySerdes serdes, TerritoryAtlas atlas, ReferenceProgress progress, OutageWait outages) {
        this.serdes = serdes;
        this.atlas = atlas;
        this.progress = progress;
        this.outages = outages;
    }

    public void addTo(StreamsBuilder builder) {
        add(builder, Topics.TERRITORIES, TERRITORIES_STORE, ReferenceTopology::check, atlas::changed);
        add(builder, Topics.PATROL_TEAMS, PATROL_TEAMS_STORE, ReferenceTopology::check, () -> {});
    }

    private <V extends SpecificRecord> void add(
            StreamsBuilder builder, Topic<V> topic, String store, ReferenceProcessor.Check<V> check, Runnable changed) {
        Class<V> type = Objects.requireNonNull(topic.valueType());
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), StoreSerde.of(type)),
                topic.name(),
                // Raw values: what can't be read must not reach Streams' handlers, which can only stop here.
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(store),
                () -> new ReferenceProcessor<>(
                        topic, store, serdes.deserializer(topic), check, changed, progress, outages));
    }

    private static void check(String key, Territory territory) {
        checkKey(key, territory.getId());
        TerritoryShape.of(territory);
    }

    private static void check(String key, PatrolTeam team) {
        checkKey(key, team.getId());
        if (team.getId().isBlank()) {
            throw new IllegalArgumentException("A patrol team has an id; got a blank.");
        }
    }

    private static void checkKey(String key, String id) {
        if (!key.equals(id)) {
            throw new IllegalArgumentException("The key of the record is not its id '" + id + "'.");
        }
    }
}
