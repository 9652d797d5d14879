package org.amurwatch.producer.camtrap;

import java.time.Instant;
import java.util.Locale;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.Sex;
import org.amurwatch.producer.table.FieldTime;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * One observation, checked. Its free text (tags, comments, behaviour) stays in the file.
 *
 * @param eventId the source's event (0.1.6: sequenceID); null where the row stands alone
 * @param mediaId the picture, of a media-level row
 * @param end null where the package does not say, or says a time before the start
 * @param cameraSetup the crew is at work in it
 * @param count 1 or more; null where the package does not say
 * @param classifiedBy a person or a classifier, as in the file: must not leave as it is
 * @param probability 0 to 1; null where the package does not say
 */
public record ObservationRow(
        String observationId,
        String deploymentId,
        @Nullable String eventId,
        @Nullable String mediaId,
        ObservationLevel level,
        Type type,
        Instant start,
        @Nullable Instant end,
        boolean cameraSetup,
        @Nullable String scientificName,
        @Nullable Integer count,
        LifeStage lifeStage,
        Sex sex,
        @Nullable String individualId,
        ClassificationMethod method,
        @Nullable String classifiedBy,
        @Nullable Instant classifiedAt,
        @Nullable Double probability,
        String file,
        long row) {

    /** The event id of people is made of two ids and a word, and an event id has 300 characters at most. */
    static final int LONGEST_ID = 140;

    /** What was observed. */
    public enum Type {
        ANIMAL,
        HUMAN,
        VEHICLE,
        BLANK,
        UNKNOWN,
        UNCLASSIFIED;

        /** Whether it speaks of people: one poaching alert per event, from either level. */
        public boolean people() {
            return this == HUMAN || this == VEHICLE;
        }
    }

    /** @throws UnusableRow if a required field is missing or can't be right */
    public static ObservationRow of(Row row) throws UnusableRow {
        row.checkLength();
        String id = row.required(300, "observationID");
        String deployment = row.required("deploymentID");
        Type type = type(row.required("observationType"));
        Instant start = FieldTime.parse("eventStart", row.required("eventStart", "timestamp"));
        String endText = row.text("eventEnd");
        Instant end = endText == null ? null : FieldTime.parse("eventEnd", endText);
        String mediaId = row.shortText(300, "mediaID");
        return new ObservationRow(
                id,
                deployment,
                row.shortText(LONGEST_ID, "eventID", "sequenceID"),
                mediaId,
                level(row, mediaId),
                type,
                start,
                end == null || end.isBefore(start) ? null : end,
                row.text("cameraSetupType") != null || row.flag("cameraSetup"),
                row.shortText(200, "scientificName"),
                type == Type.ANIMAL || type.people() ? row.count("count") : null,
                lifeStage(row.text("lifeStage")),
                sex(row.text("sex")),
                row.shortText(200, "individualID"),
                method(row.text("classificationMethod")),
                row.text("classifiedBy"),
                FieldTime.parseOrNull(row.text("classificationTimestamp")),
                probability(row.text("classificationProbability", "classificationConfidence")),
                row.file(),
                row.number());
    }

    private static Type type(String text) throws UnusableRow {
        for (Type type : Type.values()) {
            if (type.name().equalsIgnoreCase(text)) {
                return type;
            }
        }
        throw new UnusableRow("observationType " + UnusableRow.shown(text)
                + " is none of animal, human, vehicle, blank, unknown, unclassified");
    }

    /** 0.1.6 has no levels: there a row that names a picture speaks of that picture. */
    private static ObservationLevel level(Row row, @Nullable String mediaId) throws UnusableRow {
        if (!row.hasColumn("observationLevel")) {
            return mediaId == null ? ObservationLevel.EVENT : ObservationLevel.MEDIA;
        }
        String text = row.required("observationLevel");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "event" -> ObservationLevel.EVENT;
            case "media" -> ObservationLevel.MEDIA;
            default ->
                throw new UnusableRow("observationLevel " + UnusableRow.shown(text) + " is neither event nor media");
        };
    }

    private static LifeStage lifeStage(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "adult" -> LifeStage.ADULT;
            case "subadult" -> LifeStage.SUBADULT;
            // 0.1.6 tells offspring from juveniles.
            case "juvenile", "offspring" -> LifeStage.JUVENILE;
            default -> LifeStage.UNSPECIFIED;
        };
    }

    private static Sex sex(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "female" -> Sex.FEMALE;
            case "male" -> Sex.MALE;
            default -> Sex.UNSPECIFIED;
        };
    }

    private static ClassificationMethod method(@Nullable String text) {
        return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
            case "human" -> ClassificationMethod.HUMAN;
            case "machine" -> ClassificationMethod.MACHINE;
            default -> ClassificationMethod.UNSPECIFIED;
        };
    }

    private static @Nullable Double probability(@Nullable String text) {
        try {
            Double probability = text == null ? null : Double.valueOf(text);
            return probability != null && probability >= 0 && probability <= 1 ? probability : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
