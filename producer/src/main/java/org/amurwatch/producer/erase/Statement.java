package org.amurwatch.producer.erase;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.Observation;
import org.jspecify.annotations.Nullable;

/** What a source said of one event, and what is to be said in its place. Pure. */
record Statement(Observation observation) {

    static Statement of(Sighting sighting) {
        return new Statement(Observation.of(sighting));
    }

    static Statement of(PoachingAlert alert) {
        return new Statement(Observation.of(alert));
    }

    /** Of any record that a field topic holds, one with ids that intake turns away too. */
    String key() {
        Provenance provenance = observation.provenance();
        return provenance.getSourceId() + "/" + provenance.getEventId();
    }

    /** Whether somebody of that pseudonym classified it. */
    boolean isClassifiedBy(@Nullable String pseudonym) {
        Classification classification = observation.classification();
        return pseudonym != null && classification != null && pseudonym.equals(classification.getBy());
    }

    /** Hashes of pictures and sounds that were kept. */
    Set<String> kept() {
        return observation.media().stream()
                .flatMap(one -> Optional.ofNullable(one.getContentHash()).stream())
                .collect(Collectors.toSet());
    }

    /** Of two statements of one event the later revision holds; of equal ones that which came later. */
    boolean holdsAfter(Statement before) {
        return !observation
                .provenance()
                .getRevision()
                .isBefore(before.observation.provenance().getRevision());
    }

    /**
     * The event without anything that was said of it, taken back: position 0, 0 and the time of erasing stand for nothing. The
     * kind of an alert stays: its record has one.
     */
    Statement emptied(Instant at) {
        Provenance source = observation.provenance();
        Provenance nameless = Provenance.newBuilder()
                .setSourceId(source.getSourceId())
                .setEventId(source.getEventId())
                .setRevision(revision(at))
                .build();
        Position nowhere = Position.newBuilder().setLatitude(0).setLongitude(0).build();
        return observation.map(
                sighting -> of(Sighting.newBuilder()
                        .setProvenance(nameless)
                        .setPurpose(sighting.getPurpose())
                        .setObservedAt(at)
                        .setPosition(nowhere)
                        .setWithdrawn(true)
                        .build()),
                alert -> of(PoachingAlert.newBuilder()
                        .setProvenance(nameless)
                        .setPurpose(alert.getPurpose())
                        .setObservedAt(at)
                        .setPosition(nowhere)
                        .setKind(alert.getKind())
                        .setWithdrawn(true)
                        .build()));
    }

    /** The same without who classified it. */
    Statement unnamed(Instant at) {
        Provenance revised = Provenance.newBuilder(observation.provenance())
                .setRevision(revision(at))
                .build();
        Classification before = observation.classification();
        Classification unnamed = before == null
                ? null
                : Classification.newBuilder(before).setBy(null).build();
        return observation.map(
                sighting -> of(Sighting.newBuilder(sighting)
                        .setProvenance(revised)
                        .setClassification(unnamed)
                        .build()),
                alert -> of(PoachingAlert.newBuilder(alert)
                        .setProvenance(revised)
                        .setClassification(unnamed)
                        .build()));
    }

    /** Later than what it replaces, so that it holds, whatever the source's clock said. */
    private Instant revision(Instant at) {
        Instant after = observation.provenance().getRevision().plusMillis(1);
        return after.isAfter(at) ? after : at;
    }

    /** Whether it says nothing any more. */
    boolean isEmpty() {
        return observation.withdrawn()
                && observation.contentHash()
                        == emptied(observation.observedAt()).observation.contentHash();
    }
}
