package org.amurwatch.streams.reference;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Recipient;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.Silence;
import org.amurwatch.avro.Territory;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.rule.RuleBook;

/**
 * What one application makes of whole reference stores, shared by all its threads.
 *
 * @param countries ISO 3166 code of the country by territory id, of territories that say it
 */
public record ReferenceIndexes(
        TerritoryAtlas territories,
        PlaceAtlas places,
        StoreIndex<Territory, Map<String, String>> countries,
        StoreIndex<PatrolTeam, List<PatrolTeam>> teams,
        StoreIndex<Permit, List<Permit>> permits,
        StoreIndex<EscalationPolicy, List<EscalationPolicy>> policies,
        StoreIndex<Silence, List<Silence>> silences,
        StoreIndex<Recipient, Recipients> recipients,
        StoreIndex<RuleSet, RuleBook> rules,
        StoreIndex<Agreement, AgreementBook> agreements) {

    /** @param sharingMetres sectors as near as this to a position are told of it */
    public ReferenceIndexes(double sharingMetres) {
        this(
                new TerritoryAtlas(sharingMetres),
                new PlaceAtlas(),
                new StoreIndex<>(ReferenceIndexes::countries),
                new StoreIndex<>(List::copyOf),
                new StoreIndex<>(List::copyOf),
                new StoreIndex<>(List::copyOf),
                new StoreIndex<>(List::copyOf),
                new StoreIndex<>(Recipients::new),
                new StoreIndex<>(RuleBook::of),
                new StoreIndex<>(AgreementBook::new));
    }

    void territoriesChanged() {
        territories.changed();
        countries.changed();
    }

    private static Map<String, String> countries(Collection<Territory> territories) {
        Map<String, String> countries = new HashMap<>();
        for (Territory territory : territories) {
            if (territory.getCountry() != null) {
                countries.put(territory.getId(), territory.getCountry());
            }
        }
        return Map.copyOf(countries);
    }
}
