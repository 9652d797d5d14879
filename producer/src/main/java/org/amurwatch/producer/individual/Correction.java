package org.amurwatch.producer.individual;

import java.time.Instant;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.jspecify.annotations.Nullable;

/** A later statement about the same sighting: another animal, all else as it was. */
final class Correction {

    private Correction() {}

    /**
     * The corrected sighting.
     *
     * @param individualId id in the register; null: it is not known which animal it is
     * @param now its revision, unless what it corrects has a later one
     */
    static Sighting of(Sighting sighting, @Nullable String individualId, Instant now) {
        Instant before = sighting.getProvenance().getRevision();
        Identification.Builder identification = sighting.getIdentification() == null
                ? Identification.newBuilder()
                : Identification.newBuilder(sighting.getIdentification());
        identification
                .setIndividualId(individualId)
                .setStatus(individualId == null ? IdentificationStatus.UNKNOWN : IdentificationStatus.CONFIRMED);
        return Sighting.newBuilder(sighting)
                .setProvenance(Provenance.newBuilder(sighting.getProvenance())
                        .setRevision(now.isAfter(before) ? now : before.plusMillis(1))
                        .build())
                .setIdentification(identification.build())
                .build();
    }
}
