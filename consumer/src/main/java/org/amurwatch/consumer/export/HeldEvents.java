package org.amurwatch.consumer.export;

import java.time.Instant;
import java.util.function.Consumer;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.Sighting;
import org.amurwatch.consumer.export.ExportIndex.Timed;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.JudgedAlert;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Purposes;
import org.jspecify.annotations.Nullable;

/**
 * Events as they are known once all was read: the later of what both topics say, with what verdicts make of it. Withdrawn ones are
 * not among them, nor exercises and tests of a system that is there for real.
 */
final class HeldEvents {

    private final ExportIndex index;
    private final Purpose system;

    HeldEvents(ExportIndex index, Purpose system) {
        this.index = index;
        this.system = system;
    }

    /** Gives each once, animals first, by their keys. */
    void forEach(Consumer<HeldEvent> taker) {
        index.eachSighting(row -> {
            String key = EventKey.of(row.value().getProvenance()).toString();
            if (Purposes.counts(row.value().getPurpose(), system)
                    && holds(ExportIndex.SIGHTINGS, ExportIndex.ALERTS, key)) {
                taker.accept(new HeldEvent(Observation.of(row.value()), row.receivedAt()));
            }
        });
        index.eachAlert(row -> {
            String key = EventKey.of(row.value().getProvenance()).toString();
            if (Purposes.counts(row.value().getPurpose(), system)
                    && holds(ExportIndex.ALERTS, ExportIndex.SIGHTINGS, key)) {
                taker.accept(judged(key, row));
            }
        });
    }

    /** Whether an event holds as what one topic says of it, and not as what the other does. */
    private boolean holds(char topic, char otherTopic, String key) {
        RegisterEntry entry = index.register(topic, key);
        if (entry == null || entry.getWithdrawn()) {
            return false;
        }
        RegisterEntry other = index.register(otherTopic, key);
        if (other == null) {
            return true;
        }
        int order = entry.getRevision().compareTo(other.getRevision());
        // Importers see to it that the two never have one revision; should they, what is not withdrawn holds, and of
        // two
        // that are not the sign of people, so that nobody gets lost.
        return order != 0 ? order > 0 : other.getWithdrawn() || topic == ExportIndex.ALERTS;
    }

    /** A verdict that came before the statement that holds was about another one. */
    private HeldEvent judged(String key, Timed<PoachingAlert> row) {
        PoachingAlert[] alert = {row.value()};
        Instant[] receivedAt = {row.receivedAt()};
        index.eachVerdict(key, verdict -> {
            if (!verdict.receivedAt().isBefore(row.receivedAt())
                    && !JudgedAlert.isJudgedLater(alert[0], verdict.value())) {
                alert[0] = JudgedAlert.of(alert[0], verdict.value());
                receivedAt[0] = verdict.receivedAt();
            }
        });
        return new HeldEvent(Observation.of(alert[0]), receivedAt[0]);
    }

    /** The source's own id of a deployment that an event names with its source. */
    static @Nullable String ownDeploymentId(Observation event) {
        String id = event.deploymentId();
        String prefix = event.provenance().getSourceId() + "/";
        return id != null && id.startsWith(prefix) ? id.substring(prefix.length()) : null;
    }

    /** Whether it is an animal of which somebody said which one. */
    static boolean isIdentified(Sighting sighting) {
        return sighting.getIdentification() != null
                && sighting.getIdentification().getIndividualId() != null;
    }
}
