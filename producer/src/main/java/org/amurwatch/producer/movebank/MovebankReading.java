package org.amurwatch.producer.movebank;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.table.FieldPosition;
import org.amurwatch.producer.table.ImportedFile;
import org.amurwatch.producer.table.PossibleTime;
import org.amurwatch.producer.table.Row;
import org.amurwatch.producer.table.RowOutcomes;
import org.amurwatch.producer.table.RowReading;
import org.amurwatch.producer.table.RowTime;
import org.amurwatch.producer.table.Thinning;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of Movebank (as downloaded, with hyphens, or from its API, with underscores) as a sighting by collar, thinned. An animal is
 * known by its individual-local-identifier; a tag alone only makes it probable, for it may have been another animal's before.
 */
final class MovebankReading implements RowReading {

    /** More animals than that are no study; it bounds memory. */
    private static final int MOST_TRACKS = 50_000;

    private static final String[] INDIVIDUAL = names("individual-local-identifier");
    private static final String[] TAG = names("tag-local-identifier");
    private static final String[] TAXON = names("individual-taxon-canonical-name");
    private static final String[] EVENT = names("event-id");
    private static final List<String[]> OUTLIERS = List.of(
            names("algorithm-marked-outlier"), names("manually-marked-outlier"), names("import-marked-outlier"));
    private static final String[] ERROR_METRES = names("location-error-numerical");
    private static final RowTime UTC = RowTime.of(null, ZoneOffset.UTC);

    private final @Nullable String species;
    private final Duration interval;
    private String latitude = "location-lat";
    private String longitude = "location-long";
    private @Nullable RowOutcomes outcomes;
    private final Thinning<Fix> thinning;

    /**
     * @param species scientific name of animals whose rows give none; null: there is none
     * @param interval one fix of each animal per this; zero: all
     */
    MovebankReading(@Nullable String species, Duration interval) {
        this.species = species;
        this.interval = interval;
        this.thinning = new Thinning<>(interval, this::hand);
    }

    private record Fix(
            String track, Sighting sighting, @Nullable String impossible, Row row) implements Thinning.Point {

        @Override
        public Instant at() {
            return sighting.getObservedAt();
        }
    }

    @Override
    public void begin(Header header, ImportedFile file) {
        header.require("timestamp");
        header.require(names("location-lat"));
        header.require(names("location-long"));
        header.require(INDIVIDUAL[0], INDIVIDUAL[1], TAG[0], TAG[1]);
        if (species == null) {
            header.require(TAXON);
        }
        latitude = header.columns().has("location-lat") ? "location-lat" : "location_lat";
        longitude = header.columns().has("location-long") ? "location-long" : "location_long";
    }

    @Override
    public void read(Row row, ImportedFile file, RowOutcomes outcomes) throws UnusableRow {
        this.outcomes = outcomes;
        String leftOut = leftOut(row);
        if (leftOut != null) {
            outcomes.leftOut(leftOut);
            return;
        }
        String individual = row.shortText(200, INDIVIDUAL);
        String tag = row.shortText(200, TAG);
        String animal = individual == null ? tag : individual;
        if (animal == null) {
            throw new UnusableRow(
                    "neither individual-local-identifier nor tag-local-identifier says which animal it is");
        }
        Instant at = UTC.parse("timestamp", row.required("timestamp"));
        Position position = FieldPosition.of(row, latitude, longitude, row.positive(ERROR_METRES));
        if (thinning.tracks() >= MOST_TRACKS) {
            throw new UnusableRow(
                    "it is beyond the " + MOST_TRACKS + " animals that one import can thin: import the study in parts");
        }
        String impossible = PossibleTime.impossible(at, file.now());
        thinning.add(new Fix(
                individual == null ? "tag " + tag : "individual " + individual,
                Sighting.newBuilder()
                        .setProvenance(file.provenance(id(row, animal, at), row))
                        .setPurpose(file.purpose())
                        .setObservedAt(at)
                        .setClockSuspect(impossible != null)
                        .setPosition(position)
                        .setMethod(ObservationMethod.COLLAR)
                        .setScientificName(taxon(row))
                        .setCount(1)
                        .setIdentification(Identification.newBuilder()
                                .setStatus(
                                        individual == null
                                                ? IdentificationStatus.PROBABLE
                                                : IdentificationStatus.CONFIRMED)
                                .setIndividualId(animal)
                                .build())
                        .build(),
                impossible,
                row));
    }

    @Override
    public void end(RowOutcomes outcomes) {
        this.outcomes = outcomes;
        thinning.end();
        if (thinning.left() > 0) {
            outcomes.leftOut("thinned: one fix of an animal per " + words(interval), thinning.left());
        }
    }

    private void hand(Fix fix) {
        RowOutcomes to = outcomes;
        if (to == null) {
            throw new IllegalStateException("A fix came before any row.");
        }
        if (fix.impossible() != null) {
            to.clockSuspect(fix.row(), "timestamp " + fix.at() + " " + fix.impossible());
        }
        to.event(new LiveEvent.OfSighting(fix.sighting(), null));
    }

    /** Why the row is no fix, by what the source says of it; null if it is one. */
    private static @Nullable String leftOut(Row row) {
        if (row.cell("visible").equalsIgnoreCase("false")) {
            return "visible = false";
        }
        for (String[] outlier : OUTLIERS) {
            if (row.flag(outlier[0]) || row.flag(outlier[1])) {
                return outlier[0];
            }
        }
        boolean nowhere = row.text(names("location-lat")) == null && row.text(names("location-long")) == null;
        return nowhere ? "no position" : null;
    }

    /** Its id in Movebank, which stays whatever is exported beside it; else the animal with the time. */
    private static String id(Row row, String animal, Instant at) throws UnusableRow {
        String id = row.shortText(100, EVENT);
        return id == null ? StableId.of("movebank", animal, at.toString()) : id;
    }

    private String taxon(Row row) throws UnusableRow {
        String taxon = row.shortText(200, TAXON);
        if (taxon == null && species == null) {
            throw new UnusableRow("individual-taxon-canonical-name is missing: say the species with --species");
        }
        return taxon == null ? String.valueOf(species) : taxon;
    }

    private static String words(Duration interval) {
        return interval.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String[] names(String downloaded) {
        return new String[] {downloaded, downloaded.replace('-', '_')};
    }
}
