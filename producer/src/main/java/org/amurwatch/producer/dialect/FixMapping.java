package org.amurwatch.producer.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.live.LiveEvent;
import org.jspecify.annotations.Nullable;

/** What fixes of trackers mean here: a team's position, a sighting by collar, or nothing that is taken. */
public final class FixMapping {

    /** What is older when it comes was not sent at once: as for tracks that are imported. */
    private static final Duration LIVE_AT_MOST = Duration.ofHours(2);

    private final TrackerMapping trackers;
    private final ReportMapping reports;
    private final Purpose purpose;
    private final DialectTally tally;

    public FixMapping(TrackerMapping trackers, ReportMapping reports, Purpose purpose, DialectTally tally) {
        this.trackers = trackers;
        this.reports = reports;
        this.purpose = purpose;
        this.tally = tally;
    }

    /** Whether anybody said whom the device is with. */
    public boolean knows(TrackerFix fix) {
        return carrier(fix).isPresent();
    }

    /** The event that a fix is; empty where it is with nobody whose positions are taken, or nobody knows with whom. */
    public Optional<LiveEvent> event(TrackerFix fix, String sourceId, Instant now) {
        Optional<Carrier> carrier = carrier(fix);
        if (carrier.isEmpty()) {
            tally.unknownTracker();
            return Optional.empty();
        }
        if (carrier.get() instanceof Carrier.Team team) {
            return Optional.of(position(fix, sourceId, team, now));
        }
        return carrier.get() instanceof Carrier.Animal animal
                ? Optional.of(sighting(fix, sourceId, animal, now))
                : Optional.empty();
    }

    private Optional<Carrier> carrier(TrackerFix fix) {
        return trackers.of(fix.device(), fix.subjectName())
                .or(() -> fix.wildlife() ? Optional.of(new Carrier.Animal(name(fix), null)) : Optional.empty());
    }

    private @Nullable String name(TrackerFix fix) {
        return fix.animal() == null ? null : reports.scientificName(fix.animal());
    }

    private LiveEvent position(TrackerFix fix, String sourceId, Carrier.Team team, Instant now) {
        return new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                .setTeamId(team.teamId())
                .setSourceId(sourceId)
                .setAt(fix.at())
                .setPosition(fix.position())
                .setPurpose(purpose)
                .setLive(!fix.at().isBefore(now.minus(LIVE_AT_MOST)))
                .build());
    }

    /** Of an hour the first fix stands: a collar that sends each minute would bury what else is seen. */
    private LiveEvent sighting(TrackerFix fix, String sourceId, Carrier.Animal animal, Instant now) {
        String individual = animal.individualId();
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(sourceId)
                        .setEventId(fix.idOfHour(sourceId))
                        .setRevision(fix.revisionInHour().isAfter(now) ? now : fix.revisionInHour())
                        .build())
                .setPurpose(purpose)
                .setObservedAt(fix.at())
                .setPosition(fix.position())
                .setMethod(ObservationMethod.COLLAR)
                .setScientificName(animal.scientificName() == null ? name(fix) : animal.scientificName())
                .setCount(1)
                .setIdentification(
                        individual == null
                                ? null
                                : Identification.newBuilder()
                                        .setStatus(IdentificationStatus.CONFIRMED)
                                        .setIndividualId(individual)
                                        .build())
                .build();
        return new LiveEvent.OfSighting(sighting, null);
    }
}
