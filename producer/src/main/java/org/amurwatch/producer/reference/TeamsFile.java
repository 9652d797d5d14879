package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.DutyTime;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file of patrol teams: {@code teams:} and a list of them. A file with one fault is refused whole, and every fault is
 * named with its line, team and field.
 */
final class TeamsFile {

    private static final List<String> FIELDS = List.of(
            "id",
            "name",
            "role",
            "language",
            "territories",
            "sectors",
            "kinds",
            "leastSeverity",
            "timeZone",
            "dutyTimes",
            "base",
            "endpoints",
            "nextEndpointAfterSeconds",
            "retired");
    private static final List<String> LANGUAGES = List.of("en", "ru", "zh");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private TeamsFile() {}

    /** @throws CommandFailure (exit code 2) with a sentence per fault */
    static List<PatrolTeam> read(Path file) {
        return parse(RecordFile.text(file, "YAML"), file.toString());
    }

    /** @param name how sentences call the text */
    static List<PatrolTeam> parse(String text, String name) {
        return new RecordFile(name, "team").yaml(text, "teams", TeamsFile::team);
    }

    private static PatrolTeam team(FileRecord record) {
        record.only("team", FIELDS);
        List<String> territories = record.texts("territories");
        List<String> sectors = record.texts("sectors");
        if (territories.isEmpty() && sectors.isEmpty()) {
            record.fault(
                    "territories", "missing, and so is sectors: expected at least one of what the team answers for.");
        }
        TeamRole role = record.word("role", TeamRole.class, TeamRole.PATROL);
        boolean retired = record.truth("retired");
        return PatrolTeam.newBuilder()
                .setId(record.id())
                .setName(record.text("name"))
                .setRole(role)
                .setLanguage(language(record))
                .setTerritoryIds(territories)
                .setSectorIds(sectors)
                .setKinds(kinds(record, role == TeamRole.DUTY_OFFICER || retired))
                .setLeastSeverity(record.word("leastSeverity", Severity.class, Severity.INFO))
                .setTimeZone(zone(record))
                .setDutyTimes(dutyTimes(record))
                .setBase(base(record))
                .setEndpoints(endpoints(record))
                .setNextEndpointAfterSeconds(record.optionalWhole("nextEndpointAfterSeconds", 1, 3_600))
                .setRetired(retired)
                .build();
    }

    private static String language(FileRecord record) {
        if (!record.has("language")) {
            return "en";
        }
        String language = record.text("language");
        if (!language.isEmpty() && !LANGUAGES.contains(language)) {
            record.fault("language", "unknown '" + language + "': expected " + String.join(", ", LANGUAGES) + ".");
        }
        return language;
    }

    /** A duty officer is told of all kinds where none are named; for a patrol that is surely not meant. */
    private static List<AlertKind> kinds(FileRecord record, boolean mayBeLeftOut) {
        if (!record.has("kinds") && !mayBeLeftOut) {
            record.fault("kinds", "missing: expected the kinds of poaching alert that the team is told of.");
        }
        return record.words("kinds", AlertKind.class);
    }

    private static @Nullable String zone(FileRecord record) {
        String zone = record.optionalText("timeZone");
        if (zone != null && !zone.isEmpty() && !ZoneId.getAvailableZoneIds().contains(zone)) {
            record.fault("timeZone", "unknown '" + zone + "': expected an IANA name such as Asia/Vladivostok.");
        }
        return zone;
    }

    private static List<DutyTime> dutyTimes(FileRecord record) {
        List<DutyTime> dutyTimes = new ArrayList<>();
        for (FileRecord duty : record.records("dutyTimes", "duty time")) {
            duty.only("duty time", List.of("days", "begin", "end"));
            dutyTimes.add(DutyTime.newBuilder()
                    .setDays(days(duty))
                    .setBegin(time(duty, "begin"))
                    .setEnd(time(duty, "end"))
                    .build());
        }
        return dutyTimes;
    }

    private static List<Integer> days(FileRecord duty) {
        Set<Integer> days = new TreeSet<>();
        for (String stated : duty.texts("days")) {
            int day = DAYS.indexOf(stated.toLowerCase(Locale.ROOT)) + 1;
            if (day == 0) {
                duty.fault("days", "unknown '" + stated + "': expected some of " + String.join(", ", DAYS) + ".");
            } else {
                days.add(day);
            }
        }
        return List.copyOf(days);
    }

    private static String time(FileRecord duty, String field) {
        String stated = duty.text(field);
        try {
            return stated.isEmpty() ? "" : LocalTime.parse(stated).toString();
        } catch (DateTimeException e) {
            duty.fault(field, "'" + stated + "': expected a time of day such as '08:00'.");
            return "";
        }
    }

    private static @Nullable Position base(FileRecord record) {
        FileRecord base = record.record("base");
        if (base == null) {
            return null;
        }
        base.only("base", List.of("latitude", "longitude"));
        return base.position();
    }

    private static List<String> endpoints(FileRecord record) {
        List<String> endpoints = record.texts("endpoints");
        endpoints.stream()
                .filter(endpoint -> endpoint.contains("://") || endpoint.contains("@"))
                .forEach(endpoint -> record.fault(
                        "endpoints",
                        "'" + endpoint
                                + "' is an address: expected the name of an endpoint, whose address and secret stand in"
                                + " the settings of dispatch."));
        return endpoints;
    }
}
