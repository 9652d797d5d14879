package org.amurwatch.consumer.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.read.DateOption;
import org.amurwatch.consumer.read.WaitOptions;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code activity}: counts per species and kind of poaching alert, with the effort behind them. */
@Command(
        name = "activity",
        description =
                "Counts independent detections per species and kind of poaching alert, by local day of the territory.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "stationNights is the effort of the whole selection of a row; empty (null) where none is known, which is not 0.",
            "unclassifiedShare is the share of rows (0 to 1) that nobody has looked at.",
            "Examples: ./amurwatch activity --by total --output json",
            "          ./amurwatch activity --territory kedrovaya-pad --from 2026-01-01 --to 2026-01-31 --by day"
        })
public final class ActivityCommand implements Callable<Integer> {

    private static final List<String> COUNTS = List.of(
            "type",
            "subject",
            "detections",
            "animals",
            "stationNights",
            "detectionsPer100StationNights",
            "unclassifiedShare");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private WaitOptions waiting;

    @Option(names = "--territory", paramLabel = "ID", description = "One territory (default: all).")
    private @Nullable String territory;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "First local day (default: the first there is).")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DateOption.class,
            description = "Last local day, itself included (default: the last there is).")
    private @Nullable LocalDate to;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            converter = GroupingOption.class,
            defaultValue = "territory",
            description = "day, territory or total: what a row stands for (default: ${DEFAULT-VALUE}).")
    private Grouping grouping;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        if (from != null && to != null && from.isAfter(to)) {
            throw CommandFailure.usage("--from (" + from + ") is after --to (" + to + "): no day lies between them.");
        }
        Connection connected = connection.connect(Party.READER);
        waiting.awaitCounts(connected, spec.commandLine().getErr());
        List<TerritoryDay> days = days(connected);
        List<String> columns = new ArrayList<>(grouping.columns());
        columns.addAll(COUNTS);
        List<Map<String, @Nullable Object>> rows = ActivityCounts.of(days, grouping).stream()
                .map(ActivityCommand::row)
                .toList();
        new Output(spec.commandLine().getOut(), format).rows(columns, rows);
        if (rows.isEmpty()) {
            spec.commandLine().getErr().println(nothing(days));
        }
        return ExitCode.DONE;
    }

    private List<TerritoryDay> days(Connection connected) {
        Map<String, TerritoryDay> days = new HashMap<>();
        new TopicReader(connected).read(Topics.TERRITORY_DAYS, (raw, day) -> {
            // Null is a day that holds nothing any more.
            if (day == null) {
                days.remove(raw.key());
            } else if (selected(day)) {
                days.put(raw.key(), day);
            }
        });
        return List.copyOf(days.values());
    }

    private boolean selected(TerritoryDay day) {
        return (territory == null || territory.equals(day.getTerritoryId()))
                && (from == null || !day.getDate().isBefore(from))
                && (to == null || !day.getDate().isAfter(to));
    }

    private static String nothing(List<TerritoryDay> days) {
        boolean effort = days.stream().anyMatch(day -> day.getStationNights() != null);
        return effort
                ? "Cameras watched, and nothing was detected."
                : "Nothing is known of this selection: no detection, no effort.";
    }

    static Map<String, @Nullable Object> row(ActivityRow row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        LocalDate day = row.scope().day();
        values.put("territory", row.scope().territory());
        values.put("day", day == null ? null : day.toString());
        values.put("type", row.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        values.put("subject", row.subject());
        values.put("detections", row.detections());
        values.put("animals", row.animals());
        values.put("stationNights", row.stationNights());
        values.put("detectionsPer100StationNights", row.detectionsPer100StationNights());
        values.put("unclassifiedShare", row.unclassifiedShare());
        return values;
    }

    /** Reads {@code --by}; a day is always one of one territory, so "day,territory" is "day". */
    static final class GroupingOption implements ITypeConverter<Grouping> {
        @Override
        public Grouping convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "day", "day,territory", "territory,day" -> Grouping.DAY;
                case "territory" -> Grouping.TERRITORY;
                case "total" -> Grouping.TOTAL;
                default -> throw new TypeConversionException("expected day, territory or total; got '" + text + "'.");
            };
        }
    }
}
