package org.amurwatch.consumer.export;

import java.util.List;
import java.util.Locale;

/** The text files that go with captures. */
final class SecrTexts {

    private SecrTexts() {}

    /** Detectors with their places in metres, and in how many nights of each occasion they watched. */
    static String traps(List<Detectors.Detector> detectors, UtmZone zone, Occasions occasions) {
        StringBuilder text = new StringBuilder("# Detector x y usage (nights of " + occasions.nights()
                + " in each occasion); metres, EPSG:" + zone.epsg() + "\n");
        for (Detectors.Detector detector : detectors) {
            UtmZone.Metres metres = zone.project(
                    detector.position().getLatitude(), detector.position().getLongitude());
            text.append(detector.name())
                    .append(String.format(Locale.ROOT, " %.1f %.1f", metres.east(), metres.north()));
            for (int nights : detector.usage()) {
                text.append(' ').append(nights);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** How the files are read, and what was assumed. */
    static String readMe(SecrExport.Wanted wanted, UtmZone zone, ExportSummary summary) {
        Occasions occasions = wanted.occasions();
        return String.join(
                "\n",
                "Capture history of " + wanted.species() + " for the R package secr, made by Amur Watch.",
                "",
                "library(secr)",
                "captures <- read.capthist(\"captures.txt\", \"traps.txt\", detector = \"proximity\", fmt = \"trapID\",",
                "    noccasions = " + occasions.count() + ", covnames = c(\"sex\", \"flank\"), binary.usage = FALSE)",
                "",
                "Occasions: " + occasions.count() + " of " + occasions.nights() + " nights, from the night of "
                        + occasions.from() + ", in " + occasions.zone()
                        + ". A night goes from noon to noon and bears the day on which it begins.",
                "Detectors: " + summary.get("detectors")
                        + " stations (stations.csv). Their usage is in nights in which at least one camera was there at"
                        + " midnight; cameras with a wrong clock give none. A camera whose end is not known counts until it"
                        + " was last spoken of.",
                "x and y: metres east and north, EPSG:" + zone.epsg() + " (UTM zone " + zone.number()
                        + (zone.south() ? " south" : " north")
                        + ", WGS 84); the middle of the deployments of a station.",
                "Animals: " + summary.get("individuals")
                        + " (individuals.csv), named by the register as it was; identified as probable or confirmed.",
                "Captures: " + summary.get("captures") + ", one for an animal, an occasion and a detector. Left out: "
                        + summary.get("withoutIndividual") + " sightings of which nobody said which animal it is, "
                        + summary.get("withoutEffort") + " at a station that had no usage in the occasion.",
                "flank: the sides that were seen in that capture: left, right, both, or NA where nobody said. An animal that"
                        + " is known by its left side alone and one that is known by its right side alone may be one; read"
                        + " those of one side only if the register is not of both.",
                "");
    }
}
