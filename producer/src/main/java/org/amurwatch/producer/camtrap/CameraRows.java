package org.amurwatch.producer.camtrap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.Row.Columns;
import org.jspecify.annotations.Nullable;

/** What other files say of cameras and their pictures, as rows in Camtrap DP's columns: so all of it is imported alike. */
public final class CameraRows {

    private static final List<String> DEPLOYMENT = List.of(
            "deploymentID",
            "latitude",
            "longitude",
            "coordinateUncertainty",
            "locationID",
            "locationName",
            "cameraID",
            "deploymentStart",
            "deploymentEnd",
            "timestampIssues");

    private static final List<String> OBSERVATION = List.of(
            "observationID",
            "deploymentID",
            "eventID",
            "mediaID",
            "observationLevel",
            "observationType",
            "eventStart",
            "cameraSetupType",
            "scientificName",
            "count",
            "lifeStage",
            "sex",
            "individualID",
            "classificationMethod",
            "classifiedBy",
            "classificationProbability");

    private static final Columns DEPLOYMENT_COLUMNS = new Columns(DEPLOYMENT, Set.of());
    private static final Columns OBSERVATION_COLUMNS = new Columns(OBSERVATION, Set.of());

    private CameraRows() {}

    /**
     * A deployment.
     *
     * @param cells texts by column; a column without one says nothing
     * @param file name of the file that says so, without its folders
     * @param number the row there; the header is row 1
     * @param fault why it can't be used; null where nothing is known against it
     */
    public static Row deployment(Map<String, String> cells, String file, long number, @Nullable String fault) {
        return new Row(DEPLOYMENT_COLUMNS, texts(DEPLOYMENT, cells), file, number, fault);
    }

    /**
     * An observation.
     *
     * @param cells texts by column; a column without one says nothing
     * @param fault why it can't be used; null where nothing is known against it
     */
    public static Row observation(Map<String, String> cells, String file, long number, @Nullable String fault) {
        return new Row(OBSERVATION_COLUMNS, texts(OBSERVATION, cells), file, number, fault);
    }

    /** A row of any columns, such as one that came as JSON. */
    public static Row of(List<String> columns, List<String> cells, String file, long number) {
        return new Row(new Columns(columns, Set.of()), cells, file, number);
    }

    private static List<String> texts(List<String> columns, Map<String, String> cells) {
        if (!columns.containsAll(cells.keySet())) {
            throw new IllegalArgumentException("Not all of these are columns: " + cells.keySet());
        }
        return columns.stream().map(column -> cells.getOrDefault(column, "")).toList();
    }
}
