package org.amurwatch.streams.individual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Position;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.territory.Ground;

/** Two sightings of one animal, one after the other. */
record Pair(IndividualSighting before, IndividualSighting after) {

    /** @param ordered in {@link IndividualSighting#ORDER} */
    static List<Pair> of(List<IndividualSighting> ordered) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < ordered.size(); i++) {
            pairs.add(new Pair(ordered.get(i - 1), ordered.get(i)));
        }
        return pairs;
    }

    Duration between() {
        return Duration.between(before.observedAt(), after.observedAt());
    }

    /** How far apart they are at least: the straight line, less what the two positions may be wrong by. */
    double metresAtLeast(IndividualRules.Movement movement) {
        double slack = uncertainty(before.position(), movement) + uncertainty(after.position(), movement);
        return Math.max(0, Ground.metres(before.position(), after.position()) - slack);
    }

    private static double uncertainty(Position position, IndividualRules.Movement movement) {
        return Objects.requireNonNullElse(position.getUncertaintyMetres(), movement.unstatedUncertaintyMetres());
    }

    /** One animal cannot have walked it. */
    boolean isImpossible(IndividualRules.Movement movement) {
        double metres = metresAtLeast(movement);
        return metres >= movement.atLeastMetres() && metres > movement.reachMetres(between());
    }

    /** A line of that kind lies between them. */
    boolean crosses(PlaceKind line, Places places) {
        return places.crosses(
                line,
                before.position().getLatitude(),
                before.position().getLongitude(),
                after.position().getLatitude(),
                after.position().getLongitude());
    }
}
