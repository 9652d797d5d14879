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
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.territory.TerritoryIndex;

/**
 * Reference data as they are now, for the whole of a trial: what a permit or a silence said then, and says no more, is not known.
 *
 * @param countries ISO 3166 code by territory id
 */
record TrialCircumstances(
        RuleBook rules,
        Places places,
        Collection<PatrolTeam> teams,
        Collection<Permit> permits,
        Collection<EscalationPolicy> policies,
        Collection<Silence> silences,
        TerritoryIndex territories,
        Map<String, String> countries)
        implements Circumstances {

    /** As is set for a running system where nothing else is. */
    static final double SHARING_METRES = 5_000;

    TrialCircumstances {
        teams = List.copyOf(teams);
        permits = List.copyOf(permits);
        policies = List.copyOf(policies);
        silences = List.copyOf(silences);
        countries = Map.copyOf(countries);
    }

    static Map<String, String> countries(Collection<Territory> territories) {
        Map<String, String> countries = new HashMap<>();
        territories.stream()
                .filter(territory -> territory.getCountry() != null)
                .forEach(territory -> countries.put(territory.getId(), territory.getCountry()));
        return countries;
    }

    /** The same with other rules. */
    TrialCircumstances with(RuleBook other) {
        return new TrialCircumstances(other, places, teams, permits, policies, silences, territories, countries);
    }

    @Override
    public String country(String territoryId) {
        return countries.getOrDefault(territoryId, "");
    }

    @Override
    public boolean tells(String sectorId, double latitude, double longitude) {
        return territories.locate(new Position(latitude, longitude, null)).isToldTo(sectorId);
    }
}
