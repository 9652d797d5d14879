package org.amurwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as a table, as a JSON array of objects, or as CSV. A row is a map from column name to a value: text, number,
 * boolean or null (in JSON also lists and maps). A table is for eyes: it rounds fractions to two places and shows control
 * characters, which may come from a file of anybody's, as '?'. JSON and CSV give values whole.
 */
public final class Output {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final CsvMapper CSV = new CsvMapper();
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final PrintWriter out;
    private final OutputFormat format;

    public Output(PrintWriter out, OutputFormat format) {
        this.out = out;
        this.format = format;
    }

    /** Rows with the given columns, in that order. */
    public void rows(List<String> columns, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> ordered = new ArrayList<>();
        for (Map<String, ? extends @Nullable Object> row : rows) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            columns.forEach(column -> line.put(column, row.get(column)));
            ordered.add(line);
        }
        switch (format) {
            case JSON -> out.println(json(ordered));
            case CSV -> csv(columns, ordered);
            case TABLE -> table(columns, ordered);
        }
        out.flush();
    }

    /** One object: in JSON as such, else as a table of two columns. */
    public void object(Map<String, ? extends @Nullable Object> object) {
        if (format == OutputFormat.JSON) {
            out.println(json(object));
            out.flush();
        } else {
            rows(
                    List.of("what", "value"),
                    object.entrySet().stream()
                            .map(entry -> {
                                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                                row.put("what", entry.getKey());
                                row.put("value", entry.getValue());
                                return row;
                            })
                            .toList());
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result can't be written as JSON.", e);
        }
    }

    private void csv(List<String> columns, List<Map<String, @Nullable Object>> rows) {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        columns.forEach(schema::addColumn);
        List<Map<String, String>> texts = rows.stream()
                .map(row -> {
                    Map<String, String> line = new LinkedHashMap<>();
                    columns.forEach(column -> line.put(column, whole(row.get(column))));
                    return line;
                })
                .toList();
        try {
            out.print(CSV.writer(schema.build()).writeValueAsString(texts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result can't be written as CSV.", e);
        }
    }

    private void table(List<String> columns, List<Map<String, @Nullable Object>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (String column : columns) {
            int width = column.length();
            for (Map<String, @Nullable Object> row : rows) {
                width = Math.max(width, text(row.get(column)).length());
            }
            widths.add(width);
        }
        List<String> line = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            line.add(pad(columns.get(i), widths.get(i), false));
        }
        out.println(String.join("  ", line).stripTrailing());
        line = new ArrayList<>();
        for (int width : widths) {
            line.add(String.join("", Collections.nCopies(width, "-")));
        }
        out.println(String.join("  ", line));
        for (Map<String, @Nullable Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Object value = row.get(columns.get(i));
                cells.add(pad(text(value), widths.get(i), value instanceof Number));
            }
            out.println(String.join("  ", cells).stripTrailing());
        }
    }

    private static String whole(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return String.format(java.util.Locale.ROOT, "%.2f", number);
        }
        return CONTROL.matcher(whole(value)).replaceAll("?");
    }

    private static String pad(String text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - text.length()));
        return right ? space + text : text + space;
    }
}
