package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Permit;
import org.amurwatch.avro.Position;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Permits as reference data, from YAML or CSV. */
final class Permits implements ReferenceKind<Permit> {

    private static final List<String> FIELDS = List.of(
            "id",
            "latitude",
            "longitude",
            "radiusMetres",
            "from",
            "until",
            "people",
            "kinds",
            "explanation",
            "retired");

    /** What somebody may be there as; the rest (a patrol, an animal, an error) no permit can say. */
    private static final Set<Explanation> EXPLANATIONS =
            Set.of(Explanation.PERMIT, Explanation.STAFF, Explanation.RESIDENT);

    /** The greatest distance that still is a place: beyond it, people are everywhere. */
    private static final double WIDEST_METRES = 50_000;

    private static final int MOST_PEOPLE = 10_000;

    private final Clock clock;

    /** @param clock says which permits are past */
    Permits(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Topic<Permit> topic() {
        return Topics.PERMITS;
    }

    @Override
    public String one() {
        return "permit";
    }

    @Override
    public String many() {
        return "permits";
    }

    @Override
    public List<Permit> read(Path file) {
        String ending = file.toString().toLowerCase(Locale.ROOT);
        RecordFile records = new RecordFile(file.toString(), "permit");
        if (ending.endsWith(".csv")) {
            return records.csv(RecordFile.text(file, "CSV"), Set.of("kinds"), Permits::permit);
        }
        if (ending.endsWith(".yaml") || ending.endsWith(".yml")) {
            return records.yaml(RecordFile.text(file, "YAML"), "permits", Permits::permit);
        }
        throw CommandFailure.usage(file + " is neither called *.yaml nor *.csv: expected one of them.");
    }

    private static Permit permit(FileRecord record) {
        record.only("permit", FIELDS);
        Instant from = record.time("from");
        Instant until = record.time("until");
        if (record.has("from") && record.has("until") && !from.isBefore(until)) {
            record.fault("until", until + " is not after from, " + from + ".");
        }
        Explanation explanation = record.word("explanation", Explanation.class, Explanation.PERMIT);
        if (!EXPLANATIONS.contains(explanation)) {
            record.fault("explanation", explanation + " can't be permitted: expected PERMIT, STAFF or RESIDENT.");
        }
        return Permit.newBuilder()
                .setId(record.id())
                .setPosition(record.position())
                .setRadiusMetres(record.number("radiusMetres", 1, WIDEST_METRES))
                .setStartAt(from)
                .setEndAt(until)
                .setPeople(record.optionalWhole("people", 1, MOST_PEOPLE))
                .setKinds(record.words("kinds", AlertKind.class))
                .setExplanation(explanation)
                .setRetired(record.truth("retired"))
                .build();
    }

    @Override
    public String id(Permit permit) {
        return permit.getId();
    }

    @Override
    public boolean retired(Permit permit) {
        return permit.getRetired();
    }

    @Override
    public Permit asRetired(Permit permit) {
        return Permit.newBuilder(permit).setRetired(true).build();
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "latitude",
                "longitude",
                "radiusMetres",
                "from",
                "until",
                "people",
                "kinds",
                "explanation",
                "state",
                "retired");
    }

    @Override
    public Map<String, @Nullable Object> row(Permit permit, OutputFormat format) {
        Position position = permit.getPosition();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", permit.getId());
        // As text where a table would round them.
        row.put("latitude", format == OutputFormat.TABLE ? "" + position.getLatitude() : position.getLatitude());
        row.put("longitude", format == OutputFormat.TABLE ? "" + position.getLongitude() : position.getLongitude());
        row.put("radiusMetres", permit.getRadiusMetres());
        row.put("from", permit.getStartAt().toString());
        row.put("until", permit.getEndAt().toString());
        row.put("people", permit.getPeople());
        row.put("kinds", ReferenceTable.words(permit.getKinds(), format));
        row.put("explanation", permit.getExplanation().name());
        row.put("state", Period.state(permit.getRetired(), permit.getStartAt(), permit.getEndAt(), clock.instant()));
        row.put("retired", permit.getRetired());
        return row;
    }

    @Override
    public List<String> notes(Map<String, Permit> loaded, ReferenceStore store) {
        List<String> notes = new ArrayList<>();
        Instant now = clock.instant();
        loaded.values().stream()
                .filter(permit -> !permit.getRetired() && !permit.getEndAt().isAfter(now))
                .forEach(permit -> notes.add("Permit '" + permit.getId() + "' ended at " + permit.getEndAt()
                        + ": it explains only what was seen until then."));
        return notes;
    }
}
