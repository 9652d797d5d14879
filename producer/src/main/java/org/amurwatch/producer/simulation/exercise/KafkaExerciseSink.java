package org.amurwatch.producer.simulation.exercise;

import java.time.Clock;
import java.util.function.Consumer;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.publish.KafkaEventSink;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;

/** Publishes an exercise as an import does: it yields to live reports, and refuses a disk that is nearly full. */
public final class KafkaExerciseSink implements ExerciseSink {

    private final EventSink events;
    private final RecordPublisher positions;

    public KafkaExerciseSink(Connection connection, Clock clock, Consumer<String> progress) {
        this.events = new KafkaEventSink(connection, clock, true, KafkaEventSink.DEFAULT_PATIENCE, progress);
        this.positions = new RecordPublisher(connection, clock);
    }

    @Override
    public void publish(Sighting sighting) {
        events.publish(sighting);
    }

    @Override
    public void publish(PoachingAlert alert) {
        events.publish(alert);
    }

    @Override
    public void publish(Deployment deployment) {
        events.publish(deployment);
    }

    /** Positions are few beside the events that the same clock brings: the events' pace is theirs too. */
    @Override
    public void publish(PatrolPosition position) {
        positions.send(Topics.PATROL_POSITIONS, position.getTeamId(), position, acknowledged -> {});
    }

    @Override
    public void flush() {
        events.flush();
        positions.flush();
    }

    @Override
    public void close() {
        try (events) {
            positions.close();
        }
    }
}
