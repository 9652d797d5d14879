package org.amurwatch.producer.importing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.camtrap.CameraPackage;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.RowIssues;
import org.jspecify.annotations.Nullable;

/** Runs the import of any package of cameras' observations into an {@link EventLog}, for tests of such packages. */
public final class PackageRun {

    /** When the imports of tests take place. */
    public static final Instant NOW = Importer.NOW;

    private PackageRun() {}

    /**
     * What an import said.
     *
     * @param rejected {@code row N: reason} of each
     * @param clockSuspect {@code row N: reason} of each
     */
    public record Result(
            Map<Count, Long> counts, List<String> rejected, List<String> clockSuspect, List<String> notes) {

        public long count(Count count) {
            return counts.getOrDefault(count, 0L);
        }
    }

    /** Imports it, confirming withdrawals, and closes it. */
    public static Result into(EventLog log, CameraPackage cameraPackage, String source, Path workFolder) {
        return into(log, cameraPackage, source, workFolder, null);
    }

    /** The same, and keeps pictures in a folder. */
    public static Result into(
            EventLog log, CameraPackage cameraPackage, String source, Path workFolder, @Nullable Path pictures) {
        CamtrapImport.Request request = new CamtrapImport.Request(
                workFolder,
                source,
                KindMapping.none(),
                Purpose.ACTUAL,
                "secret",
                false,
                true,
                workFolder.resolve("work"),
                pictures);
        try (cameraPackage;
                ImportSummary summary = new CamtrapImport(
                                log, () -> log, Clock.fixed(NOW, ZoneOffset.UTC), Progress.SILENT)
                        .run(cameraPackage, request)) {
            Map<Count, Long> counts = new EnumMap<>(Count.class);
            for (Count count : Count.values()) {
                counts.put(count, summary.count(count));
            }
            return new Result(counts, list(summary.rejected()), list(summary.clockSuspect()), summary.notes());
        }
    }

    private static List<String> list(RowIssues issues) {
        List<String> list = new ArrayList<>();
        issues.forEach(Long.MAX_VALUE, issue -> list.add("row " + issue.row() + ": " + issue.reason()));
        return list;
    }
}
