package org.amurwatch.streams.rebuild;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.amurwatch.avro.Generation;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.streams.app.Application;
import org.amurwatch.streams.app.ApplicationKind;
import org.amurwatch.streams.app.CatchUp;
import org.amurwatch.streams.app.RocksDbMemory;
import org.amurwatch.streams.app.StreamsSettings;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topics;

/**
 * The next generation at work beside the current one, in this process: the very topologies, from the beginning of the field
 * topics, on staged topics. It tells nobody anything.
 */
final class Shadow implements AutoCloseable {

    static final Set<String> EVENTS = Set.of(
            Topics.SIGHTINGS.name(),
            Topics.POACHING_ALERTS.name(),
            Topics.REVIEW_VERDICTS.name(),
            Topics.DEPLOYMENTS.name());

    /** After every event. */
    private static final Instant SILENT_FOR_GOOD = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Connection connection;
    private final Generation next;
    private final TopicNames names;
    private final RocksDbMemory memory;
    private final Application decisions;
    private final Application records;
    private boolean decisionsClosed;
    private boolean recordsClosed;

    /** @param stateFolder for this run alone */
    Shadow(Connection connection, StreamsSettings settings, int number, Path stateFolder) {
        this.connection = connection;
        this.next = Generation.newBuilder()
                .setNumber(number)
                .setSilentBefore(SILENT_FOR_GOOD)
                .build();
        this.names = TopicNames.staged(number);
        StreamsSettings own = new StateElsewhere(settings, stateFolder.toString());
        this.memory = new RocksDbMemory(settings.rocksDbMemoryMebibytes());
        this.decisions = new Application(ApplicationKind.DECISIONS, next, connection, own, memory, names);
        this.records = new Application(ApplicationKind.RECORDS, next, connection, own, memory, names);
    }

    void start() {
        decisions.start();
        records.start();
    }

    /** Waits until it has processed what the field topics hold now. */
    void awaitCaughtUp(Patience patience) throws InterruptedException {
        awaitPassed(connection, next, names, patience, this::check);
    }

    /** Waits until a generation has processed what the field topics hold now. */
    static void awaitPassed(
            Connection connection, Generation generation, TopicNames names, Patience patience, Runnable check)
            throws InterruptedException {
        CatchUp events = new CatchUp(connection, Generations.decisions(generation), EVENTS);
        await(events::check, Generations.decisions(generation), patience, check);
        CatchUp counts =
                new CatchUp(connection, Generations.records(generation), Set.of(names.of(Topics.OBSERVATIONS)));
        await(counts::check, Generations.records(generation), patience, check);
    }

    private static void await(BooleanSupplier done, String application, Patience patience, Runnable check)
            throws InterruptedException {
        patience.require(
                () -> {
                    check.run();
                    return done.getAsBoolean();
                },
                () -> "application " + application + " has not worked off what the topics held. Nothing is changed."
                        + " See './amurwatch status'; wait longer with --timeout.");
    }

    private void check() {
        Stream.of(decisions, records)
                .map(Application::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(sentence -> {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "The next generation can't be built: " + sentence + " Nothing is changed.");
                });
    }

    /** Ends it so that the counts hold all that intake has taken in. */
    void finish(Patience patience) throws InterruptedException {
        decisionsClosed = true;
        requireClosed(decisions.close(CLOSE_TIMEOUT));
        CatchUp counts = new CatchUp(connection, Generations.records(next), Set.of(names.of(Topics.OBSERVATIONS)));
        await(counts::check, Generations.records(next), patience, this::check);
        recordsClosed = true;
        requireClosed(records.close(CLOSE_TIMEOUT));
    }

    private static void requireClosed(boolean inTime) {
        if (!inTime) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The next generation did not stop within " + CLOSE_TIMEOUT.toSeconds()
                            + " s. Nothing is changed; run it again when the machine has less to do.");
        }
    }

    @Override
    public void close() {
        if (!decisionsClosed) {
            decisions.close(CLOSE_TIMEOUT);
        }
        if (!recordsClosed) {
            records.close(CLOSE_TIMEOUT);
        }
        memory.close();
    }

    /** The settings of the system's own process, with another folder for the state. */
    private record StateElsewhere(StreamsSettings settings, String stateDir) implements StreamsSettings {

        @Override
        public List<String> applications() {
            return settings.applications();
        }

        @Override
        public String httpHost() {
            return settings.httpHost();
        }

        @Override
        public int httpPort() {
            return settings.httpPort();
        }

        @Override
        public int threads() {
            return settings.threads();
        }

        @Override
        public double sharingMetres() {
            return settings.sharingMetres();
        }

        @Override
        public double clockRate() {
            return settings.clockRate();
        }

        @Override
        public int rocksDbMemoryMebibytes() {
            return settings.rocksDbMemoryMebibytes();
        }

        @Override
        public int recordsCacheMebibytes() {
            return settings.recordsCacheMebibytes();
        }

        /** It runs alone, and once. */
        @Override
        public Delivery delivery() {
            return settings.delivery();
        }

        /** What is being built releases nothing. */
        @Override
        public Optional<String> releaseKeyFile() {
            return Optional.empty();
        }

        @Override
        public int standbys() {
            return 0;
        }

        @Override
        public int replicationFactor() {
            return settings.replicationFactor();
        }
    }
}
