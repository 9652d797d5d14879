package org.amurwatch.producer.cameraresult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.camtrap.CameraRows;
import org.amurwatch.producer.camtrap.CameraTime;
import org.amurwatch.producer.camtrap.ObservationRow.Type;
import org.amurwatch.producer.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * What results say of pictures, as observations. Paths of pictures, which may name places and people, go no further: ids are
 * made from them that can't be turned back.
 */
final class PictureRows {

    private final String sourceId;
    private final String file;
    private final ResultsHeader header;
    private final double threshold;

    /**
     * @param file name of the results file, for rows
     * @param threshold least confidence of a detection, 0 to 1
     */
    PictureRows(String sourceId, String file, ResultsHeader header, double threshold) {
        this.sourceId = sourceId;
        this.file = file;
        this.header = header;
        this.threshold = threshold;
    }

    /**
     * What a picture shows: a row for each kind of thing, and one for a picture that shows nothing.
     *
     * @param camera which took it; null: it is of no known deployment
     * @param time when it was taken; null: not known
     * @param fault why nothing can be made of it; null where nothing is known against it
     */
    List<Row> rows(PictureResult picture, @Nullable Camera camera, @Nullable Instant time, @Nullable String fault) {
        Map<String, String> cells = new HashMap<>();
        if (camera != null) {
            cells.put("deploymentID", camera.id());
        }
        String mediaId = mediaId(picture, camera);
        cells.put("observationLevel", "media");
        cells.put("mediaID", mediaId);
        if (fault != null || time == null) {
            cells.put("observationID", mediaId);
            return List.of(CameraRows.observation(cells, file, picture.number(), fault));
        }
        cells.put("eventID", CameraTime.window(time));
        cells.put("eventStart", time.toString());
        cells.put("classificationMethod", "machine");
        cells.put("classifiedBy", classifier(picture));
        List<Row> rows = new ArrayList<>();
        for (Finding finding : Finding.of(picture, header, threshold)) {
            rows.add(row(cells, mediaId, finding, picture.number()));
        }
        return rows;
    }

    /** By which its observations name it. */
    String mediaId(PictureResult picture, @Nullable Camera camera) {
        return StableId.of(
                sourceId, camera == null ? "" : camera.id(), picture.path(), Objects.toString(picture.time(), ""));
    }

    /** A picture of which nothing but its number is known. */
    Row unusable(long number, String reason) {
        return CameraRows.observation(Map.of(), file, number, reason);
    }

    private Row row(Map<String, String> picture, String mediaId, Finding finding, long number) {
        Map<String, String> cells = new HashMap<>(picture);
        String type = finding.type().name().toLowerCase(Locale.ROOT);
        cells.put("observationID", finding.type() == Type.BLANK ? mediaId : mediaId + ":" + type);
        cells.put("observationType", type);
        putIfKnown(cells, "scientificName", finding.scientificName());
        putIfKnown(cells, "count", finding.count());
        putIfKnown(cells, "classificationProbability", finding.probability());
        return CameraRows.observation(cells, file, number, null);
    }

    private static void putIfKnown(Map<String, String> cells, String column, @Nullable Object value) {
        if (value != null) {
            cells.put(column, value.toString());
        }
    }

    /** Its name and version. A model may be named by its file, and that with the folders of somebody's home. */
    private String classifier(PictureResult picture) {
        String title = header.form().title();
        String stated = picture.model() != null ? picture.model() : header.detector();
        String name =
                stated == null ? "" : stated.substring(Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\')) + 1);
        return name.isBlank() || name.length() > 60 || name.contains("@") ? title : title + " " + name;
    }
}
