package org.amurwatch.producer.camtrap;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows, as Wildlife Insights and SpeciesNet name it: ranks of the tree of life, and a common name that also
 * stands for what is no animal, such as {@code Blank}.
 *
 * @param ranks class, order, family, genus and species; empty where not known
 * @param commonName in English; empty where there is none
 */
public record Taxon(List<String> ranks, String commonName) {

    private static final int GENUS = 3;
    private static final int SPECIES = 4;
    private static final Set<String> NO_RANK = Set.of("", "no cv result", "blank", "unknown", "unknown species", "na");
    private static final Set<String> NOT_RECOGNISED =
            Set.of("", "no cv result", "unknown", "unknown species", "problem", "misfire");

    public Taxon {
        if (ranks.size() != SPECIES + 1) {
            throw new IllegalArgumentException("A taxon has class, order, family, genus and species.");
        }
        ranks = ranks.stream()
                .map(rank -> NO_RANK.contains(normal(rank)) ? "" : rank.strip())
                .toList();
    }

    /** From SpeciesNet's {@code id;class;order;family;genus;species;common name}; null where it has not that form. */
    public static @Nullable Taxon ofLabel(String label) {
        String[] parts = label.split(";", -1);
        return parts.length == 7 ? new Taxon(List.of(parts).subList(1, 6), parts[6]) : null;
    }

    /** What it is. */
    public ObservationRow.Type type() {
        String name = normal(commonName);
        if (name.startsWith("human")
                || name.equals("person")
                || normal(ranks.get(GENUS)).equals("homo")) {
            return ObservationRow.Type.HUMAN;
        }
        if (name.startsWith("vehicle")) {
            return ObservationRow.Type.VEHICLE;
        }
        if (name.equals("blank")) {
            return ObservationRow.Type.BLANK;
        }
        return NOT_RECOGNISED.contains(name) && scientificName() == null
                ? ObservationRow.Type.UNKNOWN
                : ObservationRow.Type.ANIMAL;
    }

    /** Whether it is the crew of the camera. */
    public boolean crew() {
        return normal(commonName).replace('-', ' ').contains("camera trapper");
    }

    /** Genus and species, or else the lowest rank that is known; null where none is. */
    public @Nullable String scientificName() {
        String genus = ranks.get(GENUS);
        String species = ranks.get(SPECIES);
        if (!genus.isEmpty()) {
            return species.isEmpty() ? capital(genus) : capital(genus) + " " + normal(species);
        }
        for (int rank = GENUS - 1; rank >= 0; rank--) {
            if (!ranks.get(rank).isEmpty()) {
                return capital(ranks.get(rank));
            }
        }
        return null;
    }

    private static String normal(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String capital(String text) {
        String low = normal(text);
        return low.substring(0, 1).toUpperCase(Locale.ROOT) + low.substring(1);
    }
}
