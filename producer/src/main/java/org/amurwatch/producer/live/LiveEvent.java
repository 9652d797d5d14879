package org.amurwatch.producer.live;

import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One statement that came by a live way in, checked, as it will stand in its field topic. */
public sealed interface LiveEvent {

    LiveKind kind();

    /** Key of its record: of an event source id / event id, of a position the team. */
    String key();

    Topic<? extends SpecificRecord> topic();

    SpecificRecord value();

    /** Names and free text that came with it, for private.details; null where none did. */
    default @Nullable PrivateDetails details() {
        return null;
    }

    /** An animal was seen. */
    record OfSighting(Sighting value, @Override @Nullable PrivateDetails details) implements LiveEvent {

        @Override
        public LiveKind kind() {
            return LiveKind.SIGHTING;
        }

        @Override
        public String key() {
            return EventKey.of(value.getProvenance()).toString();
        }

        @Override
        public Topic<Sighting> topic() {
            return Topics.SIGHTINGS;
        }
    }

    /** A sign of a human threat. */
    record OfPoachingAlert(
            PoachingAlert value, @Override @Nullable PrivateDetails details) implements LiveEvent {

        @Override
        public LiveKind kind() {
            return LiveKind.POACHING_ALERT;
        }

        @Override
        public String key() {
            return EventKey.of(value.getProvenance()).toString();
        }

        @Override
        public Topic<PoachingAlert> topic() {
            return Topics.POACHING_ALERTS;
        }
    }

    /** Where a team is. */
    record OfPatrolPosition(PatrolPosition value) implements LiveEvent {

        @Override
        public LiveKind kind() {
            return LiveKind.PATROL_POSITION;
        }

        @Override
        public String key() {
            return value.getTeamId();
        }

        @Override
        public Topic<PatrolPosition> topic() {
            return Topics.PATROL_POSITIONS;
        }
    }
}
