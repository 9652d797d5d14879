package org.amurwatch.consumer.export;

import java.util.List;
import java.util.Set;

/** The tables of Camtrap DP 1.0.2 with all their columns, in order. Of many of them nothing is kept here; they stay empty. */
final class CamtrapTables {

    static final String VERSION = "1.0.2";

    static final List<String> DEPLOYMENTS = List.of(
            "deploymentID",
            "locationID",
            "locationName",
            "latitude",
            "longitude",
            "coordinateUncertainty",
            "deploymentStart",
            "deploymentEnd",
            "setupBy",
            "cameraID",
            "cameraModel",
            "cameraDelay",
            "cameraHeight",
            "cameraDepth",
            "cameraTilt",
            "cameraHeading",
            "detectionDistance",
            "timestampIssues",
            "baitUse",
            "featureType",
            "habitat",
            "deploymentGroups",
            "deploymentTags",
            "deploymentComments");

    static final List<String> MEDIA = List.of(
            "mediaID",
            "deploymentID",
            "captureMethod",
            "timestamp",
            "filePath",
            "filePublic",
            "fileName",
            "fileMediatype",
            "exifData",
            "favorite",
            "mediaComments");

    static final List<String> OBSERVATIONS = List.of(
            "observationID",
            "deploymentID",
            "mediaID",
            "eventID",
            "eventStart",
            "eventEnd",
            "observationLevel",
            "observationType",
            "cameraSetupType",
            "scientificName",
            "count",
            "lifeStage",
            "sex",
            "behavior",
            "individualID",
            "individualPositionRadius",
            "individualPositionAngle",
            "individualSpeed",
            "bboxX",
            "bboxY",
            "bboxWidth",
            "bboxHeight",
            "classificationMethod",
            "classifiedBy",
            "classificationTimestamp",
            "classificationProbability",
            "observationTags",
            "observationComments");

    /** What all tables take for an empty cell. */
    private static final Set<String> NOTHING = Set.of("", "NA", "NaN", "nan");

    private CamtrapTables() {}

    /** Whether a reader takes a name for none. */
    static boolean isNothing(String name) {
        return NOTHING.contains(name);
    }

    /** Address of the schema of a table, or of the profile. */
    static String address(String file) {
        return "https://raw.githubusercontent.com/tdwg/camtrap-dp/" + VERSION + "/" + file + ".json";
    }
}
