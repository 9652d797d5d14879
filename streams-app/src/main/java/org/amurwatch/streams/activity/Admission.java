package org.amurwatch.streams.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/** Decides whether an event counts, and as what. */
final class Admission {

    private final ActivitySettings settings;

    Admission(ActivitySettings settings) {
        this.settings = settings;
    }

    /** The row of a sighting or a poaching alert; null for one that does not count, and for a deployment. */
    @Nullable
    EventRow row(String eventKey, LocatedEvent event) {
        if (event.getSighting() != null) {
            return row(eventKey, event.getSighting(), event.getPlacement());
        }
        if (event.getPoachingAlert() != null) {
            return row(eventKey, event.getPoachingAlert(), event.getPlacement());
        }
        return null;
    }

    private @Nullable EventRow row(String eventKey, Sighting sighting, Placement placement) {
        String name = sighting.getScientificName();
        if (name == null || sighting.getWithdrawn() || !Purposes.counts(sighting.getPurpose(), settings.purpose())) {
            return null;
        }
        Category category = sightingCategory(sighting);
        Place place = Place.of(sighting.getStationId(), sighting.getEpisodeId(), eventKey);
        return new EventRow(
                new Chain(placement.getTerritoryId(), category, name, place),
                sighting.getObservedAt().toEpochMilli(),
                eventKey,
                localDay(sighting.getObservedAt(), placement),
                count(sighting.getCount()),
                sighting.getEpisodeId(),
                sighting.getLevel() == ObservationLevel.MEDIA,
                false,
                seen(sighting.getIdentification(), sighting.getProvenance()));
    }

    private Category sightingCategory(Sighting sighting) {
        if (suspectFromFile(sighting.getClockSuspect(), sighting.getProvenance())) {
            return Category.CLOCK_SUSPECT;
        }
        return settings.thresholds().unverified(sighting.getClassification())
                ? Category.UNVERIFIED_SIGHTING
                : Category.SIGHTING;
    }

    private @Nullable EventRow row(String eventKey, PoachingAlert alert, Placement placement) {
        if (alert.getWithdrawn() || !Purposes.counts(alert.getPurpose(), settings.purpose())) {
            return null;
        }
        Category category = suspectFromFile(alert.getClockSuspect(), alert.getProvenance())
                ? Category.CLOCK_SUSPECT
                : Category.POACHING_ALERT;
        Place place = Place.of(alert.getStationId(), null, eventKey);
        return new EventRow(
                new Chain(placement.getTerritoryId(), category, alert.getKind().name(), place),
                alert.getObservedAt().toEpochMilli(),
                eventKey,
                localDay(alert.getObservedAt(), placement),
                count(alert.getCount()),
                null,
                false,
                alert.getExplained() != null,
                null);
    }

    /** The row of a deployment; null for one that does not count, and for any other event. */
    @Nullable
    DeploymentRow deployment(String eventKey, LocatedEvent event) {
        Deployment deployment = event.getDeployment();
        if (deployment == null
                || deployment.getWithdrawn()
                || deployment.getClockSuspect()
                || !Purposes.counts(deployment.getPurpose(), settings.purpose())) {
            return null;
        }
        Placement placement = event.getPlacement();
        ZoneId zone = ZoneId.of(placement.getTimeZone());
        String camera = deployment.getCameraId();
        return new DeploymentRow(
                placement.getTerritoryId(),
                deployment.getStationId(),
                eventKey,
                camera == null ? "deployment:" + eventKey : "camera:" + camera,
                Watch.of(deployment, event.getReceivedAt(), zone),
                tallies(deployment, zone));
    }

    private static SortedMap<Integer, RowTally> tallies(Deployment deployment, ZoneId zone) {
        SortedMap<Integer, RowTally> byDay = new TreeMap<>();
        for (ClassificationTally tally : deployment.getTallies()) {
            // A quarter of an hour is never in two local days: every offset of today is a multiple of 15 minutes.
            byDay.merge(
                    epochDay(tally.getQuarterHour(), zone),
                    new RowTally(tally.getRows(), tally.getUnclassified(), tally.getUnknown(), tally.getBlank()),
                    RowTally::plus);
        }
        return byDay;
    }

    private static boolean suspectFromFile(boolean clockSuspect, Provenance provenance) {
        // From a live way in, intake has replaced observedAt by the time received: that one is right.
        return clockSuspect && provenance.getFile() != null;
    }

    private static EventRow.@Nullable Seen seen(@Nullable Identification identification, Provenance provenance) {
        if (identification == null
                || identification.getIndividualId() == null
                || identification.getStatus() == IdentificationStatus.UNKNOWN) {
            return null;
        }
        return new EventRow.Seen(
                provenance.getSourceId() + "/" + identification.getIndividualId(),
                identification.getFlank(),
                identification.getStatus());
    }

    /** A count below 1 says nothing (Camtrap DP: count is at least 1). */
    private static int count(@Nullable Integer stated) {
        return stated == null || stated < 1 ? EventRow.NOT_STATED : stated;
    }

    private static int localDay(Instant instant, Placement placement) {
        return epochDay(instant, ZoneId.of(placement.getTimeZone()));
    }

    private static int epochDay(Instant instant, ZoneId zone) {
        return Math.toIntExact(LocalDate.ofInstant(instant, zone).toEpochDay());
    }
}
