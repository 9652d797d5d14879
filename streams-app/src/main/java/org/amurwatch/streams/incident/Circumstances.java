package org.amurwatch.streams.incident;

import java.util.Collection;
import java.util.List;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Silence;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.RuleBook;

/** What decisions need to know beside events, as it stands now. Every answer may be another one the next time. */
public interface Circumstances {

    /** All versions of the rules; the same object as long as nothing was published. */
    RuleBook rules();

    /** The map. */
    Places places();

    /** All teams, retired ones too. */
    Collection<PatrolTeam> teams();

    /** All permits, retired and past ones too. */
    Collection<Permit> permits();

    /** All escalation policies, retired ones too. */
    Collection<EscalationPolicy> policies();

    /** All silences, retired and past ones too. */
    Collection<Silence> silences();

    /** ISO 3166 code of a territory's country; empty where it is not known. */
    String country(String territoryId);

    /** Whether a sector is told of what happens at a position: it lies there, or near enough to it. */
    boolean tells(String sectorId, double latitude, double longitude);

    /** Circumstances that stay as they are, where every sector is told of everything. */
    record Fixed(
            RuleBook rules,
            Places places,
            Collection<PatrolTeam> teams,
            Collection<Permit> permits,
            Collection<EscalationPolicy> policies,
            Collection<Silence> silences,
            String country)
            implements Circumstances {

        public Fixed {
            teams = List.copyOf(teams);
            permits = List.copyOf(permits);
            policies = List.copyOf(policies);
            silences = List.copyOf(silences);
        }

        @Override
        public String country(String territoryId) {
            return country;
        }

        @Override
        public boolean tells(String sectorId, double latitude, double longitude) {
            return true;
        }
    }
}
