package org.amurwatch.streams.trial;

import java.util.Collection;
import java.util.Map;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Silence;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;

/** A park's circumstances, but with one set of rules from the beginning of time. */
final class TriedCircumstances implements Circumstances {

    private final Circumstances park;
    private final RuleBook rules;

    TriedCircumstances(Circumstances park, Rules rules) {
        this.park = park;
        this.rules = RuleBook.of(rules, Map.of());
    }

    @Override
    public RuleBook rules() {
        return rules;
    }

    @Override
    public Places places() {
        return park.places();
    }

    @Override
    public Collection<PatrolTeam> teams() {
        return park.teams();
    }

    @Override
    public Collection<Permit> permits() {
        return park.permits();
    }

    @Override
    public Collection<EscalationPolicy> policies() {
        return park.policies();
    }

    @Override
    public Collection<Silence> silences() {
        return park.silences();
    }

    @Override
    public String country(String territoryId) {
        return park.country(territoryId);
    }

    @Override
    public boolean tells(String sectorId, double latitude, double longitude) {
        return park.tells(sectorId, latitude, longitude);
    }
}
