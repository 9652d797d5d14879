package org.amurwatch.consumer.duty;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.consumer.incident.IncidentTopics;
import org.amurwatch.consumer.read.DeliveryTopics;
import org.amurwatch.consumer.read.WaitOptions;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code shift show}: all that whoever takes the watch must see, at once. */
@Command(
        name = "show",
        description =
                "Shows who has the watch, what the last shift left, and what is open: incidents, pictures that nobody"
                        + " has looked at, and messages that reached nobody.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch shift show --output json"})
public final class ShowShiftCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "shift";
    }

    @Override
    public Integer call() {
        if (format == OutputFormat.CSV) {
            throw CommandFailure.usage("A watch is no table: expected --output table or json.");
        }
        Connection connected = connection.connect(Party.READER);
        waiting.awaitIncidents(connected, spec.commandLine().getErr());
        TopicReader reader = new TopicReader(connected);
        List<DutyShift> shifts = reader.current(Topics.SHIFTS);
        IncidentTopics incidents = new IncidentTopics(connected);
        ShiftView view = new ShiftView(Instant.now());
        Map<String, @Nullable Object> onDuty = ShiftView.onDuty(shifts);
        Map<String, @Nullable Object> handOver = ShiftView.handOver(shifts, reader.current(Topics.SHIFT_NOTES));
        List<Map<String, @Nullable Object>> open = view.incidents(incidents.incidents());
        List<Map<String, @Nullable Object>> review = view.review(incidents.reviewItems());
        List<Map<String, @Nullable Object>> failures =
                view.failures(DeliveryTopics.read(connected).all());
        Output output = new Output(spec.commandLine().getOut(), format);
        if (format == OutputFormat.JSON) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            shown.put("onDuty", onDuty);
            shown.put("handOver", handOver);
            shown.put("incidents", open);
            shown.put("review", review);
            shown.put("failedDeliveries", failures);
            output.object(shown);
            return ExitCode.DONE;
        }
        part("On duty", onDuty, "nobody: './amurwatch shift start --by ROLE' takes the watch", output);
        part("Last hand-over", handOver, "none", output);
        table("Open incidents", ShiftView.INCIDENT_COLUMNS, open, output);
        table("To be looked at", ShiftView.REVIEW_COLUMNS, review, output);
        table("Reached nobody, last 24 hours", ShiftView.DELIVERY_COLUMNS, failures, output);
        return ExitCode.DONE;
    }

    private void part(String title, @Nullable Map<String, @Nullable Object> values, String otherwise, Output output) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(values == null ? title + ": " + otherwise : title);
        out.flush();
        if (values != null) {
            output.object(values);
        }
        out.println();
        out.flush();
    }

    private void table(String title, List<String> columns, List<Map<String, @Nullable Object>> rows, Output output) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(rows.isEmpty() ? title + ": none" : title + " (" + rows.size() + ")");
        out.flush();
        if (!rows.isEmpty()) {
            output.rows(columns, rows);
        }
        out.println();
        out.flush();
    }
}
