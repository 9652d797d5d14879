package org.amurwatch.precision;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.GridPrecision;

/** What no agreement can allow. */
public final class ReleaseLimits {

    /** Kinds that tell where patrols are, or where sensors are and don't work. */
    public static final Set<AlertKind> NEVER = Collections.unmodifiableSet(EnumSet.of(
            AlertKind.SOS,
            AlertKind.PATROL_CONTACT,
            AlertKind.ARREST,
            AlertKind.CAMERA_TAMPERED,
            AlertKind.CAMERA_SILENT));

    /** Species of category 1 (extreme) for the public, by Chapman 2020: country and season, and no more. Subspecies too. */
    private static final Set<String> CATEGORY_1 = Set.of("panthera pardus", "panthera tigris");

    private ReleaseLimits() {}

    /** Whether the public may be told no more of a species than country and season. */
    public static boolean countryAndSeasonOnly(String scientificName) {
        String name = scientificName.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
        return CATEGORY_1.stream().anyMatch(species -> name.equals(species) || name.startsWith(species + " "));
    }

    /** Whether a grid is finer than the public may have: 0.1 degree. */
    public static boolean finerThanPublic(GridPrecision precision) {
        return precision == GridPrecision.HUNDREDTH || precision == GridPrecision.THOUSANDTH;
    }
}
