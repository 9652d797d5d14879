package org.amurwatch.producer.smart;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMapping;
import org.amurwatch.producer.mapping.TypeMeaning;
import org.amurwatch.producer.table.FieldPosition;
import org.amurwatch.producer.table.ImportedFile;
import org.amurwatch.producer.table.PossibleTime;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.RowOutcomes;
import org.amurwatch.producer.table.RowReading;
import org.amurwatch.producer.table.RowTime;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of SMART's patrol export: a waypoint, which says where the team was, and mostly something that was observed there. Names
 * of people and free text stay in the file, unless they are to be kept apart.
 */
final class SmartReading implements RowReading {

    private static final int REMEMBERED_WAYPOINTS = 10_000;
    private static final Pattern NAME_IN_BRACKETS = Pattern.compile(".*\\(([A-Z][a-z]+(?: [a-z]+){1,2})\\).*");

    private final TypeMapping mapping;
    private final SmartTeams teams;
    private final RowTime dayAndTime;
    private final List<RowTime> modified;
    private final boolean keepNames;
    private List<String> detailColumns = List.of();
    private List<String> countColumns = List.of();
    private String lastPosition = "";

    /** How many observations of each category a waypoint had so far: SMART's export has no id of an observation. */
    private final Map<String, Map<String, Integer>> observed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Integer>> eldest) {
            return size() > REMEMBERED_WAYPOINTS;
        }
    };

    /** @param zone of all times, which have none */
    SmartReading(TypeMapping mapping, SmartTeams teams, ZoneId zone, boolean keepNames) {
        this.mapping = mapping;
        this.teams = teams;
        this.dayAndTime = RowTime.of("d-MMM-yy h:mm:ss a", zone);
        this.modified = List.of(dayAndTime, RowTime.of("d-MMM-yy", zone), RowTime.of(null, zone));
        this.keepNames = keepNames;
    }

    @Override
    public void begin(Header header, ImportedFile file) {
        for (String column : List.of(
                "Patrol ID", "Waypoint ID", "Waypoint Date", "Waypoint Time", "X", "Y", "Observation Category 0")) {
            header.require(column);
        }
        List<String> names = header.columns().names();
        detailColumns = names.stream()
                .filter(name -> SmartCategory.key(name).startsWith("typeof")
                        || SmartCategory.key(name).equals("species"))
                .toList();
        countColumns = names.stream()
                .filter(name -> SmartCategory.key(name).startsWith("numberof")
                        || SmartCategory.key(name).equals("number"))
                .toList();
    }

    @Override
    public void read(Row row, ImportedFile file, RowOutcomes outcomes) throws UnusableRow {
        String patrol = row.required(200, "Patrol ID");
        String waypoint = row.required(200, "Waypoint ID");
        Instant at = dayAndTime.parse(
                "Waypoint Date and Time", row.required("Waypoint Date") + " " + row.required("Waypoint Time"));
        Position position = FieldPosition.of(row, "Y", "X");
        SmartCategory category = SmartCategory.of(row, detailColumns);
        Observed event = category == null
                ? null
                : new Observed(row, file, category, at, position, provenance(row, file, patrol, waypoint, category));
        if (event != null && event.impossible() != null) {
            outcomes.clockSuspect(row, "Waypoint Date " + at + " " + event.impossible());
        }
        position(row, file, at, position, outcomes);
        if (event == null) {
            outcomes.leftOut("waypoint at which nothing was observed");
        } else {
            observation(event, outcomes);
        }
    }

    private void position(Row row, ImportedFile file, Instant at, Position position, RowOutcomes outcomes) {
        String team = teams.of(row);
        if (team == null || PossibleTime.impossible(at, file.now()) != null) {
            outcomes.leftOut(
                    team == null ? "position of a team that --teams does not name" : "position at no true time");
            return;
        }
        String key = team + " " + at + " " + position;
        if (!key.equals(lastPosition)) {
            lastPosition = key;
            outcomes.event(new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                    .setTeamId(team)
                    .setSourceId(file.sourceId())
                    .setAt(at)
                    .setPosition(position)
                    .setPurpose(file.purpose())
                    .setLive(false)
                    .build()));
        }
    }

    /** One observation. */
    private record Observed(
            Row row, ImportedFile file, SmartCategory category, Instant at, Position position, Provenance provenance) {

        @Nullable
        String impossible() {
            return PossibleTime.impossible(at, file.now());
        }
    }

    private void observation(Observed event, RowOutcomes outcomes) {
        Optional<TypeMeaning> meaning = mapping.of(event.category().exactKey());
        if (meaning.isEmpty()) {
            outcomes.unknownType(event.category().key());
            outcomes.event(alert(AlertKind.OTHER, event));
        } else if (meaning.get() instanceof TypeMeaning.Animal animal) {
            outcomes.event(sighting(animal, event));
        } else if (meaning.get() instanceof TypeMeaning.Alert alert) {
            outcomes.event(alert(alert.kind(), event));
        } else {
            outcomes.leftOut("category that the mapping ignores");
        }
    }

    private LiveEvent alert(AlertKind kind, Observed event) {
        return new LiveEvent.OfPoachingAlert(
                PoachingAlert.newBuilder()
                        .setProvenance(event.provenance())
                        .setPurpose(event.file().purpose())
                        .setObservedAt(event.at())
                        .setClockSuspect(event.impossible() != null)
                        .setPosition(event.position())
                        .setMethod(ObservationMethod.DIRECT)
                        .setKind(kind)
                        .setStatedKind(event.category().words())
                        .setCount(count(event.row()))
                        .build(),
                details(event));
    }

    private LiveEvent sighting(TypeMeaning.Animal animal, Observed event) {
        String mapped = animal.scientificName();
        return new LiveEvent.OfSighting(
                Sighting.newBuilder()
                        .setProvenance(event.provenance())
                        .setPurpose(event.file().purpose())
                        .setObservedAt(event.at())
                        .setClockSuspect(event.impossible() != null)
                        .setPosition(event.position())
                        .setMethod(method(event.category().key()))
                        .setScientificName(mapped != null ? mapped : scientificName(event.row()))
                        .setCount(count(event.row()))
                        .build(),
                details(event));
    }

    private @Nullable PrivateDetails details(Observed event) {
        return keepNames
                ? SmartNames.of(event.row(), EventKey.of(event.provenance()).toString())
                : null;
    }

    private Provenance provenance(Row row, ImportedFile file, String patrol, String waypoint, SmartCategory category)
            throws UnusableRow {
        String place = StableId.of(
                patrol, Objects.toString(row.text("Patrol Leg ID"), ""), waypoint, row.cell("Waypoint Date"));
        int ordinal = observed.computeIfAbsent(file.sourceId() + row.file() + place, any -> new HashMap<>())
                .merge(category.key(), 1, Integer::sum);
        return file.provenance(
                StableId.of("smart", place, category.key(), Integer.toString(ordinal)), row, lastModified(row));
    }

    private @Nullable Instant lastModified(Row row) {
        String text = row.text("Last Modified");
        for (RowTime form : modified) {
            try {
                if (text != null) {
                    return form.parse("Last Modified", text);
                }
            } catch (UnusableRow e) {
                // The next form, or the file's own revision.
            }
        }
        return null;
    }

    private @Nullable Integer count(Row row) {
        for (String column : countColumns) {
            try {
                Integer count = row.count(column);
                if (count != null) {
                    return count;
                }
            } catch (UnusableRow e) {
                // Not stated, then: an observation is not lost for an attribute of it.
            }
        }
        return null;
    }

    private static ObservationMethod method(String category) {
        if (!category.startsWith("animals.sign")) {
            return ObservationMethod.DIRECT;
        }
        if (category.contains(".track")) {
            return ObservationMethod.TRACKS;
        }
        if (category.contains(".dung") || category.contains(".scat")) {
            return ObservationMethod.SCAT;
        }
        return category.contains(".sound") ? ObservationMethod.ACOUSTIC : ObservationMethod.UNSPECIFIED;
    }

    private static @Nullable String scientificName(Row row) {
        String stated = row.text("Scientific Name");
        return stated != null && stated.length() <= 200 ? stated : bracketedName(row.text("Species"));
    }

    /**
     * The name in brackets of {@code Leopard (Panthera pardus)}; null for other words, since nothing tells whether {@code Sika deer} is
     * a scientific name: the mapping says it.
     */
    private static @Nullable String bracketedName(@Nullable String species) {
        if (species == null || species.length() > 200) {
            return null;
        }
        Matcher bracketed = NAME_IN_BRACKETS.matcher(species);
        return bracketed.matches() ? bracketed.group(1) : null;
    }
}
