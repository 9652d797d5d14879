package org.amurwatch.producer.cameraresult;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.producer.camtrap.CameraRows;
import org.amurwatch.producer.camtrap.CameraTime;
import org.amurwatch.producer.camtrap.DeploymentRow;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of a camera, as an operator states it: in a table or as JSON, with columns or fields {@code deploymentID},
 * {@code latitude}, {@code longitude}, {@code start}, and if wanted {@code end}, {@code folder}, {@code timeZone},
 * {@code locationID}, {@code cameraID}, {@code coordinateUncertainty} and {@code timestampIssues}.
 *
 * @param id the source's id of the deployment
 * @param folder one or more neighbouring folders of its pictures' paths, such as {@code ridge/2026-11}; its id where none is named
 * @param zone what its camera's clock shows; null where nobody said
 * @param stated what was stated
 */
record Camera(String id, String folder, @Nullable ZoneId zone, Row stated) {

    /** @param zone of a row that names none; null: nobody said */
    static Camera of(Row row, @Nullable ZoneId zone) throws UnusableRow {
        row.checkLength();
        String id = row.required("deploymentID");
        String folder = row.text("folder", "path");
        String stated = row.text("timeZone");
        return new Camera(id, folder == null ? id : folder, stated == null ? zone : zone(stated), row);
    }

    /** Whether it says where the camera is. */
    boolean hasPosition() {
        return stated.text("latitude") != null || stated.text("longitude") != null;
    }

    /**
     * The deployment in Camtrap DP's columns.
     *
     * @param seen where its pictures say that they were taken, for a row without a position; null: not known
     */
    Row deployment(@Nullable CameraPosition seen) throws UnusableRow {
        Map<String, String> cells = new TreeMap<>();
        cells.put("deploymentID", id);
        if (seen != null && !hasPosition()) {
            cells.put("latitude", Double.toString(seen.latitude()));
            cells.put("longitude", Double.toString(seen.longitude()));
        }
        for (String column : new String[] {
            "latitude",
            "longitude",
            "coordinateUncertainty",
            "locationID",
            "locationName",
            "cameraID",
            "timestampIssues"
        }) {
            String text = stated.text(column);
            if (text != null) {
                cells.put(column, text);
            }
        }
        cells.put("deploymentStart", time("start", stated.required("start", "deploymentStart")));
        String end = stated.text("end", "deploymentEnd");
        if (end != null) {
            cells.put("deploymentEnd", time("end", end));
        }
        Row row = CameraRows.deployment(cells, stated.file(), stated.number(), null);
        DeploymentRow.of(row);
        return row;
    }

    private String time(String column, String text) throws UnusableRow {
        return CameraTime.parse(column, text, zone).toString();
    }

    private static ZoneId zone(String text) throws UnusableRow {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UnusableRow("timeZone " + UnusableRow.shown(text)
                    + " is no zone; expected for instance Asia/Vladivostok or +10:00");
        }
    }
}
