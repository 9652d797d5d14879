package org.amurwatch.producer.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.jspecify.annotations.Nullable;

/** Writes the summary of an import; the JSON form row by row, since its lists may be long. */
public final class SummaryWriter {

    /** So many rows of a list are shown in a table. */
    private static final long SHOWN = 20;

    private final PrintWriter out;
    private final OutputFormat format;

    public SummaryWriter(PrintWriter out, OutputFormat format) {
        this.out = out;
        this.format = format;
    }

    /** Writes the figures, the lists and the notes; of a table's lists the first rows. */
    public void write(Summary summary) {
        if (format == OutputFormat.JSON) {
            try {
                json(summary);
            } catch (IOException e) {
                throw new UncheckedIOException("Can't write the summary", e);
            }
        } else {
            new Output(out, format).object(flat(summary));
            if (format == OutputFormat.TABLE) {
                summary.lists().forEach(this::list);
                summary.notes().forEach(note -> out.println("note: " + note));
            }
        }
        out.flush();
    }

    private static Map<String, @Nullable Object> flat(Summary summary) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        summary.figures().forEach((name, figure) -> {
            if (figure instanceof Map<?, ?> group) {
                group.forEach((key, value) -> nested.put(name + "." + key, value));
            } else {
                flat.put(name, figure);
            }
        });
        summary.lists().forEach((name, issues) -> flat.put(name, issues.count()));
        flat.putAll(nested);
        return flat;
    }

    private void list(String name, RowIssues issues) {
        issues.forEach(
                SHOWN,
                issue -> out.println(name + ": " + issue.file() + " row " + issue.row() + ": " + issue.reason()));
        if (issues.count() > SHOWN) {
            out.println(name + ": and " + (issues.count() - SHOWN) + " more (use --output json)");
        }
    }

    private void json(Summary summary) throws IOException {
        try (JsonGenerator json = new JsonMapper().getFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            for (Map.Entry<String, Object> figure : summary.figures().entrySet()) {
                json.writeObjectField(figure.getKey(), figure.getValue());
            }
            for (Map.Entry<String, RowIssues> list : summary.lists().entrySet()) {
                issues(json, list.getKey(), list.getValue());
            }
            json.writeObjectField("notes", summary.notes());
            json.writeEndObject();
        }
        out.println();
    }

    private static void issues(JsonGenerator json, String name, RowIssues issues) throws IOException {
        json.writeArrayFieldStart(name);
        issues.forEach(Long.MAX_VALUE, issue -> {
            json.writeStartObject();
            json.writeStringField("file", issue.file());
            json.writeNumberField("row", issue.row());
            json.writeStringField("reason", issue.reason());
            json.writeEndObject();
        });
        json.writeEndArray();
    }
}
