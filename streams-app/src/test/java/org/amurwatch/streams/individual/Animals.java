package org.amurwatch.streams.individual;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualAlias;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.streams.place.Places;
import org.jspecify.annotations.Nullable;

/** Sightings of known animals as intake would put them, for tests. */
final class Animals {

    static final String LEOPARD = "Panthera pardus orientalis";

    static final IndividualRules RULES = new IndividualRules(
            IndividualRules.Movement.standard(new IndividualRules.Asked("impossible-movement", 3)),
            IndividualRules.Crossing.standard(new IndividualRules.Asked("leopard-crosses", 3)),
            IndividualRules.Absence.standard(new IndividualRules.Asked("leopard-overdue", 3)));

    private Animals() {}

    static Placement placement(String territoryId) {
        return Placement.newBuilder()
                .setTerritoryId(territoryId)
                .setSectorId("sector-" + territoryId)
                .setTimeZone("Asia/Vladivostok")
                .build();
    }

    static Position position(double latitude, double longitude) {
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setUncertaintyMetres(0.0)
                .build();
    }

    /** A sighting of an animal that its source names. */
    static LocatedEvent seen(
            String eventKey, @Nullable String name, String at, double latitude, double longitude, String territoryId) {
        int slash = eventKey.indexOf('/');
        Instant observedAt = Instant.parse(at);
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(eventKey.substring(0, slash))
                        .setEventId(eventKey.substring(slash + 1))
                        .setRevision(observedAt)
                        .build())
                .setObservedAt(observedAt)
                .setPosition(position(latitude, longitude))
                .setScientificName(LEOPARD)
                .setIdentification(
                        name == null
                                ? null
                                : Identification.newBuilder()
                                        .setStatus(IdentificationStatus.CONFIRMED)
                                        .setIndividualId(name)
                                        .build())
                .build();
        return located(LocatedEvent.newBuilder().setSighting(sighting), observedAt, territoryId);
    }

    static LocatedEvent deployed(
            String eventKey, String station, String start, String end, double latitude, double longitude) {
        int slash = eventKey.indexOf('/');
        Deployment deployment = Deployment.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(eventKey.substring(0, slash))
                        .setEventId(eventKey.substring(slash + 1))
                        .setRevision(Instant.parse(start))
                        .build())
                .setPosition(position(latitude, longitude))
                .setStationId(station)
                .setStart(Instant.parse(start))
                .setEnd(Instant.parse(end))
                .build();
        return located(LocatedEvent.newBuilder().setDeployment(deployment), Instant.parse(end), "kedrovaya");
    }

    private static LocatedEvent located(LocatedEvent.Builder event, Instant at, String territoryId) {
        return event.setPlacement(placement(territoryId))
                .setReceivedAt(at)
                .setFreshnessMillis(Duration.ofMinutes(1).toMillis())
                .build();
    }

    static ObservationChange change(String eventKey, @Nullable LocatedEvent before, @Nullable LocatedEvent now) {
        return ObservationChange.newBuilder()
                .setEventKey(eventKey)
                .setBefore(before)
                .setNow(now)
                .build();
    }

    /** @param aliases register, id, register, id ... */
    static Individual registered(String id, @Nullable String motherId, String... aliases) {
        List<IndividualAlias> names = new ArrayList<>();
        for (int i = 0; i < aliases.length; i += 2) {
            names.add(new IndividualAlias(aliases[i], aliases[i + 1]));
        }
        return Individual.newBuilder()
                .setId(id)
                .setScientificName(LEOPARD)
                .setMotherId(motherId)
                .setAliases(names)
                .build();
    }

    static Individual merged(Individual entry, @Nullable String into) {
        return Individual.newBuilder(entry)
                .setMergedInto(into)
                .setRetired(into != null)
                .build();
    }

    /** A map with one border: the meridian of 131.2 degrees. */
    record BorderAt(double longitude, PlaceKind line) implements Places {

        BorderAt(double longitude) {
            this(longitude, PlaceKind.BORDER);
        }

        @Override
        public double metresTo(PlaceKind kind, double latitude, double toLongitude) {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public boolean crosses(
                PlaceKind kind, double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
            return kind == line && (longitudeA < longitude) != (longitudeB < longitude);
        }

        @Override
        public boolean barrierBetween(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
            return false;
        }

        @Override
        public Optional<Nearby> nearestKnownPoint(double latitude, double toLongitude, double withinMetres) {
            return Optional.empty();
        }
    }
}
