package org.amurwatch.consumer.export;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.audit.ExportAudit;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export FORMAT}. */
@Command(
        name = "export",
        description = {
            "Writes what is known as files for others: corrected, judged, without what was withdrawn.",
            "Reads up to where the topics end when it is called. Interrupted, it goes on when it is called again; with"
                    + " --at-offsets it writes the same again."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch export camtrap-dp --to for-gbif --precision 0.1",
            "          ./amurwatch export csv --to july --precision exact --who analyst --from 2026-07-01 --until 2026-08-01"
        })
public final class ExportCommand {

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            defaultValue = "table",
            description = "Of the summary: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    public ExportCommand(Clock clock) {
        this.clock = clock;
    }

    @Command(
            name = "camtrap-dp",
            description = {
                "Camtrap DP 1.0: a package for each source, in a folder of its name, of its deployments and what their cameras"
                        + " saw.",
                "What other formats hold and this one has no word for is left out, and counted."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: ./amurwatch export camtrap-dp --to cards --source kedrovaya --precision exact --who analyst"
            })
    int camtrapDp(
            @Mixin ConnectionOptions connection,
            @Mixin ExportOptions options,
            @Option(names = "--source", paramLabel = "NAME", description = "Of one source (default: of each).")
                    @Nullable
                    String source) {
        String words = "camtrap-dp" + (source == null ? "" : " --source " + source);
        return run(connection, options, words, disclosure -> new CamtrapExport(source, disclosure));
    }

    @Command(
            name = "csv",
            description = {
                "Events as CSV: sightings and poaching alerts of every way in, in the order of time, in events.csv.",
                "The territory is found anew, by the territories as they are."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: ./amurwatch export csv --to tigers --species \"Panthera tigris\" --precision exact --who analyst"
            })
    int csv(@Mixin ConnectionOptions connection, @Mixin ExportOptions options, @Mixin EventFilterOptions wanted) {
        EventFilter filter = wanted.filter();
        return run(connection, options, "csv" + filter.words(), disclosure -> EventExport.csv(filter, disclosure));
    }

    @Command(
            name = "geojson",
            description = "The same events as 'export csv', as GeoJSON (RFC 7946), in events.geojson.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch export geojson --to map --precision 0.1 --from 2026-01-01"})
    int geoJson(@Mixin ConnectionOptions connection, @Mixin ExportOptions options, @Mixin EventFilterOptions wanted) {
        EventFilter filter = wanted.filter();
        return run(
                connection, options, "geojson" + filter.words(), disclosure -> EventExport.geoJson(filter, disclosure));
    }

    @Command(
            name = "secr",
            description = {
                "Capture history and trap file with effort for the R package secr (read.capthist), of the identified animals of"
                        + " one species; README.txt says how to read them and what was assumed.",
                "Stations are the detectors, in metres of a UTM zone; their usage is in nights. Exact places alone make sense"
                        + " here: --precision exact."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: ./amurwatch export secr --to leopards --species \"Panthera pardus\" --from 2026-03-01"
                        + " --until 2026-06-01",
                "             --nights 5 --time-zone Asia/Vladivostok --precision exact --who analyst"
            })
    int secr(@Mixin ConnectionOptions connection, @Mixin ExportOptions options, @Mixin SecrOptions wanted) {
        if (options.precision != ExportPrecision.EXACT) {
            throw CommandFailure.usage("From the centres of cells no distance between stations can be told: secr needs"
                    + " --precision exact.");
        }
        SecrExport.Wanted captures = wanted.wanted();
        return run(connection, options, wanted.words(), disclosure -> new SecrExport(captures));
    }

    private int run(
            ConnectionOptions connection,
            ExportOptions options,
            String words,
            Function<Disclosure, ExportFormat> exportFormat) {
        PrintWriter messages = spec.commandLine().getErr();
        ExportRun.Request request = options.request(words);
        ExportFormat made = exportFormat.apply(options.disclosure(connection.read(ExportSettings.class)));
        Connection connected = connection.connect(Party.OPERATOR);
        ExportSummary summary;
        try (ExportAudit audit = new ExportAudit(connected, clock)) {
            summary = new ExportRun(ExportSource.of(connected), audit::write, new ExportProgress(messages, clock))
                    .run(request, made);
        }
        if (summary.numbers().getOrDefault("packages", 1L) == 0) {
            messages.println("There is no package: no deployment is known of what was asked for.");
            messages.flush();
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("to", request.to().toString());
        shown.putAll(summary.numbers());
        new Output(spec.commandLine().getOut(), format).object(shown);
        return ExitCode.DONE;
    }
}
