package org.amurwatch.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amurwatch.record.TrustedRecords;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records made from their schema alone, with a value in every field and every way to change one of them, so that a field
 * that is added tomorrow is tested without being named here.
 */
public final class SampleRecords {

    static {
        TrustedRecords.trust();
    }

    private SampleRecords() {}

    /** A record that differs from another in one place. */
    public record Variant<R>(String path, R record) {}

    /** A record with a value in every field, nothing null, no list empty. */
    public static <R extends SpecificRecord> R filled(Class<R> type, Random random) {
        Schema schema = SpecificData.get().getSchema(type);
        return specific(schema, (GenericRecord) value(schema, random));
    }

    /** The record, changed in one place at a time: every field of it and of the records within. */
    public static <R extends SpecificRecord> List<Variant<R>> variants(R record) {
        Schema schema = record.getSchema();
        List<Variant<R>> variants = new ArrayList<>();
        for (Change change : changes("", schema, generic(record))) {
            variants.add(new Variant<>(change.path(), specific(schema, (GenericRecord) change.value())));
        }
        return variants;
    }

    private record Change(String path, Object value) {}

    private static Object value(Schema schema, Random random) {
        return switch (schema.getType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt(20_000);
            case LONG -> random.nextLong(2_000_000_000_000L);
            case DOUBLE -> random.nextDouble();
            case STRING -> "text " + random.nextInt(1_000_000);
            case ENUM -> symbol(schema, random.nextInt(schema.getEnumSymbols().size()));
            case UNION -> value(notNull(schema), random);
            case ARRAY -> List.of(value(schema.getElementType(), random), value(schema.getElementType(), random));
            case MAP -> Map.of("key", value(schema.getValueType(), random));
            case RECORD -> {
                GenericRecord record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), random)));
                yield record;
            }
            default -> throw new AssertionError("No sample for type " + schema.getType() + ": add one here.");
        };
    }

    private static List<Change> changes(String path, Schema schema, Object value) {
        List<Change> changes = new ArrayList<>();
        switch (schema.getType()) {
            case BOOLEAN -> changes.add(new Change(path, !(Boolean) value));
            case INT -> changes.add(new Change(path, (Integer) value + 1));
            case LONG -> changes.add(new Change(path, (Long) value + 1));
            case DOUBLE -> changes.add(new Change(path, (Double) value + 0.001));
            case STRING -> changes.add(new Change(path, value + "!"));
            case ENUM -> {
                int next = (schema.getEnumOrdinal(value.toString()) + 1)
                        % schema.getEnumSymbols().size();
                changes.add(new Change(path, symbol(schema, next)));
            }
            case UNION -> {
                changes.add(new Change(path + "=null", null));
                changes.addAll(changes(path, notNull(schema), value));
            }
            case ARRAY -> {
                List<?> list = (List<?>) value;
                changes.add(new Change(path + "=[]", List.of()));
                changes.add(new Change(path + " one less", list.subList(0, list.size() - 1)));
                for (Change change : changes(path + "[0]", schema.getElementType(), list.get(0))) {
                    List<Object> changed = new ArrayList<>(list);
                    changed.set(0, change.value());
                    changes.add(new Change(change.path(), changed));
                }
            }
            case MAP -> changes.add(new Change(path + "={}", Map.of()));
            case RECORD -> {
                GenericRecord record = (GenericRecord) value;
                for (Schema.Field field : schema.getFields()) {
                    String inside = path.isEmpty() ? field.name() : path + "." + field.name();
                    for (Change change : changes(inside, field.schema(), record.get(field.pos()))) {
                        GenericRecord changed = new GenericData.Record((GenericData.Record) record, false);
                        changed.put(field.pos(), change.value());
                        changes.add(new Change(change.path(), changed));
                    }
                }
            }
            default -> throw new AssertionError("No change for type " + schema.getType() + ": add one here.");
        }
        return changes;
    }

    private static Object symbol(Schema schema, int ordinal) {
        return new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(ordinal));
    }

    private static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static GenericRecord generic(SpecificRecord record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new org.apache.avro.specific.SpecificDatumWriter<>(record.getSchema()).write(record, encoder);
            GenericData plain = new GenericData();
            return new org.apache.avro.generic.GenericDatumReader<GenericRecord>(
                            record.getSchema(), record.getSchema(), plain)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <R extends SpecificRecord> R specific(Schema schema, GenericRecord record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema, new GenericData()).write(record, encoder);
            return new SpecificDatumReader<R>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
