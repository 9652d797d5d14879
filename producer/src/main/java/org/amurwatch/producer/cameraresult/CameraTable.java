package org.amurwatch.producer.cameraresult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.TableForm;
import org.amurwatch.producer.table.TableReader;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/** Reads a table of deployments. Somebody made it by hand for this purpose: one with a fault is refused whole. */
final class CameraTable {

    private static final int MOST_FAULTS = 20;

    private CameraTable() {}

    /**
     * @param zone of rows that name none; null: nobody said
     * @throws CommandFailure (wrong usage) with a sentence for each fault
     */
    static CameraDeployments read(Path file, @Nullable ZoneId zone) {
        List<Camera> cameras = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try (TableReader table =
                TableReader.open(Files.newInputStream(file), String.valueOf(file.getFileName()), TableForm.usual())) {
            for (String column : List.of("deploymentID", "start")) {
                if (!table.columns().has(column)) {
                    throw CommandFailure.usage(file + " has no column " + column
                            + ": expected a header with deploymentID, latitude, longitude, start, and if wanted end, folder,"
                            + " timeZone, locationID, cameraID.");
                }
            }
            for (Row row = table.next(); row != null; row = table.next()) {
                try {
                    cameras.add(Camera.of(row, zone));
                } catch (UnusableRow e) {
                    faults.add("  row " + row.number() + ": " + e.reason());
                }
            }
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the deployments file " + file + ": " + e.getMessage() + ".");
        }
        refuse(file, faults);
        if (cameras.isEmpty()) {
            throw CommandFailure.usage(file + " names no deployment.");
        }
        try {
            return new CameraDeployments(cameras);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(file + ": " + e.getMessage());
        }
    }

    /** @throws CommandFailure (wrong usage) if there are faults */
    static void refuse(Path file, List<String> faults) {
        if (!faults.isEmpty()) {
            throw CommandFailure.usage("Nothing was imported, for the deployments file " + file + " can't be used:\n"
                    + String.join("\n", faults.subList(0, Math.min(MOST_FAULTS, faults.size()))));
        }
    }
}
