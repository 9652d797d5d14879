package org.amurwatch.producer.erase;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.ContentHash;
import org.jspecify.annotations.Nullable;

/** What a source said of one event, and what is to be said in its place. Pure. */
sealed interface Statement {

    Provenance provenance();

    Instant observedAt();

    boolean withdrawn();

    @Nullable
    Classification classification();

    List<MediaReference> media();

    /** The event without anything that was said of it, taken back: position 0, 0 and the time of erasing stand for nothing. */
    Statement emptied(Instant at);

    /** The same without who classified it. */
    Statement unnamed(Instant at);

    /** Whether it says nothing any more. */
    boolean isEmpty();

    default String key() {
        return provenance().getSourceId() + "/" + provenance().getEventId();
    }

    /** Whether somebody of that pseudonym classified it. */
    default boolean isClassifiedBy(@Nullable String pseudonym) {
        Classification classification = classification();
        return pseudonym != null && classification != null && pseudonym.equals(classification.getBy());
    }

    /** Hashes of pictures and sounds that were kept. */
    default Set<String> kept() {
        return media().stream()
                .flatMap(one -> Optional.ofNullable(one.getContentHash()).stream())
                .collect(Collectors.toSet());
    }

    /** Of two statements of one event the later revision holds; of equal ones that which came later. */
    default boolean holdsAfter(Statement before) {
        return !provenance().getRevision().isBefore(before.provenance().getRevision());
    }

    /** Later than what it replaces, so that it holds, whatever the source's clock said. */
    private static Provenance revised(Provenance before, Instant at, boolean whole) {
        Instant after = before.getRevision().plusMillis(1);
        Instant revision = after.isAfter(at) ? after : at;
        return whole
                ? Provenance.newBuilder(before).setRevision(revision).build()
                : Provenance.newBuilder()
                        .setSourceId(before.getSourceId())
                        .setEventId(before.getEventId())
                        .setRevision(revision)
                        .build();
    }

    private static Position nowhere() {
        return Position.newBuilder().setLatitude(0).setLongitude(0).build();
    }

    private static @Nullable Classification unnamed(@Nullable Classification before) {
        return before == null
                ? null
                : Classification.newBuilder(before).setBy(null).build();
    }

    /** An animal. */
    record Animal(Sighting sighting) implements Statement {

        @Override
        public Provenance provenance() {
            return sighting.getProvenance();
        }

        @Override
        public Instant observedAt() {
            return sighting.getObservedAt();
        }

        @Override
        public boolean withdrawn() {
            return sighting.getWithdrawn();
        }

        @Override
        public @Nullable Classification classification() {
            return sighting.getClassification();
        }

        @Override
        public List<MediaReference> media() {
            return sighting.getMedia();
        }

        @Override
        public Statement emptied(Instant at) {
            return new Animal(Sighting.newBuilder()
                    .setProvenance(revised(provenance(), at, false))
                    .setPurpose(sighting.getPurpose())
                    .setObservedAt(at)
                    .setPosition(nowhere())
                    .setWithdrawn(true)
                    .build());
        }

        @Override
        public Statement unnamed(Instant at) {
            return new Animal(Sighting.newBuilder(sighting)
                    .setProvenance(revised(provenance(), at, true))
                    .setClassification(Statement.unnamed(classification()))
                    .build());
        }

        @Override
        public boolean isEmpty() {
            Sighting empty = ((Animal) emptied(observedAt())).sighting;
            return withdrawn() && ContentHash.of(sighting) == ContentHash.of(empty);
        }
    }

    /** A sign of people. */
    record Alert(PoachingAlert alert) implements Statement {

        @Override
        public Provenance provenance() {
            return alert.getProvenance();
        }

        @Override
        public Instant observedAt() {
            return alert.getObservedAt();
        }

        @Override
        public boolean withdrawn() {
            return alert.getWithdrawn();
        }

        @Override
        public @Nullable Classification classification() {
            return alert.getClassification();
        }

        @Override
        public List<MediaReference> media() {
            return alert.getMedia();
        }

        /** Its kind stays: a record of alerts has one. */
        @Override
        public Statement emptied(Instant at) {
            return new Alert(PoachingAlert.newBuilder()
                    .setProvenance(revised(provenance(), at, false))
                    .setPurpose(alert.getPurpose())
                    .setObservedAt(at)
                    .setPosition(nowhere())
                    .setKind(alert.getKind())
                    .setWithdrawn(true)
                    .build());
        }

        @Override
        public Statement unnamed(Instant at) {
            return new Alert(PoachingAlert.newBuilder(alert)
                    .setProvenance(revised(provenance(), at, true))
                    .setClassification(Statement.unnamed(classification()))
                    .build());
        }

        @Override
        public boolean isEmpty() {
            PoachingAlert empty = ((Alert) emptied(observedAt())).alert;
            return withdrawn() && ContentHash.of(alert) == ContentHash.of(empty);
        }
    }
}
