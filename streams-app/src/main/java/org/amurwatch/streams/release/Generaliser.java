package org.amurwatch.streams.release;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.amurwatch.avro.AgreedIndividual;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.event.Observation;
import org.amurwatch.precision.Grid;
import org.amurwatch.precision.ReleaseLimits;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an exact event what an agreement lets its audience know. All that it says of the place comes from the centre of the
 * cell: territory, country, days.
 */
final class Generaliser {

    private static final String OUTSIDE = "outside/";

    private final AudienceKeys keys;
    private final Supplier<Gazetteer> gazetteer;
    private final StationCells stations;

    Generaliser(AudienceKeys keys, Supplier<Gazetteer> gazetteer, StationCells stations) {
        this.keys = keys;
        this.gazetteer = gazetteer;
        this.stations = stations;
    }

    /** The id of an event for the audience of an agreement. */
    String id(Agreement agreement, String place, String eventKey) {
        return keys.event(agreement.getId(), eventKey, place);
    }

    /** What is released of an event, and when at the earliest. */
    record Release(ReleasedEvent event, Instant dueAt) {}

    /**
     * Makes it. The version is 0, and it has no time of release: whoever releases it sets them.
     *
     * @return null where the agreement is for other territories
     */
    @Nullable
    Release release(Agreement agreement, LocatedEvent event) {
        Observation exact = Objects.requireNonNull(Observation.of(event), "Agreements name no deployments.");
        boolean seasonOnly = agreement.getAudience() == Audience.PUBLIC
                && event.getSighting() != null
                && event.getSighting().getScientificName() != null
                && ReleaseLimits.countryAndSeasonOnly(event.getSighting().getScientificName());
        boolean withheld = seasonOnly || agreement.getPrecision() == GridPrecision.WITHHELD;
        GridPrecision precision = agreement.getPrecision() == GridPrecision.WITHHELD
                // Country and zone have to come from somewhere.
                ? GridPrecision.DEGREE
                : agreement.getPrecision();
        GridCell cell = stations.cell(exact.stationId(), exact.position(), precision);
        Position centre = Grid.centre(cell, exact.position().getUncertaintyMetres());
        Placement placement =
                gazetteer.get().placement(new Position(centre.getLatitude(), centre.getLongitude(), null));
        if (!agreement.getTerritoryIds().isEmpty()
                && !agreement.getTerritoryIds().contains(placement.getTerritoryId())) {
            return null;
        }
        TimePrecision times = seasonOnly ? TimePrecision.SEASON : agreement.getTimePrecision();
        ZoneId zone = ZoneId.of(placement.getTimeZone());
        ReleasedEvent.Builder released = ReleasedEvent.newBuilder()
                .setAgreementId(agreement.getId())
                .setAudience(agreement.getAudience())
                .setId(id(agreement, ReleaseInput.place(event), exact.key().toString()))
                .setVersion(0)
                .setReleasedAt(Instant.EPOCH)
                .setCountry(gazetteer.get().country(placement.getTerritoryId()));
        ReleaseTimes.Span span = ReleaseTimes.span(exact.observedAt(), exact.observedUntil(), times, zone);
        released.setTimePrecision(times)
                .setTimeZone(placement.getTimeZone())
                .setObservedFrom(span.from())
                .setObservedUntil(span.until());
        what(released, event, agreement, seasonOnly);
        if (!withheld) {
            released.setCell(cell).setPosition(centre);
            if (!placement.getTerritoryId().startsWith(OUTSIDE)) {
                released.setTerritoryId(placement.getTerritoryId());
            }
            if (exact.stationId() != null) {
                released.setStationId(keys.station(agreement.getId(), exact.stationId()));
            }
        }
        released.setDataGeneralizations(generalizations(agreement, times, withheld))
                .setInformationWithheld(withheldWords(withheld, released.getIndividualAlias() == null));
        return new Release(
                released.build(), ReleaseTimes.due(event.getReceivedAt(), times, zone, agreement.getDelayMillis()));
    }

    private static void what(
            ReleasedEvent.Builder released, LocatedEvent event, Agreement agreement, boolean seasonOnly) {
        Sighting sighting = event.getSighting();
        if (sighting == null) {
            PoachingAlert alert = Objects.requireNonNull(event.getPoachingAlert());
            released.setSubject(SubjectType.POACHING_ALERT)
                    .setPurpose(alert.getPurpose())
                    .setKind(alert.getKind())
                    .setMethod(alert.getMethod())
                    .setCount(alert.getCount());
            return;
        }
        released.setSubject(SubjectType.SIGHTING)
                .setPurpose(sighting.getPurpose())
                .setScientificName(sighting.getScientificName());
        if (!seasonOnly) {
            released.setMethod(sighting.getMethod())
                    .setCount(sighting.getCount())
                    .setLifeStage(sighting.getLifeStage())
                    .setSex(sighting.getSex())
                    .setIndividualAlias(alias(agreement, sighting.getIdentification()));
        }
    }

    private static @Nullable String alias(Agreement agreement, @Nullable Identification identification) {
        if (identification == null || identification.getStatus() == IdentificationStatus.UNKNOWN) {
            return null;
        }
        return agreement.getIndividuals().stream()
                .filter(agreed -> agreed.getIndividualId().equals(identification.getIndividualId()))
                .map(AgreedIndividual::getAlias)
                .findFirst()
                .orElse(null);
    }

    private static String generalizations(Agreement agreement, TimePrecision times, boolean withheld) {
        List<String> sentences = new ArrayList<>();
        if (!withheld) {
            sentences.add(Grid.words(agreement.getPrecision()));
        }
        switch (times) {
            case MOMENT -> {}
            case DAY -> sentences.add("Times are local days.");
            case SEASON -> sentences.add("Times are seasons of three months.");
        }
        return String.join(" ", sentences);
    }

    private static String withheldWords(boolean place, boolean individual) {
        return (place ? "Place within the country, " : "Exact place, ")
                + "source, camera, media, observer"
                + (individual ? ", individual" : "")
                + " and free text are withheld.";
    }
}
