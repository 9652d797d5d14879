package org.amurwatch.streams.territory;

import java.util.List;
import org.amurwatch.avro.Placement;

/**
 * Where a position lies.
 *
 * @param placement the one territory and sector that it is counted in
 * @param sharedSectorIds other sectors so near that they are told of it, sorted; never the placement's own
 */
public record Located(Placement placement, List<String> sharedSectorIds) {
    public Located {
        sharedSectorIds = List.copyOf(sharedSectorIds);
    }

    /** Whether a sector is told of what happens there. */
    public boolean isToldTo(String sectorId) {
        return placement.getSectorId().equals(sectorId) || sharedSectorIds.contains(sectorId);
    }
}
