package org.amurwatch.streams.rule;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * One event of a sector as rules see it: a sign of a human threat, an animal, or a signal. Exactly one of {@code kind},
 * {@code species} and {@code signal} says which.
 *
 * @param key event key, {@code source id / event id}; of a signal {@code signal/} and its id
 * @param kind of a poaching alert
 * @param species scientific name, of a sighting; empty where the animal was not identified
 * @param signal of a signal
 * @param individualId the known animal, with its source or as the register names it; null while unknown
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param observedAt when it happened in the field
 * @param receivedAt when our system got it (the record's timestamp)
 * @param fresh whether it was received within the greatest age of its kind: what is not completes evidence and raises nothing
 * @param sourceId whose statement
 * @param stationId the camera station, with its source; null for what is no station's
 * @param method how it was observed
 * @param machine a machine says so, and no person has looked
 * @param probability the machine's, 0 to 1; 1 for what people say
 * @param count people, animals, snares, shots; 1 where the source does not say
 * @param explained why it needs nobody; null where nothing explains it
 * @param suspicion whether anybody suspects poaching
 * @param purpose why it was sent
 * @param shared it lies in a neighbouring sector, near this one's border
 * @param placement where it is counted
 */
public record RuleEvent(
        String key,
        @Nullable AlertKind kind,
        @Nullable String species,
        @Nullable Signal signal,
        @Nullable String individualId,
        double latitude,
        double longitude,
        Instant observedAt,
        Instant receivedAt,
        boolean fresh,
        String sourceId,
        @Nullable String stationId,
        ObservationMethod method,
        boolean machine,
        double probability,
        int count,
        @Nullable Explanation explained,
        Suspicion suspicion,
        Purpose purpose,
        boolean shared,
        Placement placement) {

    /** Where it comes from, for rules that ask for different sources: two cameras of one station are one. */
    public String origin() {
        return stationId != null ? stationId : sourceId;
    }

    /** The same event, explained or no longer so. */
    public RuleEvent explainedAs(@Nullable Explanation explanation) {
        return new RuleEvent(
                key,
                kind,
                species,
                signal,
                individualId,
                latitude,
                longitude,
                observedAt,
                receivedAt,
                fresh,
                sourceId,
                stationId,
                method,
                machine,
                probability,
                count,
                explanation,
                suspicion,
                purpose,
                shared,
                placement);
    }
}
