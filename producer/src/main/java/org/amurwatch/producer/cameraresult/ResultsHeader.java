package org.amurwatch.producer.cameraresult;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a results file says of itself.
 *
 * @param form which classifier's form it has
 * @param detector the detector's name and version; null where the file does not say
 * @param categories what the keys of its categories mean
 */
record ResultsHeader(Form form, @Nullable String detector, Map<String, String> categories) {

    /** Which classifier's form. */
    enum Form {
        MEGADETECTOR("MegaDetector", "images", "file"),
        SPECIESNET("SpeciesNet", "predictions", "filepath");

        private final String title;
        private final String list;
        private final String path;

        Form(String title, String list, String path) {
            this.title = title;
            this.list = list;
            this.path = path;
        }

        /** Its name for people. */
        String title() {
            return title;
        }

        /** The field that holds its list of pictures. */
        String list() {
            return list;
        }

        /** The field that names a picture. */
        String path() {
            return path;
        }
    }

    /** What is detected. */
    enum Subject {
        ANIMAL,
        PERSON,
        VEHICLE
    }

    private static final Map<String, String> USUAL = Map.of("1", "animal", "2", "person", "3", "vehicle");

    ResultsHeader {
        categories = categories.isEmpty() ? USUAL : Map.copyOf(categories);
    }

    /** What a category means; null for one that the file does not explain, or that is none of ours: no detection. */
    @Nullable
    Subject subject(String category) {
        return switch (categories.getOrDefault(category, "").strip().toLowerCase(Locale.ROOT)) {
            case "animal" -> Subject.ANIMAL;
            case "person", "human" -> Subject.PERSON;
            case "vehicle" -> Subject.VEHICLE;
            default -> null;
        };
    }
}
