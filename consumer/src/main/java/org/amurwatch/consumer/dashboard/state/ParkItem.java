package org.amurwatch.consumer.dashboard.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.Territory;
import org.amurwatch.event.Observation;
import org.jspecify.annotations.Nullable;

/** One thing of the park as it stood at one moment, exact and whole: what of it somebody may see is for the view to say. */
public sealed interface ParkItem {

    /** Where it belongs, in what the page is given. */
    enum Kind {
        TERRITORIES,
        STATIONS,
        SIGHTINGS,
        INCIDENTS,
        PATROLS,
        INDIVIDUALS,
        REVIEW
    }

    Kind kind();

    /** Its id, unique among its kind. */
    String id();

    /**
     * A territory.
     *
     * @param open its open incidents
     * @param lastEventAt when anything was last observed there
     * @param weeks what was detected in the last seven local days
     */
    record TerritoryItem(
            Territory territory,
            List<OpenIncident> open,
            @Nullable Instant lastEventAt,
            List<SubjectWeek> weeks) implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.TERRITORIES;
        }

        @Override
        public String id() {
            return territory.getId();
        }
    }

    /** An incident that somebody still has to do with, and which teams know. */
    record OpenIncident(String incidentId, Severity severity, List<String> told) {}

    /** Independent detections of the last seven local days. */
    record SubjectWeek(
            SubjectType type,
            String subject,
            long detections,
            @Nullable Double usual) {}

    /**
     * A place where cameras or sensors stand, or stood.
     *
     * @param active whether one still watches
     * @param silent whether it is silent for longer than is usual for it
     */
    record StationItem(
            String id,
            Placement placement,
            Position position,
            boolean active,
            boolean silent,
            @Nullable Instant lastEventAt)
            implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.STATIONS;
        }
    }

    /**
     * A sighting, or a poaching alert.
     *
     * @param id key of the event
     * @param incidentId the incident that it is evidence of
     */
    record EventItem(
            String id, LocatedEvent event, @Nullable String incidentId) implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.SIGHTINGS;
        }

        /** Pictures and sounds of it, kept here or not. */
        public List<MediaReference> media() {
            return observation().media();
        }

        public Instant observedAt() {
            return observation().observedAt();
        }

        private Observation observation() {
            return Objects.requireNonNull(Observation.of(event), "a deployment is a station, and no sighting");
        }
    }

    /**
     * What was concluded from many events: a silence, a crossing, more than is usual. It is among what was seen, at the time
     * when it began.
     *
     * @param id key under which it stands as evidence
     * @param incidentId the incident that it is evidence of
     */
    record SignalItem(String id, Signal signal, @Nullable String incidentId) implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.SIGHTINGS;
        }
    }

    /** An incident, and how much people have noted of it. */
    record IncidentItem(Incident incident, int notes) implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.INCIDENTS;
        }

        @Override
        public String id() {
            return incident.getIncidentId();
        }
    }

    /**
     * A team on patrol.
     *
     * @param track where it was, oldest first; not empty
     * @param overdue whether a sign of life that it promised did not come
     */
    record PatrolItem(String id, String name, List<TrackPoint> track, boolean over, boolean overdue)
            implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.PATROLS;
        }

        /** Where it was last. */
        public TrackPoint last() {
            return track.get(track.size() - 1);
        }
    }

    /** Where a team was, and when. */
    record TrackPoint(Instant at, Position position) {}

    /** What was put up for review. */
    record ReviewEntry(ReviewItem item) implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.REVIEW;
        }

        @Override
        public String id() {
            return item.getEventKey();
        }
    }

    /** A known animal. */
    record IndividualItem(IndividualStatus status) implements ParkItem {

        @Override
        public Kind kind() {
            return Kind.INDIVIDUALS;
        }

        @Override
        public String id() {
            return status.getIndividualId();
        }
    }
}
