package org.amurwatch.consumer.export;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.camtrap.KindMapping;
import org.amurwatch.producer.importing.CamtrapImport;
import org.amurwatch.producer.importing.ImportSummary;
import org.amurwatch.producer.importing.PublishedEvents;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.record.TrustedRecords;
import org.apache.avro.specific.SpecificRecord;

/** What imports publish, in place of topics, and the export of it. */
final class FieldLog implements PublishedEvents, EventSink {

    static {
        TrustedRecords.trust();
    }

    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private final List<SpecificRecord> records = new ArrayList<>();

    /** Imports a package, and answers what the import counted. */
    Map<String, Object> importPackage(Path folder, Path workFolder) {
        CamtrapImport.Request request = new CamtrapImport.Request(
                folder, null, KindMapping.none(), Purpose.ACTUAL, "secret", false, false, workFolder);
        try (ImportSummary summary =
                new CamtrapImport(this, () -> this, Clock.fixed(NOW, ZoneOffset.UTC), Progress.SILENT).run(request)) {
            return summary.figures();
        }
    }

    /** Exports all of it as Camtrap DP, as exactly as it is known. */
    ExportSummary export(Path folder, Path workFolder) {
        return export(folder, workFolder, Disclosure.EXACT);
    }

    /** Exports all of it as Camtrap DP. */
    ExportSummary export(Path folder, Path workFolder, Disclosure disclosure) {
        ExportSummary summary = new ExportSummary();
        try (ExportIndex index = new ExportIndex(workFolder.resolve("index"));
                ExportStore scratch = ExportStore.open(workFolder.resolve("scratch"))) {
            try (ExportIndex.Writing writing = index.write()) {
                Statements statements = new Statements(writing);
                records.forEach(record -> take(statements, record));
                writing.done();
            }
            new CamtrapExport(null, disclosure).write(index, scratch, Purpose.ACTUAL, folder, summary);
        }
        return summary;
    }

    private static void take(Statements statements, SpecificRecord record) {
        if (record instanceof Sighting sighting) {
            statements.take(key(sighting.getProvenance()), sighting, NOW);
        } else if (record instanceof PoachingAlert alert) {
            statements.take(key(alert.getProvenance()), alert, NOW);
        } else {
            statements.take(key(((Deployment) record).getProvenance()), (Deployment) record);
        }
    }

    private static String key(Provenance provenance) {
        return EventKey.of(provenance).toString();
    }

    int size() {
        return records.size();
    }

    /** What was published after the first so many. */
    List<SpecificRecord> since(int first) {
        return List.copyOf(records.subList(first, records.size()));
    }

    /** Content of the events, as it was said last, by their keys. */
    Map<String, Long> content() {
        Map<String, Long> content = new TreeMap<>();
        for (SpecificRecord record : records) {
            if (record instanceof Sighting sighting) {
                content.put(key(sighting.getProvenance()), ContentHash.of(sighting));
            } else if (record instanceof PoachingAlert alert) {
                content.put(key(alert.getProvenance()), ContentHash.of(alert));
            }
        }
        return content;
    }

    /** Deployments as they were said last, without what depends on which rows of a file said so. */
    Map<String, Deployment> deployments() {
        Map<String, Deployment> deployments = new TreeMap<>();
        for (SpecificRecord record : records) {
            if (record instanceof Deployment deployment) {
                deployments.put(
                        key(deployment.getProvenance()),
                        Deployment.newBuilder(deployment)
                                .setProvenance(Provenance.newBuilder(deployment.getProvenance())
                                        .setRevision(Instant.EPOCH)
                                        .setFile(null)
                                        .setRow(null)
                                        .build())
                                .setContentDigest(null)
                                .setReplacedDigests(List.of())
                                .build());
            }
        }
        return deployments;
    }

    @Override
    public void read(String sourceId, Handler handler) {
        for (SpecificRecord record : List.copyOf(records)) {
            if (record instanceof Sighting sighting) {
                handler.accept(sighting);
            } else if (record instanceof PoachingAlert alert) {
                handler.accept(alert);
            } else {
                handler.accept((Deployment) record);
            }
        }
    }

    @Override
    public void publish(Sighting sighting) {
        records.add(sighting);
    }

    @Override
    public void publish(PoachingAlert alert) {
        records.add(alert);
    }

    @Override
    public void publish(Deployment deployment) {
        records.add(deployment);
    }

    @Override
    public void publish(PatrolPosition position) {
        throw new AssertionError("A package tells of no patrol.");
    }

    @Override
    public void publish(PrivateDetails details) {
        throw new AssertionError("A package tells nothing private.");
    }

    @Override
    public void flush() {
        // All is there at once.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
