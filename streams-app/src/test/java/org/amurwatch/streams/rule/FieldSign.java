package org.amurwatch.streams.rule;

import java.time.Duration;
import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Suspicion;
import org.jspecify.annotations.Nullable;

/** Makes an event of a test: told by a person, fresh, at 43 N 131 E at {@link #BEGIN}, unless said otherwise. */
final class FieldSign {

    static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");

    private static final double METRES_PER_DEGREE = 111_195;

    private final String key;
    private final @Nullable AlertKind kind;
    private final @Nullable String species;
    private @Nullable String individual;
    private @Nullable String station;
    private double latitude = 43;
    private double longitude = 131;
    private Instant observedAt = BEGIN;
    private boolean fresh = true;
    private boolean machine;
    private double probability = 1;
    private int count = 1;
    private @Nullable Explanation explained;
    private Suspicion suspicion = Suspicion.NONE;

    private FieldSign(String key, @Nullable AlertKind kind, @Nullable String species) {
        this.key = key;
        this.kind = kind;
        this.species = species;
    }

    static FieldSign of(String key, AlertKind kind) {
        return new FieldSign(key, kind, null);
    }

    static FieldSign animal(String key, String species) {
        return new FieldSign(key, null, species);
    }

    FieldSign at(Instant when) {
        observedAt = when;
        return this;
    }

    FieldSign after(Duration time) {
        return at(BEGIN.plus(time));
    }

    FieldSign at(double degreesNorth, double degreesEast) {
        latitude = degreesNorth;
        longitude = degreesEast;
        return this;
    }

    /** Metres north and east of 43 N 131 E, to about a thousandth. */
    FieldSign there(double north, double east) {
        return at(43 + north / METRES_PER_DEGREE, 131 + east / METRES_PER_DEGREE / Math.cos(Math.toRadians(43)));
    }

    FieldSign station(String id) {
        station = id;
        return this;
    }

    FieldSign old() {
        fresh = false;
        return this;
    }

    FieldSign byMachine(double sure) {
        machine = true;
        probability = sure;
        return this;
    }

    FieldSign many(int number) {
        count = number;
        return this;
    }

    FieldSign because(Explanation explanation) {
        explained = explanation;
        return this;
    }

    FieldSign suspected() {
        suspicion = Suspicion.RAISED;
        return this;
    }

    FieldSign known(String animal) {
        individual = animal;
        return this;
    }

    RuleEvent event() {
        return new RuleEvent(
                key,
                kind,
                species,
                null,
                individual,
                latitude,
                longitude,
                observedAt,
                observedAt.plusSeconds(60),
                fresh,
                "source-" + key,
                station,
                machine ? ObservationMethod.CAMERA_TRAP : ObservationMethod.REPORT,
                machine,
                probability,
                count,
                explained,
                suspicion,
                Purpose.ACTUAL,
                false,
                Placement.newBuilder()
                        .setTerritoryId("valley")
                        .setSectorId("hills")
                        .setTimeZone("Asia/Vladivostok")
                        .build());
    }
}
