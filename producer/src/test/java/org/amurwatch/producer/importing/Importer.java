package org.amurwatch.producer.importing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.RowIssues;
import org.apache.avro.util.ClassSecurityValidator;

/** Runs imports into an {@link EventLog} for tests. */
final class Importer {

    // Avro makes no generated record whose package is not declared trusted; see AVRO-4189.
    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .equals(Purpose.class.getPackageName())));
    }

    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    /** A summary that outlives its import. */
    record Result(
            Map<Count, Long> counts,
            Map<String, Long> deployments,
            List<RowIssues.Issue> rejected,
            List<RowIssues.Issue> clockSuspect,
            List<String> notes) {

        long count(Count count) {
            return counts.get(count);
        }

        /** Rows of observations that are accounted for. */
        long accounted() {
            return count(Count.ANIMALS)
                    + count(Count.PEOPLE)
                    + count(Count.COVERED)
                    + count(Count.UNCLASSIFIED)
                    + count(Count.UNKNOWN)
                    + count(Count.BLANK)
                    + count(Count.SUPERSEDED)
                    + count(Count.REPEATED)
                    + rejected.stream()
                            .filter(issue -> issue.file().startsWith("obs"))
                            .count();
        }
    }

    final EventLog log;
    private final Path workFolder;
    private Instant now = NOW;
    private KindMapping kinds = KindMapping.none();
    private String source;
    private boolean dryRun;
    private boolean confirm;

    Importer(EventLog log, Path workFolder) {
        this.log = log;
        this.workFolder = workFolder;
    }

    Importer at(Instant time) {
        now = time;
        return this;
    }

    Importer kinds(KindMapping mapping) {
        kinds = mapping;
        return this;
    }

    Importer source(String name) {
        source = name;
        return this;
    }

    Importer dryRun(boolean dry) {
        dryRun = dry;
        return this;
    }

    Importer confirm() {
        confirm = true;
        return this;
    }

    Result run(PackageFixture fixture) {
        return run(fixture.folder(workFolder));
    }

    Result run(Path path) {
        CamtrapImport camtrapImport =
                new CamtrapImport(log, () -> log, Clock.fixed(now, ZoneOffset.UTC), Progress.SILENT);
        CamtrapImport.Request request = new CamtrapImport.Request(
                path, source, kinds, Purpose.ACTUAL, "secret", dryRun, confirm, workFolder.resolve("work"));
        try (ImportSummary summary = camtrapImport.run(request)) {
            Map<Count, Long> counts = new java.util.EnumMap<>(Count.class);
            for (Count count : Count.values()) {
                counts.put(count, summary.count(count));
            }
            return new Result(
                    counts,
                    summary.deployments(),
                    list(summary.rejected()),
                    list(summary.clockSuspect()),
                    summary.notes());
        }
    }

    private static List<RowIssues.Issue> list(RowIssues issues) {
        List<RowIssues.Issue> list = new ArrayList<>();
        issues.forEach(Long.MAX_VALUE, list::add);
        return list;
    }
}
