package org.amurwatch.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the history of schemas that is kept with the code, and checks changes against it. Works on the source folder, not
 * on the class path, so that a stale build deceives nobody.
 */
final class SchemaFreezer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path history;

    /** @param history the folder {@code schemas/src/main/resources/schema-history}, or one of a test */
    SchemaFreezer(Path history) {
        this.history = history;
    }

    /** What {@link #freeze} does with a schema that differs from the last version. */
    enum Mode {
        /** Adds a version. */
        NEW,
        /** Writes over the last version; for changes of a version that was never released. */
        REPLACE
    }

    /** Writes the schemas that differ from their last version. Returns the files that were written. */
    List<Path> freeze(List<Class<? extends SpecificRecord>> types, Mode mode) {
        List<Path> written = new ArrayList<>();
        for (Class<? extends SpecificRecord> type : types) {
            Schema current = SpecificData.get().getSchema(type);
            List<Schema> versions = versions(type.getSimpleName());
            if (versions.isEmpty() || !sameButDocs(current, versions.get(versions.size() - 1))) {
                int version = mode == Mode.REPLACE ? Math.max(1, versions.size()) : versions.size() + 1;
                written.add(write(current, version));
            }
        }
        return written;
    }

    /** The versions of one record, oldest first. */
    List<Schema> versions(String record) {
        List<Schema> versions = new ArrayList<>();
        Path file = file(record, 1);
        while (Files.exists(file)) {
            versions.add(parse(file));
            file = file(record, versions.size() + 1);
        }
        return versions;
    }

    /** Names of the records that the history knows. */
    List<String> records() {
        try (Stream<Path> folders = Files.list(history)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why a schema may not follow earlier ones: in each direction (new code reads old records, old code reads new ones),
     * in words. Empty if it may.
     */
    static List<String> conflicts(Schema current, List<Schema> earlier) {
        List<String> conflicts = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            String name = current.getName() + " v" + (i + 1);
            check(current, earlier.get(i), "The current code can't read " + name, conflicts);
            check(earlier.get(i), current, "The code of " + name + " can't read what the current writes", conflicts);
        }
        return conflicts;
    }

    /** Whether two schemas say the same of data; words in docs may differ. */
    static boolean sameButDocs(Schema left, Schema right) {
        return withoutDocs(left).equals(withoutDocs(right));
    }

    private static void check(Schema reader, Schema writer, String sentence, List<String> conflicts) {
        SchemaPairCompatibility result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            conflicts.add(sentence + ": " + result.getResult().getIncompatibilities());
        }
    }

    private static JsonNode withoutDocs(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            removeDocs(tree);
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeDocs(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("doc");
        }
        node.forEach(SchemaFreezer::removeDocs);
    }

    private Path write(Schema schema, int version) {
        Path file = file(schema.getName(), version);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema.toString(true) + "\n");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String record, int version) {
        return history.resolve(record).resolve("v" + version + ".avsc");
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
