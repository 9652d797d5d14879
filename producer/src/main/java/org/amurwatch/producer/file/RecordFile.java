package org.amurwatch.producer.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.amurwatch.failure.CommandFailure;

/**
 * A YAML or CSV file of records, each with an id of its own. A file with one fault is refused whole, and every fault is named
 * with line, record and field.
 *
 * @param name how sentences call the file
 * @param one what a record is called, such as {@code team}
 */
public record RecordFile(String name, String one) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    /** A record as it was read, and the line where it begins. */
    private record Entry(JsonNode node, int line) {}

    /**
     * The text of a file.
     *
     * @param format how sentences call the format
     * @throws CommandFailure (exit code 2) if it can't be read
     */
    public static String text(Path file, String format) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + file + " as a " + format + " text in UTF-8: " + e.getMessage());
        }
    }

    /**
     * The records of a YAML text, which are a list under one word.
     *
     * @param list the word, such as {@code teams}
     * @param read makes a record of its fields, and says what is wrong with them
     * @throws CommandFailure (exit code 2) with a sentence per fault
     */
    public <V> List<V> yaml(String text, String list, Function<FileRecord, V> read) {
        JsonNode root;
        List<Integer> lines;
        try {
            root = YAML.readTree(text);
            lines = lines(text, list);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(name + " is no YAML that can be read, see line " + line(e) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        JsonNode nodes = root.path(list);
        if (!nodes.isArray() || nodes.isEmpty()) {
            throw CommandFailure.usage(name + " names no " + one + ": expected '" + list + ":' and a list of " + list
                    + ", each beginning with '- id: ...'.");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : nodes) {
            entries.add(new Entry(node, lines.get(entries.size())));
        }
        return records(entries, read);
    }

    /**
     * The records of a CSV text with a header. Blank cells are left out.
     *
     * @param lists columns of several texts, with a space, comma or semicolon between them
     * @throws CommandFailure (exit code 2) with a sentence per fault
     */
    public <V> List<V> csv(String text, Set<String> lists, Function<FileRecord, V> read) {
        List<Entry> entries = new ArrayList<>();
        CsvSchema header = CsvSchema.emptySchema().withHeader();
        try (MappingIterator<Map<String, String>> rows =
                CSV.readerForMapOf(String.class).with(header).readValues(text.replaceFirst("^\uFEFF", ""))) {
            while (rows.hasNextValue()) {
                ObjectNode node = node(rows.nextValue(), lists);
                entries.add(
                        new Entry(node, rows.getParser().currentTokenLocation().getLineNr()));
            }
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(name + " is no CSV that can be read, see line " + line(e) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read.", e);
        }
        if (entries.isEmpty()) {
            throw CommandFailure.usage(
                    name + " names no " + one + ": expected a row of column names, and below it a row for each.");
        }
        return records(entries, read);
    }

    private static ObjectNode node(Map<String, String> row, Set<String> lists) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        row.forEach((column, cell) -> {
            if (cell != null && !cell.isBlank()) {
                if (lists.contains(column)) {
                    ArrayNode values = node.putArray(column);
                    for (String value : cell.strip().split("[\\s,;]+", -1)) {
                        values.add(value);
                    }
                } else {
                    node.put(column, cell.strip());
                }
            }
        });
        return node;
    }

    private <V> List<V> records(List<Entry> entries, Function<FileRecord, V> read) {
        List<V> records = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        String title = one.substring(0, 1).toUpperCase(Locale.ROOT) + one.substring(1);
        int number = 0;
        for (Entry entry : entries) {
            number++;
            String id = entry.node.path("id").asText("");
            String called =
                    "line " + entry.line + ": " + title + " " + number + (id.isEmpty() ? "" : " ('" + id + "')");
            FileRecord record = new FileRecord(entry.node, called, faults);
            Integer before = id.isEmpty() ? null : numbers.putIfAbsent(id, number);
            if (before != null) {
                record.fault("id", one + " " + before + " has the same; an id names one " + one + " for good.");
            }
            records.add(read.apply(record));
        }
        FileFaults.refuse(name, faults);
        return records;
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "?" : Integer.toString(e.getLocation().getLineNr());
    }

    /** Where each entry of the list begins, which a tree of nodes does not remember. */
    private static List<Integer> lines(String text, String list) throws JsonProcessingException {
        List<Integer> lines = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(text)) {
            int depth = 0;
            boolean inList = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    inList = depth == 1 ? list.equals(parser.currentName()) : inList;
                } else if (token.isStructEnd()) {
                    depth--;
                } else {
                    if (depth == 2 && inList) {
                        lines.add(parser.currentTokenLocation().getLineNr());
                    }
                    depth += token.isStructStart() ? 1 : 0;
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read.", e);
        }
        return lines;
    }
}
