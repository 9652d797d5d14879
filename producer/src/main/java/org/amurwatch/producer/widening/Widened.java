package org.amurwatch.producer.widening;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;

/**
 * Where and when something was, told no more exactly than to a cell of 2 km and to half a local day. An event of its time is counted
 * on the right day, lies never ahead of the clock, and is older than it was rather than younger.
 *
 * @param position middle of the cell, and the circle that surely holds the place
 * @param observedAt first moment of the half day
 * @param observedUntil the first moment after it, which may lie ahead
 * @param zone whose half days these are: of the territory that the middle of the cell lies in, or UTC, as intake counts days
 * @param staysInItsTerritory whether the cell's middle lies in the territory of the place itself
 */
public record Widened(
        Position position, Instant observedAt, Instant observedUntil, ZoneId zone, boolean staysInItsTerritory) {

    /**
     * Widens a place and a time.
     *
     * @param exact the place, checked; its uncertainty is part of what is widened
     * @param territories all of them: they say which zone holds there
     */
    public static Widened of(Position exact, Instant at, Collection<Territory> territories) {
        Position cell = GridCell.around(exact);
        Optional<Territory> territory = TerritoryOf.place(cell, territories);
        ZoneId zone = territory.map(one -> ZoneId.of(one.getTimeZone())).orElse(ZoneOffset.UTC);
        HalfDay half = HalfDay.of(at, zone);
        return new Widened(
                cell,
                half.from(),
                half.until(),
                zone,
                territory
                        .map(Territory::getId)
                        .equals(TerritoryOf.place(exact, territories).map(Territory::getId)));
    }

    /** Whether it may be of this very moment. */
    public boolean holds(Instant now) {
        return new HalfDay(observedAt, observedUntil).holds(now);
    }

    /**
     * As if it had been in the hour in which it was told, so that it pages as what has just happened does.
     *
     * @param now a moment that it {@link #holds}
     */
    public Widened toldAtOnce(Instant now) {
        Instant hour = now.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        return new Widened(position, hour, observedUntil, zone, staysInItsTerritory);
    }
}
