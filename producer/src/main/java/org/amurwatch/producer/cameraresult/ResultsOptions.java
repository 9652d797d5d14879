package org.amurwatch.producer.cameraresult;

import java.nio.file.Path;
import java.time.ZoneId;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.importing.CameraImports;
import org.amurwatch.producer.importing.PackageImportOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How results of classifiers are read; a picocli mixin. */
public final class ResultsOptions {

    /** Least confidence of a detection, unless told otherwise: what MegaDetector's authors call typical. */
    static final double DEFAULT_THRESHOLD = 0.2;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            required = true,
            description = "Whose cameras they are: a name that stays the same for all of their results.")
    String source = "";

    @Option(
            names = "--deployments",
            paramLabel = "FILE",
            required = true,
            description =
                    "Table of deployments: deploymentID, latitude, longitude, start, and if wanted end, folder, timeZone, locationID, cameraID.")
    Path deployments = Path.of("");

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description =
                    "What the cameras' clocks show, such as Asia/Vladivostok, where the table of deployments does not say it.")
    @Nullable
    ZoneId zone;

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description =
                    "The folder that the results' paths start from: read each picture's time from its EXIF (default: from the results).")
    @Nullable
    Path images;

    @Option(
            names = "--positions-from-images",
            description = "With --images: a deployment without a position gets the one in its pictures' EXIF.")
    boolean positionsFromImages;

    @Option(
            names = "--threshold",
            paramLabel = "SHARE",
            defaultValue = "" + DEFAULT_THRESHOLD,
            description = "Least confidence of a detection, 0 to 1 (default: ${DEFAULT-VALUE}).")
    double threshold = DEFAULT_THRESHOLD;

    @Option(
            names = "--whole",
            description =
                    "Each file lists all pictures of its deployments: what is known of them and not in it any more is withdrawn.")
    boolean whole;

    @Mixin
    PackageImportOptions common = new PackageImportOptions();

    /** @throws CommandFailure (wrong usage) if these options make no sense together */
    void check() {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw CommandFailure.usage("--threshold " + threshold + " is not between 0 and 1.");
        }
        if (positionsFromImages && images == null) {
            throw CommandFailure.usage("--positions-from-images needs --images FOLDER.");
        }
        if (common.keepsPictures() && images == null) {
            throw CommandFailure.usage("--keep-pictures needs --images FOLDER, where the pictures are.");
        }
    }

    /** @param expected whose results it must be; null: of either classifier */
    CameraImports.Job job(Path results, @Nullable Form expected) {
        return new CameraImports.Job(
                results,
                source,
                workFolder -> ResultsPackage.open(
                        new ResultsPackage.Request(
                                results, deployments, zone, images, positionsFromImages, threshold, whole, workFolder),
                        source,
                        expected));
    }
}
