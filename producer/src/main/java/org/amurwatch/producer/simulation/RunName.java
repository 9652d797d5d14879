package org.amurwatch.producer.simulation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * What a run is called where its events meet those of others: the same world under the same name, so that sending it again
 * repeats it, and another world under another.
 *
 * @param world the settings' short name with a prefix, such as {@code sim-russia}: of territories and teams, which are the same
 *     whatever the seed
 * @param run with seed, first day, days and a digest of all figures, such as {@code sim-russia-1-2026-11-23-3d-9f3a12cd}
 */
public record RunName(String world, String run) {

    private static final int NAME_LENGTH = 20;

    /** @param nameOrFile the settings, as the user named them */
    public static RunName of(String nameOrFile, SimulationSettings settings, long seed, LocalDate from, int days) {
        String world = "sim-" + shortName(nameOrFile);
        return new RunName(world, world + "-" + seed + "-" + from + "-" + days + "d-" + digest(settings));
    }

    private static String shortName(String nameOrFile) {
        String file = nameOrFile.substring(Math.max(nameOrFile.lastIndexOf('/'), nameOrFile.lastIndexOf('\\')) + 1);
        String name = file.replaceFirst("\\.ya?ml$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "world" : name.substring(0, Math.min(NAME_LENGTH, name.length()));
    }

    /** Of all figures: settings are records of numbers and names, whose texts are the same everywhere. */
    private static String digest(SimulationSettings settings) {
        CRC32 checksum = new CRC32();
        checksum.update(settings.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }
}
