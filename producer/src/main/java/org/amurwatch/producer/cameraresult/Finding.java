package org.amurwatch.producer.cameraresult;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.producer.cameraresult.PictureResult.Detection;
import org.amurwatch.producer.cameraresult.ResultsHeader.Subject;
import org.amurwatch.producer.camtrap.ObservationRow.Type;
import org.amurwatch.producer.camtrap.Taxon;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that a picture shows.
 *
 * @param scientificName of an animal that was recognised; else null
 * @param count how many; null where only SpeciesNet's prediction says that there are any
 * @param probability of the surest of them, 0 to 1; null where the results don't say
 */
record Finding(
        Type type,
        @Nullable String scientificName,
        @Nullable Integer count,
        @Nullable Double probability) {

    /** What was detected of a subject with enough confidence. */
    private record Detected(int count, double surest) {

        boolean any() {
            return count > 0;
        }
    }

    /**
     * What a picture shows: people, vehicles and animals, each once; else that it is blank, was not recognised, or was not
     * looked at. A person or vehicle is taken from the detections and from the prediction, whichever has one; an animal
     * that SpeciesNet takes for nothing is none.
     *
     * @param threshold least confidence of a detection, 0 to 1
     */
    static List<Finding> of(PictureResult picture, ResultsHeader header, double threshold) {
        Taxon taxon = picture.label() == null ? null : Taxon.ofLabel(picture.label());
        Type predicted = taxon == null ? null : taxon.type();
        List<Finding> found = new ArrayList<>();
        add(found, Type.HUMAN, detected(picture, header, Subject.PERSON, threshold), predicted, picture.score());
        add(found, Type.VEHICLE, detected(picture, header, Subject.VEHICLE, threshold), predicted, picture.score());
        Detected animals = detected(picture, header, Subject.ANIMAL, threshold);
        String name = taxon == null || predicted != Type.ANIMAL ? null : taxon.scientificName();
        if (name != null) {
            found.add(new Finding(Type.ANIMAL, name, animals.any() ? animals.count : null, picture.score()));
        } else if (predicted != Type.BLANK) {
            add(found, Type.ANIMAL, animals, predicted, picture.score());
        }
        if (found.isEmpty()) {
            found.add(new Finding(nothing(picture, predicted), null, null, null));
        }
        return found;
    }

    private static Type nothing(PictureResult picture, @Nullable Type predicted) {
        if (picture.failed() && predicted == null && picture.detections().isEmpty()) {
            return Type.UNCLASSIFIED;
        }
        return predicted == Type.UNKNOWN ? Type.UNKNOWN : Type.BLANK;
    }

    private static void add(
            List<Finding> found, Type type, Detected detected, @Nullable Type predicted, @Nullable Double score) {
        if (detected.any()) {
            found.add(new Finding(type, null, detected.count, detected.surest));
        } else if (predicted == type) {
            found.add(new Finding(type, null, null, score));
        }
    }

    private static Detected detected(PictureResult picture, ResultsHeader header, Subject subject, double threshold) {
        int count = 0;
        double surest = 0;
        for (Detection detection : picture.detections()) {
            if (detection.confidence() >= threshold && header.subject(detection.category()) == subject) {
                count++;
                surest = Math.max(surest, detection.confidence());
            }
        }
        return new Detected(count, surest);
    }
}
