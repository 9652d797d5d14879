package org.amurwatch.producer.patrol;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.producer.report.ObservationTime;
import org.amurwatch.producer.table.SinkFactory;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patrols}: where teams were and are. */
@Command(
        name = "patrols",
        description = "Where teams were and are: what explains people on camera, who is nearest, and who is silent.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: ./amurwatch patrols import gpx saturday.gpx --team north",
            "          ./amurwatch patrols report --team north --lat 43.1 --lon 131.4 --check-in 60"
        })
public final class PatrolsCommand {

    /** So many rejected rows are shown in a table. */
    private static final int SHOWN = 20;

    private static final int LONGEST_CHECK_IN_MINUTES = 7 * 24 * 60;

    private final SinkFactory tracks;
    private final BiFunction<Connection, Clock, LiveSink> live;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    public PatrolsCommand(SinkFactory tracks, BiFunction<Connection, Clock, LiveSink> live, Clock clock) {
        this.tracks = tracks;
        this.live = live;
        this.clock = clock;
    }

    @Command(
            name = "import",
            description =
                    "Imports a track: GPX 1.1, or CSV with a header (team, time, latitude, longitude, over). Can be"
                            + " repeated safely.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "The summary counts:",
                "  read        points that can be used",
                "  published   positions sent and acknowledged (with --dry-run: that would be)",
                "  live        those of them that count as a sign of life: with --live, and not older than two hours",
                "  thinned     points left out: --thin lets one position of a team a minute through",
                "  rejected    rows that can't be used, each with file, row (of GPX: line) and reason",
                "",
                "Exit codes: 0 done, 2 the file is no track, 3 done but for rejected rows, 4 a server can't be reached.",
                "",
                "Example: ./amurwatch patrols import csv trackers.csv --live --check-in 120"
            })
    int importTrack(
            @Parameters(index = "0", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}.")
                    TrackFormat format,
            @Parameters(index = "1", paramLabel = "PATH", description = "The file.") Path path,
            @Mixin ConnectionOptions connectionOptions,
            @Mixin TrackImportOptions options) {
        checkTeam(format, options.team);
        checkCheckIn(options.checkInMinutes);
        if (options.checkInMinutes != null && !options.live) {
            throw CommandFailure.usage("--check-in promises a sign of life, which a track that was read later can't:"
                    + " add --live, or leave it out.");
        }
        if (options.thinSeconds < 0 || options.thinSeconds > 86_400) {
            throw CommandFailure.usage(
                    "--thin " + options.thinSeconds + " is out of range: expected 0 to 86400 seconds.");
        }
        Connection connection = connectionOptions.connect(Party.PRODUCER);
        TrackImport trackImport = new TrackImport(clock, () -> tracks.open(connection, clock, !options.noPacing));
        TrackSummary summary = trackImport.run(new TrackImport.Request(
                format,
                path,
                options.team,
                options.source,
                options.purpose == null ? connection.purpose() : options.purpose,
                options.live,
                options.checkInMinutes,
                Duration.ofSeconds(options.thinSeconds),
                options.dryRun));
        print(summary, options.output);
        return summary.hasRejected() ? ExitCode.DONE_IN_PART : ExitCode.DONE;
    }

    @Command(
            name = "report",
            description = "Takes one position of a team: a sign of life.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: ./amurwatch patrols report --team north --lat 43.1 --lon 131.4 --check-in 60",
                "         ./amurwatch patrols report --team north --lat 43.1 --lon 131.4 --over"
            })
    int report(@Mixin ConnectionOptions connectionOptions, @Mixin PositionOptions options) {
        Connection connection = connectionOptions.connect(Party.PRODUCER);
        PatrolPosition position = position(options, connection);
        try (LiveSink sink = live.apply(connection, clock)) {
            print(position, sink.accept(Topics.PATROL_POSITIONS, position.getTeamId(), position), options.output);
        }
        return ExitCode.DONE;
    }

    private PatrolPosition position(PositionOptions options, Connection connection) {
        checkTeam(TrackFormat.GPX, options.team);
        checkCheckIn(options.checkInMinutes);
        if (!(Math.abs(options.latitude) <= 90)) {
            throw CommandFailure.usage("Latitude " + options.latitude + " is out of range: expected -90 to 90 degrees."
                    + (Math.abs(options.longitude) <= 90 && Math.abs(options.latitude) <= 180
                            ? " Are --lat and --lon swapped?"
                            : ""));
        }
        if (!(Math.abs(options.longitude) <= 180)) {
            throw CommandFailure.usage(
                    "Longitude " + options.longitude + " is out of range: expected -180 to 180 degrees.");
        }
        if (options.over && options.checkInMinutes != null) {
            throw CommandFailure.usage("--over ends the patrol, and --check-in promises more of it: give one of them.");
        }
        Instant at = ObservationTime.read(options.at, clock);
        boolean isLive = !at.isBefore(Instant.ofEpochMilli(clock.millis()).minus(TrackImport.LIVE_AT_MOST));
        if (!isLive && (options.checkInMinutes != null || options.over)) {
            throw CommandFailure.usage(
                    "--at " + options.at + " is more than two hours ago: that is no sign of life, and"
                            + " neither promises (--check-in) nor ends (--over) anything. Leave these out.");
        }
        return PatrolPosition.newBuilder()
                .setTeamId(options.team)
                .setSourceId(options.source)
                .setAt(at)
                .setPosition(Position.newBuilder()
                        .setLatitude(options.latitude)
                        .setLongitude(options.longitude)
                        .build())
                .setPurpose(options.purpose == null ? connection.purpose() : options.purpose)
                .setCheckInMinutes(options.checkInMinutes)
                .setPatrolOver(options.over)
                .setLive(isLive)
                .build();
    }

    private static void checkTeam(TrackFormat format, @Nullable String team) {
        if (team == null && format == TrackFormat.GPX) {
            throw CommandFailure.usage("A GPX file names no team: say whose track it is with --team.");
        }
        if (team != null && team.isBlank()) {
            throw CommandFailure.usage("--team is blank: expected the id of a team ('./amurwatch teams').");
        }
    }

    private static void checkCheckIn(@Nullable Integer minutes) {
        if (minutes != null && (minutes < 1 || minutes > LONGEST_CHECK_IN_MINUTES)) {
            throw CommandFailure.usage("--check-in " + minutes + " is out of range: expected 1 to "
                    + LONGEST_CHECK_IN_MINUTES + " minutes.");
        }
    }

    private void print(TrackSummary summary, OutputFormat format) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>(summary.figures());
        if (format == OutputFormat.JSON) {
            List<Map<String, Object>> rows = new ArrayList<>();
            summary.rejected()
                    .forEach(row -> rows.add(Map.of("file", row.file(), "row", row.row(), "reason", row.reason())));
            shown.put("rejected", rows);
            shown.put("rejectedCount", summary.rejectedCount());
            new Output(spec.commandLine().getOut(), format).object(shown);
            return;
        }
        shown.put("rejected", summary.rejectedCount());
        new Output(spec.commandLine().getOut(), format).object(shown);
        if (format == OutputFormat.TABLE) {
            summary.rejected().stream().limit(SHOWN).forEach(row -> spec.commandLine()
                    .getOut()
                    .println("rejected: " + row.file() + " row " + row.row() + ": " + row.reason()));
            if (summary.rejectedCount() > SHOWN) {
                spec.commandLine()
                        .getOut()
                        .println("rejected: and " + (summary.rejectedCount() - SHOWN) + " more (use --output json)");
            }
            spec.commandLine().getOut().flush();
        }
    }

    private void print(PatrolPosition position, AcknowledgedRecord accepted, OutputFormat format) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        Integer minutes = position.getCheckInMinutes();
        shown.put("accepted", position.getTeamId());
        shown.put("at", position.getAt().toString());
        shown.put("live", position.getLive());
        shown.put(
                "nextCheckInBy",
                minutes == null
                        ? null
                        : position.getAt().plus(Duration.ofMinutes(minutes)).toString());
        shown.put("over", position.getPatrolOver());
        shown.put("purpose", position.getPurpose().name());
        shown.put("receivedAt", accepted.receivedAt().toString());
        shown.put("topic", accepted.topic());
        shown.put("partition", accepted.partition());
        shown.put("offset", accepted.offset());
        new Output(spec.commandLine().getOut(), format).object(shown);
    }
}
