package org.amurwatch.streams.intake;

import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Sighting;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.FailureCause;
import org.amurwatch.streams.intake.FieldEvent.Observed;
import org.amurwatch.streams.intake.FieldEvent.OfDeployment;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads events from the values of intake's topics. */
final class EventDecoder {

    private final Deserializer<Sighting> sightings;
    private final Deserializer<PoachingAlert> alerts;
    private final Deserializer<Deployment> deployments;
    private final Deserializer<ReviewVerdict> verdicts;

    EventDecoder(RegistrySerdes serdes) {
        this.sightings = serdes.deserializer(Topics.SIGHTINGS);
        this.alerts = serdes.deserializer(Topics.POACHING_ALERTS);
        this.deployments = serdes.deserializer(Topics.DEPLOYMENTS);
        this.verdicts = serdes.deserializer(Topics.REVIEW_VERDICTS);
    }

    /** A value that can't be read, for good; the message is a sentence. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /**
     * The event in a value.
     *
     * @throws Unreadable if the value is no such event
     * @throws RuntimeException if the registry can't be asked: the record may be good
     */
    FieldEvent decode(String topic, byte @Nullable [] value) {
        if (value == null) {
            throw new Unreadable(
                    "Expected an event, got a record without a value. An event is taken back by sending it again as"
                            + " withdrawn.",
                    null);
        }
        // Typed Object: a foreign record in the topic must be refused here, not by a cast anywhere later.
        Object event = read(topic, value);
        if (event instanceof Sighting sighting && topic.equals(Topics.SIGHTINGS.name())) {
            return Observed.of(sighting);
        }
        if (event instanceof PoachingAlert alert && topic.equals(Topics.POACHING_ALERTS.name())) {
            return Observed.of(alert);
        }
        if (event instanceof Deployment deployment && topic.equals(Topics.DEPLOYMENTS.name())) {
            return new OfDeployment(deployment);
        }
        throw foreign(topic, event);
    }

    /**
     * The verdict in a value.
     *
     * @throws Unreadable if the value is none
     * @throws RuntimeException if the registry can't be asked: the record may be good
     */
    ReviewVerdict decodeVerdict(byte @Nullable [] value) {
        if (value == null) {
            throw new Unreadable(
                    "Expected a verdict, got a record without a value. A verdict is corrected by another.", null);
        }
        Object verdict = read(Topics.REVIEW_VERDICTS.name(), value);
        if (verdict instanceof ReviewVerdict read) {
            return read;
        }
        throw foreign(Topics.REVIEW_VERDICTS.name(), verdict);
    }

    private static Unreadable foreign(String topic, Object event) {
        return new Unreadable(
                "Expected a value of the kind that " + topic + " holds, got a "
                        + event.getClass().getSimpleName() + ".",
                null);
    }

    private Object read(String topic, byte[] value) {
        try {
            return deserializer(topic).deserialize(topic, value);
        } catch (RuntimeException e) {
            if (FailureCause.of(e) != FailureCause.RECORD) {
                throw e;
            }
            throw new Unreadable(
                    "Expected a value with the id of a registered schema and its Avro body; got " + value.length
                            + " bytes that can't be read: " + e.getMessage(),
                    e);
        }
    }

    private Deserializer<?> deserializer(String topic) {
        if (topic.equals(Topics.SIGHTINGS.name())) {
            return sightings;
        }
        if (topic.equals(Topics.REVIEW_VERDICTS.name())) {
            return verdicts;
        }
        return topic.equals(Topics.POACHING_ALERTS.name()) ? alerts : deployments;
    }
}
