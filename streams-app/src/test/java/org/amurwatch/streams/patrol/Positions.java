package org.amurwatch.streams.patrol;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.streams.territory.Located;
import org.jspecify.annotations.Nullable;

/** Positions of patrols for tests. */
final class Positions {

    static final Instant TEN = Instant.parse("2026-01-17T10:00:00Z");

    private Positions() {}

    static PatrolPosition.Builder north(Instant at, @Nullable Integer checkInMinutes) {
        return PatrolPosition.newBuilder()
                .setTeamId("north")
                .setSourceId("tracker")
                .setAt(at)
                .setPosition(new Position(43.1, 131.4, null))
                .setCheckInMinutes(checkInMinutes);
    }

    static Located in(String sector, String... shared) {
        return new Located(
                Placement.newBuilder()
                        .setTerritoryId("territory-of-" + sector)
                        .setSectorId(sector)
                        .setTimeZone("Asia/Vladivostok")
                        .build(),
                List.of(shared));
    }
}
