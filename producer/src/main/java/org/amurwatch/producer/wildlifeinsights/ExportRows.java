package org.amurwatch.producer.wildlifeinsights;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.camtrap.CameraRows;
import org.amurwatch.producer.camtrap.CameraTime;
import org.amurwatch.producer.camtrap.ObservationRow.Type;
import org.amurwatch.producer.camtrap.Taxon;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/** What rows of Wildlife Insights' tables say, in Camtrap DP's columns. */
final class ExportRows {

    static final List<String> DEPLOYMENT_COLUMNS = List.of("deployment_id", "latitude", "longitude", "start_date");
    static final List<String> IMAGE_COLUMNS =
            List.of("deployment_id", "image_id", "timestamp", "genus", "species", "common_name");

    private final ZoneId zone;

    ExportRows(ZoneId zone) {
        this.zone = zone;
    }

    Row deployment(Row row) {
        Map<String, String> cells = new HashMap<>();
        copy(row, "deployment_id", cells, "deploymentID");
        copy(row, "latitude", cells, "latitude");
        copy(row, "longitude", cells, "longitude");
        copy(row, "placename", cells, "locationName");
        copy(row, "camera_id", cells, "cameraID");
        try {
            row.checkLength();
            cells.put("deploymentStart", time(row, "start_date").toString());
            if (row.text("end_date") != null) {
                cells.put("deploymentEnd", time(row, "end_date").toString());
            }
            return CameraRows.deployment(cells, row.file(), row.number(), null);
        } catch (UnusableRow e) {
            return CameraRows.deployment(cells, row.file(), row.number(), e.reason());
        }
    }

    /** One thing that somebody or something saw in a picture. */
    Row observation(Row row) {
        Map<String, String> cells = new HashMap<>();
        copy(row, "deployment_id", cells, "deploymentID");
        copy(row, "image_id", cells, "mediaID");
        cells.put("observationLevel", "media");
        Taxon taxon = taxon(row);
        cells.put("observationID", id(row, taxon));
        try {
            row.checkLength();
            row.required("image_id");
            Instant time = time(row, "timestamp");
            cells.put("eventStart", time.toString());
            cells.put("eventID", CameraTime.window(time));
            describe(row, taxon, cells);
            return CameraRows.observation(cells, row.file(), row.number(), null);
        } catch (UnusableRow e) {
            return CameraRows.observation(cells, row.file(), row.number(), e.reason());
        }
    }

    private static void describe(Row row, Taxon taxon, Map<String, String> cells) {
        Type type = row.flag("is_blank") ? Type.BLANK : taxon.type();
        boolean noOneLooked = type == Type.UNKNOWN && "No CV Result".equalsIgnoreCase(row.text("common_name"));
        cells.put(
                "observationType",
                (noOneLooked ? Type.UNCLASSIFIED : type).name().toLowerCase(Locale.ROOT));
        if (taxon.crew()) {
            cells.put("cameraSetupType", "setup");
        }
        if (type == Type.ANIMAL) {
            put(cells, "scientificName", taxon.scientificName());
            put(cells, "sex", row.text("sex"));
            put(cells, "lifeStage", stage(row.text("age")));
            copy(row, "individual_id", cells, "individualID");
        }
        String count = row.text("number_of_objects");
        put(cells, "count", "0".equals(count) ? null : count);
        classification(row, cells);
    }

    private static void classification(Row row, Map<String, String> cells) {
        String by = row.text("identified_by");
        String confidence = row.text("cv_confidence");
        if (by != null) {
            boolean machine = by.toLowerCase(Locale.ROOT).contains("computer vision");
            cells.put("classificationMethod", machine ? "machine" : "human");
            cells.put("classifiedBy", machine ? "Wildlife Insights" : by);
            put(cells, "classificationProbability", machine ? confidence : null);
        }
    }

    /** What keeps apart several things in one picture. Wildlife Insights has no id of its own for them. */
    private static String id(Row row, Taxon taxon) {
        return StableId.of(
                Objects.toString(row.text("image_id"), ""),
                String.join(";", taxon.ranks()),
                taxon.commonName(),
                Objects.toString(row.text("sex"), ""),
                Objects.toString(row.text("age"), ""),
                Objects.toString(row.text("individual_id"), ""));
    }

    private static Taxon taxon(Row row) {
        return new Taxon(
                List.of(
                        row.cell("class"),
                        row.cell("order"),
                        row.cell("family"),
                        row.cell("genus"),
                        row.cell("species")),
                row.cell("common_name"));
    }

    private Instant time(Row row, String column) throws UnusableRow {
        return CameraTime.parse(column, row.required(column), zone);
    }

    private static @Nullable String stage(@Nullable String age) {
        return age == null ? null : age.replace("-", "");
    }

    private static void copy(Row row, String from, Map<String, String> cells, String to) {
        put(cells, to, row.text(from));
    }

    private static void put(Map<String, String> cells, String column, @Nullable String text) {
        if (text != null) {
            cells.put(column, text);
        }
    }
}
