package org.amurwatch.producer.csv;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.StableId;
import org.amurwatch.failure.CommandFailure;
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

/** A row of a table of any form, by a {@link CsvMapping}, as a sighting or a poaching alert. */
public final class CsvReading implements RowReading {

    private static final int LONGEST_WORD = 200;
    private static final int LONGEST_NOTE = 10_000;

    private final CsvMapping.Columns columns;
    private final List<String> timeColumns;
    private final String latitude;
    private final String longitude;
    private final RowTime times;
    private final TypeMapping types;
    private final @Nullable TypeMeaning everyRow;
    private final Map<String, String> species = new HashMap<>();
    private final @Nullable String usualSpecies;
    private final ObservationMethod method;
    private final @Nullable Double usualUncertainty;

    /**
     * @param zone of times that say none, in place of the mapping's; null: the mapping's
     * @throws CommandFailure (wrong usage) if the mapping says too little, or something that is not possible
     */
    public CsvReading(CsvMapping mapping, @Nullable ZoneId zone) {
        this.columns = Objects.requireNonNull(mapping.columns(), "The mapping was read without its columns.");
        this.timeColumns = columns.time() == null ? List.of() : columns.time();
        this.latitude = needed(columns.latitude(), "latitude");
        this.longitude = needed(columns.longitude(), "longitude");
        needed(timeColumns.isEmpty() ? null : timeColumns.get(0), "time");
        CsvMapping.TimeForm form = mapping.time() == null ? new CsvMapping.TimeForm(null, null) : mapping.time();
        ZoneId stated = form.zone() == null ? null : RowTime.zone(form.zone());
        this.times = RowTime.of(form.pattern(), zone == null ? stated : zone);
        this.types = TypeMapping.of("mapping's types", mapping.types() == null ? Map.of() : mapping.types());
        CsvMapping.Constants constants =
                mapping.constants() == null ? new CsvMapping.Constants(null, null, null, null) : mapping.constants();
        this.everyRow = everyRow(constants.type());
        if (everyRow == null && columns.type() == null) {
            throw CommandFailure.usage(
                    "The mapping says nothing of what the rows are: give 'columns: {type: COLUMN}' with 'types',"
                            + " or 'constants: {type: SNARE}'.");
        }
        if (mapping.species() != null) {
            mapping.species().forEach((theirs, name) -> species.put(normal(theirs), name));
        }
        this.usualSpecies = constants.species();
        this.method = constants.method() == null ? ObservationMethod.REPORT : constants.method();
        this.usualUncertainty = constants.uncertaintyMetres();
        if (usualUncertainty != null && !(usualUncertainty > 0 && usualUncertainty <= 20_000_000)) {
            throw CommandFailure.usage(
                    "The mapping's uncertaintyMetres " + usualUncertainty + " is out of range: expected more than 0.");
        }
    }

    private static String needed(@Nullable String column, String field) {
        if (column == null) {
            throw CommandFailure.usage("The mapping names no column for '" + field
                    + "', which every event needs: add it to" + " 'columns'.");
        }
        return column;
    }

    private static @Nullable TypeMeaning everyRow(@Nullable String type) {
        return type == null
                ? null
                : TypeMapping.of("mapping's constants", Map.of("type", type))
                        .of("type")
                        .orElseThrow();
    }

    @Override
    public void begin(Header header, ImportedFile file) {
        Stream<String> single = Stream.of(
                columns.id(),
                columns.latitude(),
                columns.longitude(),
                columns.uncertaintyMetres(),
                columns.type(),
                columns.species(),
                columns.individual(),
                columns.count(),
                columns.sex(),
                columns.lifeStage(),
                columns.station(),
                columns.note(),
                columns.withdrawn());
        Stream<String> several = Stream.of(columns.time(), columns.until(), columns.revision())
                .filter(Objects::nonNull)
                .flatMap(List::stream);
        Stream.concat(single.filter(Objects::nonNull), several).forEach(header::require);
    }

    @Override
    public void read(Row row, ImportedFile file, RowOutcomes outcomes) throws UnusableRow {
        String type = columns.type() == null ? null : row.shortText(LONGEST_WORD, columns.type());
        TypeMeaning meaning = meaning(type);
        if (meaning instanceof TypeMeaning.Ignored) {
            outcomes.leftOut("type ignored by the mapping");
            return;
        }
        Observed observed = observed(row, file);
        LiveEvent event = meaning instanceof TypeMeaning.Animal animal
                ? sighting(row, observed, animal)
                : alert(
                        row,
                        observed,
                        meaning instanceof TypeMeaning.Alert alert ? alert.kind() : AlertKind.OTHER,
                        type);
        if (meaning == null && type != null) {
            outcomes.unknownType(type);
        }
        if (observed.impossible() != null) {
            outcomes.clockSuspect(row, observed.impossible());
        }
        outcomes.event(event);
    }

    /** Null for a word that the mapping does not know. */
    private @Nullable TypeMeaning meaning(@Nullable String type) throws UnusableRow {
        if (type != null) {
            return types.of(type).orElse(null);
        }
        if (everyRow == null) {
            throw new UnusableRow(columns.type() + " is missing");
        }
        return everyRow;
    }

    /**
     * What sightings and alerts have in common.
     *
     * @param impossible why the time can't be right; null if it can
     */
    private record Observed(
            ImportedFile file,
            Provenance provenance,
            Instant at,
            @Nullable Instant until,
            @Nullable String impossible,
            Position position,
            @Nullable String stationId,
            @Nullable Integer count,
            @Nullable PrivateDetails details) {}

    private Observed observed(Row row, ImportedFile file) throws UnusableRow {
        Instant at = Objects.requireNonNull(time(row, timeColumns, true), "A required time was read as none.");
        Instant until = columns.until() == null ? null : time(row, columns.until(), false);
        Instant edited = columns.revision() == null ? null : time(row, columns.revision(), false);
        String id = columns.id() == null
                ? StableId.of("row", HexFormat.of().formatHex(row.digest("csv")))
                : row.required(300, columns.id());
        Provenance provenance = file.provenance(id, row, edited);
        Double stated = columns.uncertaintyMetres() == null ? null : row.positive(columns.uncertaintyMetres());
        String station = columns.station() == null ? null : row.shortText(LONGEST_WORD, columns.station());
        String impossible = PossibleTime.impossible(at, file.now());
        return new Observed(
                file,
                provenance,
                at,
                until != null && until.isAfter(at) ? until : null,
                impossible == null ? null : timeColumns.get(0) + " " + at + " " + impossible,
                FieldPosition.of(row, latitude, longitude, stated == null ? usualUncertainty : stated),
                station == null ? null : file.sourceId() + "/" + station,
                columns.count() == null ? null : row.count(columns.count()),
                details(row, provenance));
    }

    private LiveEvent sighting(Row row, Observed observed, TypeMeaning.Animal animal) throws UnusableRow {
        String individual = columns.individual() == null ? null : row.shortText(LONGEST_WORD, columns.individual());
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(observed.provenance())
                .setPurpose(observed.file().purpose())
                .setObservedAt(observed.at())
                .setObservedUntil(observed.until())
                .setClockSuspect(observed.impossible() != null)
                .setPosition(observed.position())
                .setStationId(observed.stationId())
                .setMethod(method)
                .setScientificName(scientificName(row, animal))
                .setCount(observed.count())
                .setSex(word(row, columns.sex(), Sex.values(), Sex.UNSPECIFIED))
                .setLifeStage(word(row, columns.lifeStage(), LifeStage.values(), LifeStage.UNSPECIFIED))
                .setIdentification(
                        individual == null
                                ? null
                                : Identification.newBuilder()
                                        .setStatus(IdentificationStatus.CONFIRMED)
                                        .setIndividualId(individual)
                                        .build())
                .setWithdrawn(withdrawn(row))
                .build();
        return new LiveEvent.OfSighting(sighting, observed.details());
    }

    private LiveEvent alert(Row row, Observed observed, AlertKind kind, @Nullable String type) {
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(observed.provenance())
                .setPurpose(observed.file().purpose())
                .setObservedAt(observed.at())
                .setObservedUntil(observed.until())
                .setClockSuspect(observed.impossible() != null)
                .setPosition(observed.position())
                .setStationId(observed.stationId())
                .setMethod(method)
                .setKind(kind)
                .setStatedKind(type)
                .setCount(observed.count())
                .setWithdrawn(withdrawn(row))
                .build();
        return new LiveEvent.OfPoachingAlert(alert, observed.details());
    }

    private @Nullable String scientificName(Row row, TypeMeaning.Animal animal) throws UnusableRow {
        if (animal.scientificName() != null) {
            return animal.scientificName();
        }
        String theirs = columns.species() == null ? null : row.shortText(LONGEST_WORD, columns.species());
        return theirs == null ? usualSpecies : species.getOrDefault(normal(theirs), theirs);
    }

    private boolean withdrawn(Row row) {
        return columns.withdrawn() != null && row.flag(columns.withdrawn());
    }

    private @Nullable PrivateDetails details(Row row, Provenance provenance) {
        String note = columns.note() == null ? null : row.text(columns.note());
        return note == null
                ? null
                : PrivateDetails.newBuilder()
                        .setEventKey(EventKey.of(provenance).toString())
                        .setNote(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE))
                        .build();
    }

    private @Nullable Instant time(Row row, List<String> names, boolean required) throws UnusableRow {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            String part = required ? row.required(name) : row.text(name);
            if (part != null) {
                text.append(text.isEmpty() ? "" : " ").append(part);
            }
        }
        return text.isEmpty() ? null : times.parse(String.join(" ", names), text.toString());
    }

    private static <E extends Enum<E>> E word(Row row, @Nullable String column, E[] known, E otherwise) {
        String text = column == null ? null : row.text(column);
        return text == null
                ? otherwise
                : Arrays.stream(known)
                        .filter(value -> value.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElse(otherwise);
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
