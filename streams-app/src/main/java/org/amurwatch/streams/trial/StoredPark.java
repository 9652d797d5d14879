package org.amurwatch.streams.trial;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.territory.Located;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;

/** The circumstances of a running system as its reference topics have them now, read once. */
public final class StoredPark implements Circumstances {

    private final RuleBook rules;
    private final Places places;
    private final List<PatrolTeam> teams;
    private final List<Permit> permits;
    private final List<EscalationPolicy> policies;
    private final List<Silence> silences;
    private final TerritoryIndex territories;
    private final Map<String, String> countries = new HashMap<>();

    /** @param sharingMetres how near to a sector an event must be for the sector to be told of it */
    public StoredPark(TopicReader reader, double sharingMetres) {
        this.rules = RuleBook.of(reader.current(Topics.RULES));
        this.places = PlaceIndex.of(reader.current(Topics.PLACES));
        this.teams = reader.current(Topics.PATROL_TEAMS);
        this.permits = reader.current(Topics.PERMITS);
        this.policies = reader.current(Topics.POLICIES);
        this.silences = reader.current(Topics.SILENCES);
        List<Territory> known = reader.current(Topics.TERRITORIES);
        this.territories = TerritoryIndex.of(known, sharingMetres);
        known.forEach(territory ->
                countries.put(territory.getId(), territory.getCountry() == null ? "" : territory.getCountry()));
    }

    @Override
    public RuleBook rules() {
        return rules;
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Collection<PatrolTeam> teams() {
        return teams;
    }

    @Override
    public Collection<Permit> permits() {
        return permits;
    }

    @Override
    public Collection<EscalationPolicy> policies() {
        return policies;
    }

    @Override
    public Collection<Silence> silences() {
        return silences;
    }

    @Override
    public String country(String territoryId) {
        return countries.getOrDefault(territoryId, "");
    }

    @Override
    public boolean tells(String sectorId, double latitude, double longitude) {
        Located located = territories.locate(new Position(latitude, longitude, null));
        return located.placement().getSectorId().equals(sectorId)
                || located.sharedSectorIds().contains(sectorId);
    }
}
