package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.Position;
import org.amurwatch.serde.SchemaFreezer.Mode;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted changes: the check of the history must catch each that would part old code from new. */
class SchemaFreezerTest {

    private static final List<Class<? extends SpecificRecord>> TYPES = List.of(Position.class, IntakeBalance.class);

    private static final Schema RELEASED = record("""
            {"name": "id", "type": "string", "doc": "Its id."},
            {"name": "count", "type": "int", "default": 0},
            {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "OTHER"], "default": "OTHER"}}
            """);

    @TempDir
    private Path folder;

    @Test
    void shouldLetAFieldWithADefaultBeAdded() {
        assertThat(conflictsOf("""
                {"name": "id", "type": "string"},
                {"name": "count", "type": "int", "default": 0},
                {"name": "note", "type": ["null", "string"], "default": null},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "OTHER"], "default": "OTHER"}}
                """)).isEmpty();
    }

    @Test
    void shouldLetAnEnumWithADefaultGrow() {
        assertThat(conflictsOf("""
                {"name": "id", "type": "string"},
                {"name": "count", "type": "int", "default": 0},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "OTHER", "B"], "default": "OTHER"}}
                """)).isEmpty();
    }

    @Test
    void shouldCatchAFieldWithoutADefault() {
        assertThat(conflictsOf("""
                {"name": "id", "type": "string"},
                {"name": "count", "type": "int", "default": 0},
                {"name": "place", "type": "string"},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "OTHER"], "default": "OTHER"}}
                """)).singleElement().asString().startsWith("The current code can't read Planted v1");
    }

    @Test
    void shouldCatchARemovedFieldThatOldCodeNeeds() {
        assertThat(conflictsOf("""
                {"name": "count", "type": "int", "default": 0},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "OTHER"], "default": "OTHER"}}
                """))
                .singleElement()
                .asString()
                .startsWith("The code of Planted v1 can't read what the current writes");
    }

    @Test
    void shouldCatchAWidenedNumberThatOldCodeCannotRead() {
        assertThat(conflictsOf("""
                {"name": "id", "type": "string"},
                {"name": "count", "type": "long", "default": 0},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "OTHER"], "default": "OTHER"}}
                """)).hasSize(1);
    }

    @Test
    void shouldCatchAConflictWithAnyEarlierVersionNotJustTheLast() {
        Schema withoutCount = record("{\"name\": \"id\", \"type\": \"string\"}");
        Schema otherCount = record("""
                {"name": "id", "type": "string"},
                {"name": "count", "type": "string", "default": ""}
                """);

        assertThat(SchemaFreezer.conflicts(otherCount, List.of(withoutCount))).isEmpty();
        assertThat(SchemaFreezer.conflicts(otherCount, List.of(RELEASED, withoutCount)))
                .isNotEmpty()
                .allMatch(conflict -> conflict.contains("Planted v1"));
    }

    @Test
    void shouldTakeOtherWordsInADocForTheSameSchema() {
        assertThat(SchemaFreezer.sameButDocs(
                        RELEASED,
                        new Schema.Parser()
                                .parse(RELEASED.toString().replace("Its id.", "The id that its source gave it."))))
                .isTrue();
    }

    @Test
    void shouldTakeAnotherDefaultForAnotherSchema() {
        Schema otherDefault = new Schema.Parser().parse(RELEASED.toString().replace("\"default\":0", "\"default\":1"));

        assertThat(otherDefault.toString()).isNotEqualTo(RELEASED.toString());
        assertThat(SchemaFreezer.sameButDocs(RELEASED, otherDefault)).isFalse();
    }

    @Test
    void shouldWriteEachCurrentSchemaOnceAndWholly() {
        SchemaFreezer freezer = new SchemaFreezer(folder);

        assertThat(freezer.freeze(TYPES, Mode.NEW))
                .containsExactly(folder.resolve("Position/v1.avsc"), folder.resolve("IntakeBalance/v1.avsc"));
        assertThat(freezer.freeze(TYPES, Mode.NEW)).isEmpty();
        assertThat(freezer.records()).containsExactly("IntakeBalance", "Position");
        assertThat(freezer.versions("Position")).containsExactly(Position.getClassSchema());
    }

    @Test
    void shouldAddAVersionOrReplaceTheLast() throws IOException {
        SchemaFreezer freezer = new SchemaFreezer(folder);
        Path first = Files.createDirectories(folder.resolve("Position")).resolve("v1.avsc");
        String planted = RELEASED.toString();

        Files.writeString(first, planted);
        assertThat(freezer.freeze(List.of(Position.class), Mode.NEW))
                .containsExactly(folder.resolve("Position/v2.avsc"));
        assertThat(first).hasContent(planted);

        Files.delete(folder.resolve("Position/v2.avsc"));
        assertThat(freezer.freeze(List.of(Position.class), Mode.REPLACE)).containsExactly(first);
        assertThat(freezer.versions("Position")).containsExactly(Position.getClassSchema());
    }

    private static List<String> conflictsOf(String fields) {
        return SchemaFreezer.conflicts(record(fields), List.of(RELEASED));
    }

    private static Schema record(String fields) {
        return new Schema.Parser()
                .parse(
                        "{\"type\": \"record\", \"name\": \"Planted\", \"namespace\": \"org.amurwatch.planted\", \"fields\": ["
                                + fields + "]}");
    }
}
