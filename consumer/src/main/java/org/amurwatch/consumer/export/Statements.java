package org.amurwatch.consumer.export;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.Register;
import org.amurwatch.event.Standing;
import org.jspecify.annotations.Nullable;

/** Takes statements as intake does, into one write of the index. What intake would not take is not taken. */
final class Statements {

    private final ExportIndex.Writing index;

    Statements(ExportIndex.Writing index) {
        this.index = index;
    }

    /** Takes an animal; false: the record can't be used. */
    boolean take(String recordKey, Sighting sighting, Instant receivedAt) {
        if (!isUsable(recordKey, sighting.getProvenance(), sighting.getPosition())) {
            return false;
        }
        @Nullable RegisterEntry known = index.register(ExportIndex.SIGHTINGS, recordKey);
        RegisterEntry entry = after(known, ContentHash.of(sighting), sighting.getProvenance(), sighting.getWithdrawn());
        if (entry != null) {
            boolean repeat = known != null && known.getContentHash() == entry.getContentHash();
            index.putRegister(ExportIndex.SIGHTINGS, recordKey, entry);
            if (!repeat) {
                Sighting before = isCurrent(known) ? index.sighting(recordKey) : null;
                index.put(recordKey, CheckedClock.of(sighting, receivedAt, before), receivedAt);
            }
        }
        return true;
    }

    /** Takes a sign of people; false: the record can't be used. */
    boolean take(String recordKey, PoachingAlert alert, Instant receivedAt) {
        if (!isUsable(recordKey, alert.getProvenance(), alert.getPosition())) {
            return false;
        }
        @Nullable RegisterEntry known = index.register(ExportIndex.ALERTS, recordKey);
        RegisterEntry entry = after(known, ContentHash.of(alert), alert.getProvenance(), alert.getWithdrawn());
        if (entry != null) {
            boolean repeat = known != null && known.getContentHash() == entry.getContentHash();
            index.putRegister(ExportIndex.ALERTS, recordKey, entry);
            if (!repeat) {
                PoachingAlert before = isCurrent(known) ? index.alert(recordKey) : null;
                index.put(recordKey, CheckedClock.of(alert, receivedAt, before), receivedAt);
            }
        }
        return true;
    }

    private static boolean isCurrent(@Nullable RegisterEntry known) {
        return known != null && !known.getWithdrawn();
    }

    /** What the register remembers from now on; null: nothing else. */
    private static @Nullable RegisterEntry after(
            @Nullable RegisterEntry known, long contentHash, Provenance provenance, boolean withdrawn) {
        Standing standing = Register.judge(known, contentHash, provenance.getRevision());
        if (known != null && standing == Standing.REPEAT) {
            return Register.afterRepeat(known, provenance.getRevision());
        }
        if (standing == Standing.SUPERSEDED) {
            return null;
        }
        RegisterEntry entry = Register.afterChange(known, contentHash, provenance.getRevision(), null, List.of());
        entry.setWithdrawn(withdrawn);
        return entry;
    }

    /** Takes a verdict, to be applied once all is read; false: the record can't be used. */
    boolean take(String recordKey, ReviewVerdict verdict, long offset, Instant receivedAt) {
        if (!verdict.getEventKey().equals(recordKey) || verdict.getBy().isBlank()) {
            return false;
        }
        index.put(verdict, offset, receivedAt);
        return true;
    }

    /** Of two statements about a deployment the later one holds; of two of one time the one that came later. */
    boolean take(String recordKey, Deployment deployment) {
        if (!isUsable(recordKey, deployment.getProvenance(), deployment.getPosition())) {
            return false;
        }
        Deployment known = index.deployment(recordKey);
        if (known == null
                || !deployment
                        .getProvenance()
                        .getRevision()
                        .isBefore(known.getProvenance().getRevision())) {
            index.put(recordKey, deployment);
        }
        return true;
    }

    // Conditions are written so that NaN fails them.
    private static boolean isUsable(String recordKey, Provenance provenance, Position position) {
        if (!(Math.abs(position.getLatitude()) <= 90) || !(Math.abs(position.getLongitude()) <= 180)) {
            return false;
        }
        try {
            return EventKey.of(provenance).toString().equals(recordKey);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
