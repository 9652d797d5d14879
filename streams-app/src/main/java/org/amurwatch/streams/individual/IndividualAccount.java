package org.amurwatch.streams.individual;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;

/** What all sightings of one animal amount to. */
final class IndividualAccount {

    private final String individualId;
    private final RegisterIndex register;
    private final List<IndividualSighting> seen;
    private final List<IndividualSighting> independent;
    private final IndividualRules rules;
    private final Places places;
    private final Optional<HomeRange> homeRange;

    /** @param seen in {@link IndividualSighting#ORDER} */
    IndividualAccount(
            String individualId,
            RegisterIndex register,
            List<IndividualSighting> seen,
            IndividualRules rules,
            Places places) {
        this.individualId = individualId;
        this.register = register;
        this.seen = seen;
        this.independent = IndividualSighting.independent(seen);
        this.rules = rules;
        this.places = places;
        this.homeRange = HomeRange.of(independent);
    }

    @Nullable
    IndividualSighting last() {
        return seen.isEmpty() ? null : seen.get(seen.size() - 1);
    }

    /** Whether its absence is a question: not that of one that is dead or out of use. */
    boolean isMissed() {
        Individual entry = register.entry(individualId);
        return entry == null || (!entry.getRetired() && entry.getDied() == null);
    }

    /** Its rhythm, on nights in which stations of its home range watched; unknown without a home range. */
    Rhythm rhythm(StationEffort effort) {
        if (homeRange.isEmpty()) {
            return Rhythm.UNKNOWN;
        }
        SortedSet<Integer> days = new TreeSet<>();
        seen.forEach(sighting -> days.add(sighting.day()));
        return Rhythm.of(days, effort.nights(homeRange.get(), days.first()), rules.absence());
    }

    IndividualStatus status(Rhythm rhythm, Instant at) {
        Individual entry = register.entry(individualId);
        IndividualStatus status = IndividualStatus.newBuilder()
                .setIndividualId(individualId)
                .setScientificName(entry == null ? statedName() : entry.getScientificName())
                .setName(entry == null ? null : entry.getName())
                .setRegistered(entry != null)
                .setSightings(independent.size())
                .setUsualGapDays(rhythm.usualGapNights())
                .setTerritoryIds(territories())
                .setHomeRangeCentre(homeRange.map(HomeRange::centre).orElse(null))
                .setMotherId(register.motherOf(individualId))
                .setCubIds(register.cubsOf(individualId))
                .setChangedAt(at)
                .build();
        IndividualSighting last = last();
        if (last != null) {
            status.setFirst(seen.get(0).reference());
            status.setLast(last.reference());
        }
        pairs(status);
        return status;
    }

    private void pairs(IndividualStatus status) {
        int crossings = 0;
        int impossible = 0;
        for (Pair pair : Pair.of(seen)) {
            if (pair.crosses(PlaceKind.BORDER, places)) {
                crossings++;
                status.setLastCrossingAt(pair.after().observedAt());
            }
            if (pair.isImpossible(rules.movement())) {
                impossible++;
            }
        }
        status.setCrossings(crossings);
        status.setImpossibleMovements(impossible);
    }

    private List<String> territories() {
        SortedSet<String> territories = new TreeSet<>();
        seen.forEach(sighting -> territories.add(sighting.event().getPlacement().getTerritoryId()));
        return List.copyOf(territories);
    }

    /** The species that its latest sighting with one says. */
    private @Nullable String statedName() {
        String name = null;
        for (IndividualSighting sighting : seen) {
            String stated = sighting.sighting().getScientificName();
            name = stated == null ? name : stated;
        }
        return name;
    }
}
