package org.amurwatch.producer.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.jspecify.annotations.Nullable;

/** Writes the summary of an import; the JSON form row by row, since its lists may be long. */
final class SummaryWriter {

    /** So many rows of a list are shown in a table. */
    private static final long SHOWN = 20;

    private final PrintWriter out;
    private final OutputFormat format;

    SummaryWriter(PrintWriter out, OutputFormat format) {
        this.out = out;
        this.format = format;
    }

    void write(ImportSummary summary) {
        if (format == OutputFormat.JSON) {
            try {
                json(summary);
            } catch (IOException e) {
                throw new UncheckedIOException("Can't write the summary", e);
            }
        } else {
            new Output(out, format).object(head(summary));
            if (format == OutputFormat.TABLE) {
                list("rejected", summary.rejected());
                list("clockSuspect", summary.clockSuspect());
                summary.notes().forEach(note -> out.println("note: " + note));
            }
        }
        out.flush();
    }

    private static Map<String, @Nullable Object> head(ImportSummary summary) {
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("source", summary.sourceId());
        head.put("dryRun", summary.dryRun());
        for (Count count : Count.values()) {
            head.put(count.label(), summary.count(count));
        }
        head.put("unchanged", summary.count(Count.DUPLICATES));
        head.put("rejected", summary.rejected().count());
        head.put("clockSuspect", summary.clockSuspect().count());
        for (String state : ImportSummary.DEPLOYMENT_STATES) {
            head.put("deployments." + state, summary.deployments().get(state));
        }
        return head;
    }

    private void list(String name, RowIssues issues) {
        issues.forEach(
                SHOWN,
                issue -> out.println(name + ": " + issue.file() + " row " + issue.row() + ": " + issue.reason()));
        if (issues.count() > SHOWN) {
            out.println(name + ": and " + (issues.count() - SHOWN) + " more (use --output json)");
        }
    }

    private void json(ImportSummary summary) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("source", summary.sourceId());
            json.writeBooleanField("dryRun", summary.dryRun());
            for (Count count : Count.values()) {
                json.writeNumberField(count.label(), summary.count(count));
            }
            json.writeNumberField("unchanged", summary.count(Count.DUPLICATES));
            json.writeObjectFieldStart("deployments");
            for (String state : ImportSummary.DEPLOYMENT_STATES) {
                json.writeNumberField(state, summary.deployments().getOrDefault(state, 0L));
            }
            json.writeEndObject();
            issues(json, "rejected", summary.rejected());
            issues(json, "clockSuspect", summary.clockSuspect());
            json.writeArrayFieldStart("notes");
            for (String note : summary.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
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
