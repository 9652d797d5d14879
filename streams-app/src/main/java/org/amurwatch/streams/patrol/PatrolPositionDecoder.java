package org.amurwatch.streams.patrol;

import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.FailureCause;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads positions from the bytes of their topic. */
final class PatrolPositionDecoder {

    private final Deserializer<?> positions;

    PatrolPositionDecoder(RegistrySerdes serdes) {
        this.positions = serdes.deserializer(Topics.PATROL_POSITIONS);
    }

    /**
     * The position in a value.
     *
     * @throws UnusablePosition if the value is none
     * @throws RuntimeException if the registry can't be asked: the record may be good
     */
    PatrolPosition decode(byte @Nullable [] value) {
        if (value == null) {
            throw new UnusablePosition(
                    DeadLetterReason.UNREADABLE, "Expected a position, got a record without a value.", null);
        }
        // Typed Object: a foreign record in the topic must be refused here, not by a cast anywhere later.
        Object read = read(value);
        if (read instanceof PatrolPosition position) {
            return position;
        }
        throw new UnusablePosition(
                DeadLetterReason.UNREADABLE,
                "Expected a PatrolPosition, got a " + read.getClass().getSimpleName() + ".",
                null);
    }

    private Object read(byte[] value) {
        try {
            return positions.deserialize(Topics.PATROL_POSITIONS.name(), value);
        } catch (RuntimeException e) {
            if (FailureCause.of(e) != FailureCause.RECORD) {
                throw e;
            }
            throw new UnusablePosition(
                    DeadLetterReason.UNREADABLE,
                    "Expected a value with the id of a registered schema and its Avro body; got " + value.length
                            + " bytes that can't be read: " + e.getMessage(),
                    e);
        }
    }
}
