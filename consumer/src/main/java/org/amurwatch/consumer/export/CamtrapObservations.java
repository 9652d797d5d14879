package org.amurwatch.consumer.export;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationTally;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.consumer.export.Disclosure.NameOf;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.event.Observation.OfSighting;
import org.jspecify.annotations.Nullable;

/**
 * Events and tallies as rows of observations: the way back of what the import of such packages does, so that importing what was
 * exported says nothing new.
 */
final class CamtrapObservations {

    /** Who is photographed so soon after a camera began, or before it ended, counts as its crew when it is imported. */
    private static final Duration CREW_AT_WORK = Duration.ofMinutes(60);

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final DateTimeFormatter QUARTER_ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private final TableFile table;
    private final Disclosure disclosure;
    private long rows;

    CamtrapObservations(TableFile table, Disclosure disclosure) {
        this.table = table;
        this.disclosure = disclosure;
    }

    /** What an event is in Camtrap DP's words; empty: it has no word for it, or takes its name for none. */
    static Optional<String> type(Observation event) {
        if (CamtrapTables.isNothing(event.provenance().getEventId())) {
            return Optional.empty();
        }
        if (event instanceof OfSighting) {
            return Optional.of("animal");
        }
        PoachingAlert alert = ((OfPoachingAlert) event).alert();
        boolean people = isOfPeople(alert);
        if (people && alert.getExplained() == Explanation.DETECTOR) {
            return Optional.of("blank");
        }
        if (people && alert.getExplained() == Explanation.ANIMAL) {
            return Optional.of("animal");
        }
        if (people) {
            return Optional.of(alert.getKind() == AlertKind.VEHICLE ? "vehicle" : "human");
        }
        // A file's word is the species that a mapping file takes for a sign; a device's may be anything.
        return alert.getStatedKind() == null || alert.getProvenance().getFile() == null
                ? Optional.empty()
                : Optional.of("animal");
    }

    /** The species that the rows of an event name; null: they name none. */
    static @Nullable String species(Observation event) {
        String name = event instanceof OfSighting animal
                ? animal.sighting().getScientificName()
                : speciesOf(((OfPoachingAlert) event).alert());
        return name == null || CamtrapTables.isNothing(name) ? null : name;
    }

    /** What a device calls people is no species. */
    private static @Nullable String speciesOf(PoachingAlert alert) {
        return isOfPeople(alert) ? null : alert.getStatedKind();
    }

    private static boolean isOfPeople(PoachingAlert alert) {
        return alert.getKind() == AlertKind.HUMAN_PRESENCE || alert.getKind() == AlertKind.VEHICLE;
    }

    /** How many rows were written. */
    long rows() {
        return rows;
    }

    /** Writes an animal. */
    void write(OfSighting event, Deployment deployment) {
        Sighting sighting = event.sighting();
        TableFile.Row row = begin(event, deployment, "animal");
        String mediaId = mediaId(event, 0);
        row.set(
                        "observationID",
                        name(event, NameOf.EVENT, sighting.getProvenance().getEventId()))
                .set("mediaID", mediaId)
                .set("eventID", episode(event, deployment))
                .set(
                        "observationLevel",
                        sighting.getLevel() == ObservationLevel.MEDIA && mediaId != null ? "media" : "event")
                .set("scientificName", species(event))
                .set("lifeStage", Texts.lower(sighting.getLifeStage()))
                .set("sex", Texts.lower(sighting.getSex()))
                .set("individualID", individual(event));
        end(row);
    }

    /** Writes people, vehicles, or an animal that is a sign of people. */
    void write(OfPoachingAlert event, String type, Deployment deployment) {
        PoachingAlert alert = event.alert();
        String eventId = alert.getProvenance().getEventId();
        String episode = isOfPeople(alert) ? episodeOfPeople(eventId, deployment) : null;
        // Rows of one event add up to one on import only where they name it.
        int pictures = episode == null
                ? Math.min(1, event.media().size())
                : event.media().size();
        for (int i = 0; i < Math.max(1, pictures); i++) {
            TableFile.Row row = begin(event, deployment, type);
            String id = i == 0 ? eventId : eventId + "#" + (i + 1);
            String mediaId = mediaId(event, i);
            row.set("observationID", name(event, NameOf.EVENT, id))
                    .set("mediaID", mediaId)
                    .set("eventID", episode == null ? null : episodeName(event, deployment, episode))
                    .set("observationLevel", mediaId == null ? "event" : "media")
                    .set("cameraSetupType", isCrewByItself(event, deployment) ? "setup" : null)
                    .set("scientificName", species(event));
            end(row);
        }
    }

    /** Writes what nobody has classified, or nobody could, of which a count per quarter of an hour is kept. */
    void write(Deployment deployment, ClassificationTally tally) {
        write(deployment, tally, "unclassified", tally.getUnclassified());
        write(deployment, tally, "unknown", tally.getUnknown());
        write(deployment, tally, "blank", tally.getBlank());
    }

    private void write(Deployment deployment, ClassificationTally tally, String type, int count) {
        String sourceId = deployment.getProvenance().getSourceId();
        Instant begin = tally.getQuarterHour();
        for (int i = 1; i <= count; i++) {
            String id = deployment.getProvenance().getEventId() + ":" + type + ":" + QUARTER_ID.format(begin) + ":" + i;
            TableFile.Row row = table.row()
                    .set("observationID", disclosure.name(NameOf.EVENT, sourceId, id))
                    .set("deploymentID", deploymentName(deployment))
                    .set("eventStart", Texts.seconds(begin))
                    .set("eventEnd", Texts.seconds(begin.plus(QUARTER)))
                    .set("observationLevel", "event")
                    .set("observationType", type);
            end(row);
        }
    }

    private TableFile.Row begin(Observation event, Deployment deployment, String type) {
        Integer count = event.count();
        TableFile.Row row = table.row()
                .set("deploymentID", deploymentName(deployment))
                .set("eventStart", Texts.seconds(event.observedAt()))
                .set("eventEnd", Texts.seconds(event.until()))
                .set("observationType", type)
                .set("count", count == null || count < 1 || type.equals("blank") ? null : count);
        Classification classification = event.classification();
        if (classification != null) {
            row.set("classificationMethod", Texts.lower(classification.getMethod()))
                    .set("classifiedBy", classification.getBy())
                    .set("classificationTimestamp", Texts.seconds(classification.getAt()))
                    .set("classificationProbability", Texts.plain(classification.getProbability()));
        }
        return row;
    }

    private void end(TableFile.Row row) {
        row.write();
        rows++;
    }

    private String deploymentName(Deployment deployment) {
        return disclosure.name(
                NameOf.DEPLOYMENT,
                deployment.getProvenance().getSourceId(),
                deployment.getProvenance().getEventId());
    }

    private String name(Observation event, NameOf kind, String name) {
        return disclosure.name(kind, event.provenance().getSourceId(), name);
    }

    private @Nullable String mediaId(Observation event, int number) {
        List<MediaReference> media = event.media();
        if (number >= media.size()) {
            return null;
        }
        String id = CamtrapMedia.id(media.get(number));
        return id == null ? null : name(event, NameOf.MEDIA, id);
    }

    private @Nullable String individual(OfSighting event) {
        return HeldEvents.isIdentified(event.sighting())
                        && event.sighting().getIdentification().getStatus() != IdentificationStatus.UNKNOWN
                ? name(
                        event,
                        NameOf.INDIVIDUAL,
                        event.sighting().getIdentification().getIndividualId())
                : null;
    }

    /** The source's own event, whose deployment the import put before it. */
    private @Nullable String episode(OfSighting event, Deployment deployment) {
        String episode = event.sighting().getEpisodeId();
        if (episode == null) {
            return null;
        }
        String prefix = deployment.getProvenance().getEventId() + ":";
        return episodeName(
                event, deployment, episode.startsWith(prefix) ? episode.substring(prefix.length()) : episode);
    }

    private String episodeName(Observation event, Deployment deployment, String episode) {
        // Under another name, two deployments' events of one name are to be two.
        return disclosure.degrees().isEmpty()
                ? episode
                : name(event, NameOf.EPISODE, deployment.getProvenance().getEventId() + ":" + episode);
    }

    /** The source's event of people whose id the import made of three parts; null where it stands alone. */
    private static @Nullable String episodeOfPeople(String eventId, Deployment deployment) {
        String prefix = deployment.getProvenance().getEventId() + ":";
        for (String suffix : List.of(":human", ":vehicle")) {
            if (eventId.startsWith(prefix)
                    && eventId.endsWith(suffix)
                    && eventId.length() > prefix.length() + suffix.length()) {
                return eventId.substring(prefix.length(), eventId.length() - suffix.length());
            }
        }
        return null;
    }

    /** Whether it is the crew for another reason than the time. */
    private static boolean isCrewByItself(OfPoachingAlert event, Deployment deployment) {
        return event.alert().getExplained() == Explanation.STAFF
                && !isCrewAtWork(event.observedAt(), deployment)
                && !isCrewAtWork(event.until(), deployment);
    }

    private static boolean isCrewAtWork(Instant time, Deployment deployment) {
        return isNear(time, deployment.getStart())
                || (deployment.getEnd() != null && isNear(time, deployment.getEnd()));
    }

    private static boolean isNear(Instant time, Instant visit) {
        return Duration.between(time, visit).abs().compareTo(CREW_AT_WORK) <= 0;
    }
}
