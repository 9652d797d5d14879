package org.amurwatch.producer.cameraresult;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier says of one picture.
 *
 * @param path the picture, as the results name it, with {@code /} between folders: must not leave as it is
 * @param number its place in the list of pictures; the first is 1
 * @param failed the picture could not be looked at
 * @param detections what was found in it, as the results state it
 * @param label SpeciesNet's prediction, {@code id;class;order;family;genus;species;common name}; null where there is none
 * @param score how sure the prediction is, 0 to 1; null where the results don't say
 * @param model the classifier's version; null where the picture does not say
 * @param time when it was taken, as the results state it; null where they don't
 */
record PictureResult(
        String path,
        long number,
        boolean failed,
        List<Detection> detections,
        @Nullable String label,
        @Nullable Double score,
        @Nullable String model,
        @Nullable String time) {

    /**
     * One thing in a picture.
     *
     * @param category key of what it is
     * @param confidence 0 to 1
     */
    record Detection(String category, double confidence) {}

    PictureResult {
        detections = List.copyOf(detections);
    }
}
