package org.amurwatch.producer.simulation.exercise;

import java.time.Clock;
import java.util.function.Consumer;
import org.amurwatch.topic.Connection;

/** Opens the way to the brokers. */
@FunctionalInterface
public interface ExerciseSinkFactory {

    /**
     * @param clock gives the time received
     * @param progress told in a sentence when there is a long wait
     * @throws org.amurwatch.failure.CommandFailure if no broker can be reached, or a disk is too full
     */
    ExerciseSink open(Connection connection, Clock clock, Consumer<String> progress);
}
