package org.amurwatch.consumer.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A dossier as one object of JSON: all fields of all records, and where each stands. */
final class DossierJson {

    private DossierJson() {}

    static Map<String, @Nullable Object> of(Dossier dossier, List<Picture> pictures, ExportFacts facts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", "amurwatch-dossier-1");
        json.put("incidentId", dossier.incident().getIncidentId());
        json.put("exportedAt", facts.at().toString());
        json.put("exportedBy", facts.by());
        json.put("program", facts.program());
        json.put("incident", AvroValues.of(dossier.incident()));
        json.put("merged", dossier.merged().stream().map(AvroValues::of).toList());
        json.put("evidence", records(dossier.evidence()));
        json.put("originals", originals(dossier.originals()));
        json.put("unreadable", facts.unreadable());
        json.put("pictures", pictures(pictures));
        json.put("rules", records(dossier.rules()));
        json.put("reviewItems", records(dossier.reviewItems()));
        json.put("messages", records(dossier.messages()));
        json.put("deliveries", records(dossier.deliveries()));
        json.put("receipts", records(dossier.receipts()));
        json.put("orders", records(dossier.orders()));
        json.put("responses", records(dossier.responses()));
        json.put("notes", records(dossier.notes()));
        json.put("privateDetails", facts.withPrivate() ? records(dossier.privateDetails()) : null);
        json.put("seen", records(dossier.seen()));
        json.put("chronology", chronology(dossier));
        return json;
    }

    private static List<Map<String, @Nullable Object>> records(
            List<? extends StoredRecord<? extends SpecificRecord>> records) {
        return records.stream()
                .map(one -> {
                    Map<String, @Nullable Object> row = place(one);
                    row.put("record", AvroValues.of(one.value()));
                    return row;
                })
                .toList();
    }

    private static List<Map<String, @Nullable Object>> originals(List<StoredRecord<?>> originals) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (StoredRecord<?> one : originals) {
            Map<String, @Nullable Object> row = place(one);
            row.put("file", DossierFile.nameOf(one));
            row.put("schema", DossierFile.schemaName(one.schemaId()));
            row.put("sha256", one.hash());
            row.put("sha256OnReceipt", one.receiptHash());
            row.put("integrity", one.integrity().name());
            row.put("record", AvroValues.of(one.value()));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, @Nullable Object> place(StoredRecord<?> one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("topic", one.topic());
        row.put("partition", one.partition());
        row.put("offset", one.offset());
        row.put("key", one.key());
        row.put("storedAt", one.storedAt().toString());
        return row;
    }

    private static List<Map<String, @Nullable Object>> pictures(List<Picture> pictures) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Picture picture : pictures) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("sha256OnReceipt", picture.hash());
            row.put("sha256", picture.hashNow());
            row.put("file", picture.file() == null ? null : picture.name());
            row.put("events", picture.events());
            row.put("state", picture.state());
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, @Nullable Object>> chronology(Dossier dossier) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Chronology.Happening one : Chronology.of(dossier)) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("at", one.at().toString());
            row.put("what", one.what());
            row.put("who", one.who());
            row.put("about", one.about());
            rows.add(row);
        }
        return rows;
    }
}
