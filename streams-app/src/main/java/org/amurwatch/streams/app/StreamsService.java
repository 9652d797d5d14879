package org.amurwatch.streams.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.amurwatch.avro.Generation;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.topic.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Streams applications of the current generation, and those of the next once the generation changes; stands still
 * while it is SWITCHING. {@link #run()} returns after {@link #close()}.
 */
public final class StreamsService implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);
    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);

    private final Connection connection;
    private final StreamsSettings settings;
    private final List<ApplicationKind> kinds;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile int generation;
    private volatile List<Application> applications = List.of();
    private volatile @Nullable RocksDbMemory states;

    public StreamsService(Connection connection, StreamsSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.kinds = ApplicationKind.named(settings.applications());
    }

    /** Number of the generation that runs; 0 while none does. */
    int generation() {
        return generation;
    }

    List<Application> applications() {
        return applications;
    }

    /** Memory that the states on disk use, in bytes; 0 while nothing runs. */
    long statesMemoryBytes() {
        RocksDbMemory memory = states;
        return memory == null ? 0 : memory.usedBytes();
    }

    /** Whether all applications run and have worked off what there was when they came up. */
    public boolean ready() {
        List<Application> running = applications;
        return running.size() == kinds.size() && running.stream().allMatch(Application::ready);
    }

    /**
     * Runs until closed.
     *
     * @throws CommandFailure if an application can't start, or has stopped for a fault
     */
    public void run() {
        try (GenerationWatch watch = new GenerationWatch(connection);
                RocksDbMemory memory = new RocksDbMemory(settings.rocksDbMemoryMebibytes())) {
            states = memory;
            while (!stopping) {
                Generation current = watch.current();
                if (current.getState().equals("CURRENT")) {
                    runGeneration(current, watch, memory);
                } else {
                    watch.poll(LOOK);
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    private void runGeneration(Generation current, GenerationWatch watch, RocksDbMemory memory) {
        boolean past = false;
        try {
            start(current, memory);
            while (!stopping && watch.current().equals(current)) {
                applications.forEach(Application::checkCatchUp);
                failIfOneStopped();
                watch.poll(LOOK);
            }
            past = watch.current().getNumber() > current.getNumber();
        } catch (RuntimeException e) {
            if (!stopping) {
                throw e;
            }
            LOG.info("Stopped while starting: {}", e.getMessage());
        } finally {
            stop(past);
        }
    }

    private void start(Generation current, RocksDbMemory memory) {
        generation = current.getNumber();
        for (ApplicationKind kind : kinds) {
            if (!stopping) {
                Application application = new Application(kind, current, connection, settings, memory, TopicNames.LIVE);
                applications = Stream.concat(applications.stream(), Stream.of(application))
                        .toList();
                if (stopping) {
                    application.stopWaiting();
                }
                application.start();
            }
        }
    }

    private void failIfOneStopped() {
        applications.stream()
                .map(Application::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(sentence -> {
                    throw new CommandFailure(ExitCode.FAILED, sentence);
                });
    }

    /** Closes all at once, each within the same time. */
    private void stop(boolean deleteState) {
        List<Thread> threads = new ArrayList<>();
        for (Application application : applications) {
            Thread thread = new Thread(() -> stop(application, deleteState), "close-streams");
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        applications = List.of();
        generation = 0;
    }

    private static void stop(Application application, boolean deleteState) {
        if (!application.close(CLOSE_TIMEOUT)) {
            LOG.warn("An application did not stop within {}", CLOSE_TIMEOUT);
        } else if (deleteState) {
            application.deleteState();
        }
    }

    /** Ends {@link #run()} and waits for it, at most 10 s. */
    @Override
    public void close() {
        stopping = true;
        applications.forEach(Application::stopWaiting);
        try {
            if (!stopped.await(10, TimeUnit.SECONDS)) {
                LOG.warn("The applications did not stop within 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
