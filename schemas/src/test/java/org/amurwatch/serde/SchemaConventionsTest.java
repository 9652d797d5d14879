package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.amurwatch.avro.PrivateDetails;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** What every schema of ours keeps to, whoever wrote it. */
class SchemaConventionsTest {

    private static final Pattern NAMES_A_TIME = Pattern.compile(
            "start|end|date|revision|timestamp|born|quarterHour|.*(At|Until|After|Before|Day|Date|Time)");
    private static final Pattern NAMES_A_PERSON_OR_FREE_TEXT = Pattern.compile(
            "(?i).*(person|reporter|observer|author|ranger|setupBy|classifiedBy|e?mail|phone|comment|note$|notes$|remark"
                    + "|firstName|lastName|surname|userName|freeText).*");

    private static final Map<String, Schema> NAMED = named();

    @Test
    void shouldExplainEveryRecordEveryEnumAndEveryField() {
        assertThat(NAMED.values()).hasSizeGreaterThan(30).allSatisfy(schema -> {
            assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
            if (schema.getType() == Schema.Type.RECORD) {
                assertThat(schema.getFields()).allSatisfy(field -> assertThat(field.doc())
                        .as("doc of %s.%s", schema.getName(), field.name())
                        .isNotBlank());
            }
        });
    }

    @Test
    void shouldGiveEveryEnumADefaultSoThatItCanGrow() {
        assertThat(NAMED.values())
                .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .hasSizeGreaterThan(10)
                .allSatisfy(schema ->
                        assertThat(schema.getEnumDefault()).as(schema.getName()).isIn(schema.getEnumSymbols()));
    }

    @Test
    void shouldKeepTimesInLogicalTypes() {
        assertThat(fields())
                .filteredOn(field -> isNumber(field.schema()))
                .filteredOn(field -> NAMES_A_TIME.matcher(field.field().name()).matches())
                .hasSizeGreaterThan(10)
                .allSatisfy(field -> assertThat(notNull(field.schema()).getLogicalType())
                        .as("logical type of %s", field)
                        .isIn(LogicalTypes.timestampMillis(), LogicalTypes.date()));
    }

    @Test
    void shouldHoldPersonsAndFreeTextInPrivateDetailsAlone() {
        assertThat(fields())
                .filteredOn(field -> NAMES_A_PERSON_OR_FREE_TEXT
                        .matcher(field.field().name())
                        .matches())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.record())
                        .as(
                                "%s seems to hold a person's name or free text: that belongs in PrivateDetails, so that"
                                        + " one tombstone erases it",
                                field)
                        .isEqualTo(PrivateDetails.class.getSimpleName()));
    }

    @Test
    void shouldGiveEveryOptionalFieldNullAsItsDefault() {
        assertThat(fields()).filteredOn(field -> field.schema().isUnion()).allSatisfy(field -> {
            List<Schema> types = field.schema().getTypes();
            assertThat(types).as("%s: a union is null and one type", field).hasSize(2);
            assertThat(types.get(0).getType()).as("%s: null first", field).isEqualTo(Schema.Type.NULL);
            assertThat(field.field().hasDefaultValue())
                    .as("default of %s", field)
                    .isTrue();
        });
    }

    private record FieldOf(String record, Schema.Field field) {
        Schema schema() {
            return field.schema();
        }

        @Override
        public String toString() {
            return record + "." + field.name();
        }
    }

    private static List<FieldOf> fields() {
        return NAMED.values().stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .flatMap(schema -> schema.getFields().stream().map(field -> new FieldOf(schema.getName(), field)))
                .toList();
    }

    private static Map<String, Schema> named() {
        Map<String, Schema> named = new TreeMap<>();
        KeptRecords.all().forEach(type -> collect(SpecificData.get().getSchema(type), named));
        return named;
    }

    private static void collect(Schema schema, Map<String, Schema> named) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), named));
                }
            }
            case ENUM -> named.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), named);
            case MAP -> collect(schema.getValueType(), named);
            case UNION -> schema.getTypes().forEach(type -> collect(type, named));
            default -> {
                // A primitive has no name.
            }
        }
    }

    private static boolean isNumber(Schema schema) {
        Schema.Type type = notNull(schema).getType();
        return type == Schema.Type.LONG || type == Schema.Type.INT;
    }

    private static Schema notNull(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }
}
