package org.amurwatch.consumer.dossier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.signature.SignedZip;
import org.amurwatch.signature.SigningKey;
import org.jspecify.annotations.Nullable;

/** Writes a dossier as a signed zip: report, JSON, originals byte for byte, their schemas, rules, pictures. */
final class DossierFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Dossier dossier;
    private final List<Picture> pictures;
    private final ExportFacts facts;
    private final IntFunction<String> schemas;

    /** @param schemas the schema of an id, as JSON */
    DossierFile(Dossier dossier, List<Picture> pictures, ExportFacts facts, IntFunction<String> schemas) {
        this.dossier = dossier;
        this.pictures = pictures;
        this.facts = facts;
        this.schemas = schemas;
    }

    /** Name of the file that holds a record's value. */
    static String nameOf(StoredRecord<?> original) {
        return "originals/" + original.topic() + "-" + original.partition() + "-" + original.offset() + ".avro";
    }

    static String schemaName(int id) {
        return "schemas/" + id + ".avsc";
    }

    /**
     * Writes it, for its owner alone; the file is there whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    void writeTo(Path file, SigningKey key) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, ".dossier-", "");
        try {
            try (OutputStream out = Files.newOutputStream(temporary);
                    SignedZip zip = new SignedZip(out, key)) {
                write(zip);
            }
            Files.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void write(SignedZip zip) throws IOException {
        zip.add("report.html", DossierReport.of(dossier, pictures, facts).getBytes(StandardCharsets.UTF_8));
        zip.add("dossier.json", JSON.writeValueAsBytes(DossierJson.of(dossier, pictures, facts)));
        TreeSet<Integer> ids = new TreeSet<>();
        for (StoredRecord<?> original : dossier.originals()) {
            zip.add(nameOf(original), original.content());
            ids.add(original.schemaId());
        }
        for (int id : ids) {
            zip.add(schemaName(id), schemas.apply(id).getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, String> rules : rules().entrySet()) {
            zip.add(rules.getKey(), rules.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (Picture picture : pictures) {
            if (picture.file() != null) {
                try (InputStream in = Files.newInputStream(picture.file())) {
                    zip.add(picture.name(), in);
                }
            }
        }
        zip.finish(about());
    }

    /** By name; a set that was published twice stands once. */
    private Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        for (StoredRecord<RuleSet> one : dossier.rules()) {
            String name = one.value().getName().replaceAll("[^A-Za-z0-9._-]", "_");
            rules.put(
                    "rules/" + name + "-" + one.value().getVersion() + ".yaml",
                    one.value().getYaml());
        }
        return rules;
    }

    private Map<String, @Nullable Object> about() {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("what", "dossier of an incident");
        about.put("incidentId", dossier.incident().getIncidentId());
        about.put("purpose", dossier.incident().getPurpose().name());
        about.put("exportedAt", facts.at().toString());
        about.put("exportedBy", facts.by());
        about.put("program", facts.program());
        return about;
    }
}
