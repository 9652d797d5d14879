package org.amurwatch.streams.routing;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Subcommand;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.Match;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.SeverityTable;
import org.amurwatch.streams.rule.Surroundings;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code alerts route}: who would be told of a report, step by step, and why; tells nobody. */
@Command(
        name = "route",
        description = {
            "Shows who would be told of one report if nobody ever answered, step by step, and why; and why others are not.",
            "By the rules in force then, and the teams, policies, silences, map and last positions as they are loaded now."
                    + " Tells nobody."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch alerts route --kind GUNSHOT --lat 43.1 --lon 131.4"})
public final class RouteCommand implements Callable<Integer>, Subcommand {

    private static final List<String> COLUMNS = List.of("afterMinutes", "team", "message", "reason");
    private static final List<String> ALL_COLUMNS = List.of("afterMinutes", "team", "message", "reason", "text");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "What is reported.")
    private AlertKind kind;

    @Option(names = "--lat", required = true, paramLabel = "DEGREES", description = "Latitude, -90 to 90.")
    private double latitude;

    @Option(names = "--lon", required = true, paramLabel = "DEGREES", description = "Longitude, -180 to 180.")
    private double longitude;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When: ISO-8601 with an offset (default: now). Duty times, silences and positions are of then.")
    private @Nullable String at;

    @Option(
            names = "--severity",
            description = "${COMPLETION-CANDIDATES} (default: as the rules in force say of one such report).")
    private @Nullable Severity severity;

    @Option(
            names = "--level",
            description =
                    "REVIEW: somebody is to look; DISPATCH: a team is sent (default: as the rules in force say of one such"
                            + " report).")
    private @Nullable PageLevel level;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public String parent() {
        return "alerts";
    }

    @Override
    public Integer call() {
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw CommandFailure.usage("--lat must be from -90 to 90 and --lon from -180 to 180; got " + latitude
                    + " and " + longitude + ".");
        }
        Instant time = time(at);
        Connection connected = connection.connect(Party.READER);
        TopicReader reader = new TopicReader(connected);
        Position position = new Position(latitude, longitude, null);
        TerritoryIndex territories = TerritoryIndex.of(reader.current(Topics.TERRITORIES), 0);
        Placement placement = territories.locate(position).placement();
        Places places = PlaceIndex.of(reader.current(Topics.PLACES));
        Rules rules = RuleBook.of(reader.current(Topics.RULES)).inForceAt(time);
        Match match = RoutePreview.match(
                        kind, position, placement, time, rules, new Here(places, country(reader, placement)))
                .orElse(null);
        PageLevel asked = level(match);
        Incident incident = RoutePreview.incident(kind, severity(match), asked, position, placement, time, match);
        Map<String, PatrolPosition> last = lastPositions(reader, time);
        RoutingSituation situation = new RoutingSituation(
                time,
                reader.current(Topics.PATROL_TEAMS),
                last::get,
                reader.current(Topics.POLICIES),
                reader.current(Topics.SILENCES),
                places);
        tell(match, rules, incident);
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        format == OutputFormat.TABLE ? COLUMNS : ALL_COLUMNS,
                        RoutePreview.of(incident, rules, asked, situation).stream()
                                .map(RouteCommand::row)
                                .toList());
        return ExitCode.DONE;
    }

    private Severity severity(@Nullable Match match) {
        if (severity != null) {
            return severity;
        }
        return match == null ? SeverityTable.of(kind) : match.severity();
    }

    /** Where no rule makes anything of it, it is shown as what it would be if one sent a team. */
    private PageLevel level(@Nullable Match match) {
        if (level != null) {
            return level;
        }
        return match == null ? PageLevel.DISPATCH : match.level();
    }

    private void tell(@Nullable Match match, Rules rules, Incident incident) {
        String set = "'" + rules.name() + "', version " + rules.version();
        String what = match == null
                ? "No rule of " + set + " makes an incident of one such report. Shown as if one did: "
                : "Rule '" + match.rule() + "' of " + set + ": ";
        spec.commandLine().getErr().println(what + incident.getSeverity() + ", " + incident.getLevel() + ".");
        spec.commandLine().getErr().flush();
    }

    /** How many people pass there the running system has learnt, and this command does not know. */
    private record Here(Places places, String country) implements Surroundings {

        @Override
        public double usualPeoplePerWeek(RuleEvent event) {
            return Double.NaN;
        }

        @Override
        public String country(RuleEvent event) {
            return country;
        }
    }

    private static String country(TopicReader reader, Placement placement) {
        return reader.current(Topics.TERRITORIES).stream()
                .filter(territory -> territory.getId().equals(placement.getTerritoryId()))
                .map(Territory::getCountry)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    static Instant time(@Nullable String text) {
        try {
            Instant time = text == null
                    ? Clock.systemUTC().instant()
                    : OffsetDateTime.parse(text).toInstant();
            // Records hold milliseconds: with more, a step would seem to come a minute early.
            return time.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw CommandFailure.usage(
                    "--at must be a time with an offset, such as 2026-02-03T22:15:00+10:00; got '" + text + "'.");
        }
    }

    /** The last live position of each team at a time. */
    private static Map<String, PatrolPosition> lastPositions(TopicReader reader, Instant time) {
        Map<String, PatrolPosition> last = new HashMap<>();
        reader.read(Topics.PATROL_POSITIONS, (raw, position) -> {
            if (position != null && position.getLive() && !position.getAt().isAfter(time)) {
                last.merge(
                        position.getTeamId(),
                        position,
                        (one, other) -> other.getAt().isBefore(one.getAt()) ? one : other);
            }
        });
        return last;
    }

    private static Map<String, @Nullable Object> row(RoutePreview.Line line) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("afterMinutes", line.afterMinutes());
        row.put("team", line.team());
        row.put("message", line.message());
        row.put("reason", line.reason());
        row.put("text", line.text());
        return row;
    }
}
