package org.amurwatch.consumer.incident;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code incidents show ID}: all that is known of one incident. */
@Command(
        name = "show",
        description =
                "Shows one incident: what happened to it, its evidence with the rule that joined each, who was told,"
                        + " and the answers.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch incidents show leopard-land/3f2a... --output json"})
public final class ShowIncidentCommand implements Callable<Integer>, Subcommand {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Parameters(paramLabel = "ID", description = "Its id, as 'incidents' lists it.")
    private String id;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "incidents";
    }

    @Override
    public Integer call() {
        if (format == OutputFormat.CSV) {
            throw CommandFailure.usage("One incident is no table: expected --output table or json.");
        }
        Connection connected = connection.connect(Party.READER);
        waiting.awaitIncidents(connected, spec.commandLine().getErr());
        Incident incident = new TopicReader(connected)
                .last(Topics.INCIDENTS, id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "There is no incident '" + id + "': './amurwatch incidents --all' lists those there are."));
        IncidentTopics topics = new IncidentTopics(connected);
        write(incident, topics.evidence().getOrDefault(id, List.of()), topics.answers(id));
        return ExitCode.DONE;
    }

    private void write(Incident incident, Collection<IncidentEvidence> evidence, Collection<PatrolResponse> answers) {
        PrintWriter out = spec.commandLine().getOut();
        Output output = new Output(out, format);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        Map<String, @Nullable Object> row = IncidentRows.incident(incident, format == OutputFormat.JSON);
        IncidentRows.COLUMNS.forEach(column -> all.put(column, row.get(column)));
        if (format == OutputFormat.JSON) {
            all.put("timeline", IncidentRows.timeline(incident.getTimeline()));
            all.put("evidenceList", IncidentRows.evidence(evidence));
            all.put("answers", IncidentRows.answers(answers, incident));
            output.object(all);
            return;
        }
        output.object(all);
        table(out, output, "Timeline", IncidentRows.TIMELINE_COLUMNS, IncidentRows.timeline(incident.getTimeline()));
        table(out, output, "Evidence", IncidentRows.EVIDENCE_COLUMNS, IncidentRows.evidence(evidence));
        table(out, output, "Answers", IncidentRows.ANSWER_COLUMNS, IncidentRows.answers(answers, incident));
    }

    private static void table(
            PrintWriter out,
            Output output,
            String title,
            List<String> columns,
            List<Map<String, @Nullable Object>> rows) {
        out.println();
        out.println(rows.isEmpty() ? title + ": none" : title);
        if (!rows.isEmpty()) {
            output.rows(columns, rows);
        }
        out.flush();
    }
}
