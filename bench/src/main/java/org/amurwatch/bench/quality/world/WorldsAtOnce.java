package org.amurwatch.bench.quality.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Runs worlds side by side. What comes of them is given in the order of the worlds, whichever is done first: so results are
 * the same however many run at once. Each world that runs keeps the state of its own policies in memory.
 *
 * @param most how many run at once, 1 or more
 */
public record WorldsAtOnce(int most) {

    public WorldsAtOnce {
        if (most < 1) {
            throw new IllegalArgumentException("At least one world must run; got " + most + ".");
        }
    }

    /** One for each core. */
    public static WorldsAtOnce onePerCore() {
        return new WorldsAtOnce(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Results in the order of the worlds. The first failure in that order is thrown, and worlds that have not begun are not run.
     *
     * @param run called once for each world, from several threads
     */
    public <R> List<R> each(List<? extends World> worlds, Function<World, R> run) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(most, worlds.size())));
        try {
            List<Future<R>> running = new ArrayList<>();
            for (World world : worlds) {
                running.add(threads.submit(() -> run.apply(world)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) {
                results.add(result(one));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> R result(Future<R> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while worlds were run.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
