package org.amurwatch.streams.incident;

import java.util.Collection;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.streams.rule.RuleBook;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Circumstances as they stand in the global stores of the reference data. */
final class StoredCircumstances implements Circumstances {

    private final ReferenceIndexes indexes;
    private final ReadOnlyKeyValueStore<String, Territory> territories;
    private final ReadOnlyKeyValueStore<String, PatrolTeam> teams;
    private final ReadOnlyKeyValueStore<String, Place> places;
    private final ReadOnlyKeyValueStore<String, Permit> permits;
    private final ReadOnlyKeyValueStore<String, EscalationPolicy> policies;
    private final ReadOnlyKeyValueStore<String, Silence> silences;
    private final ReadOnlyKeyValueStore<String, RuleSet> rules;

    StoredCircumstances(ReferenceIndexes indexes, ProcessorContext<?, ?> context) {
        this.indexes = indexes;
        this.territories = context.getStateStore(ReferenceTopology.TERRITORIES_STORE);
        this.teams = context.getStateStore(ReferenceTopology.PATROL_TEAMS_STORE);
        this.places = context.getStateStore(ReferenceTopology.PLACES_STORE);
        this.permits = context.getStateStore(ReferenceTopology.PERMITS_STORE);
        this.policies = context.getStateStore(ReferenceTopology.POLICIES_STORE);
        this.silences = context.getStateStore(ReferenceTopology.SILENCES_STORE);
        this.rules = context.getStateStore(ReferenceTopology.RULES_STORE);
    }

    @Override
    public RuleBook rules() {
        return indexes.rules().of(rules);
    }

    @Override
    public Places places() {
        return indexes.places().index(places);
    }

    @Override
    public Collection<PatrolTeam> teams() {
        return indexes.teams().of(teams);
    }

    @Override
    public Collection<Permit> permits() {
        return indexes.permits().of(permits);
    }

    @Override
    public Collection<EscalationPolicy> policies() {
        return indexes.policies().of(policies);
    }

    @Override
    public Collection<Silence> silences() {
        return indexes.silences().of(silences);
    }

    @Override
    public String country(String territoryId) {
        return indexes.countries().of(territories).getOrDefault(territoryId, "");
    }

    @Override
    public boolean tells(String sectorId, double latitude, double longitude) {
        Position position = new Position(latitude, longitude, null);
        return indexes.territories().index(territories).locate(position).isToldTo(sectorId);
    }
}
