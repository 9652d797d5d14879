package org.amurwatch.bench.throughput;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures how many events a second a decider takes when its history has some length. Whatever is compared takes the very same
 * events of the same park: only the history before them, the rules or the decider differ.
 */
final class Throughput {

    private static final int WARM_UP_EVENTS = 20_000;

    private final Park park;
    private final int first;
    private final int events;
    private final int rounds;
    private final Consumer<String> progress;

    /**
     * @param park with as many observations before the measured events as the longest history
     * @param firstObservation so many observations come before the first measured event
     * @param events measured in each round
     * @param rounds each with its own events, and a decider made anew
     */
    Throughput(Park park, int firstObservation, int events, int rounds, Consumer<String> progress) {
        this.park = park;
        this.first = park.after(firstObservation);
        this.events = events;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * What is measured.
     *
     * @param history observations that the decider was given before
     * @param streams deciders side by side, each with a thread and a sector of its own
     */
    record Case(DeciderKind decider, RulesOfMeasurement rules, int history, int streams) {

        Case withHistory(int other) {
            return new Case(decider, rules, other, streams);
        }

        Case withRules(RulesOfMeasurement other) {
            return new Case(decider, other, history, streams);
        }
    }

    /** Compiles what will be measured: the same code runs slower by a factor of ten until Java has compiled it. */
    void warmUp(DeciderKind kind, RulesOfMeasurement rules) {
        progress.accept("Warming up: " + kind.word() + ", rules " + rules.word() + " ...");
        int end = Math.min(park.events().size(), WARM_UP_EVENTS);
        try (Decider decider =
                kind.make(park.map(), rules.yaml(), park.events().get(0).receivedAt())) {
            park.events().subList(0, end).forEach(decider);
        }
    }

    /** Measures all cases, in each round one after another: so they are compared within minutes, and on the same events. */
    List<Rates> measure(List<Case> cases) {
        Map<Case, List<Round>> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Case asked : cases) {
                Round result = Round.of(sideBySide(asked, first + round * events));
                measured.computeIfAbsent(asked, of -> new ArrayList<>()).add(result);
                progress.accept("Round " + (round + 1) + " of " + rounds + ": " + new Rates(asked, List.of(result)));
            }
        }
        return measured.entrySet().stream()
                .map(entry -> new Rates(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Round> sideBySide(Case asked, int begin) {
        ExecutorService threads = Executors.newFixedThreadPool(asked.streams());
        List<Decider> deciders = new ArrayList<>();
        try {
            List<Callable<Decider>> making = new ArrayList<>();
            List<Callable<Round>> timing = new ArrayList<>();
            for (int stream = 0; stream < asked.streams(); stream++) {
                making.add(() -> withHistory(asked, begin));
            }
            for (Future<Decider> made : threads.invokeAll(making)) {
                Decider decider = made.get();
                deciders.add(decider);
                timing.add(() -> time(decider, begin));
            }
            System.gc();
            List<Round> measured = new ArrayList<>();
            for (Future<Round> round : threads.invokeAll(timing)) {
                measured.add(round.get());
            }
            return measured;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("What was to be measured failed.", e.getCause());
        } finally {
            deciders.forEach(Decider::close);
            threads.shutdown();
        }
    }

    private Decider withHistory(Case asked, int begin) {
        int from = park.before(begin, asked.history());
        Decider decider = asked.decider()
                .make(park.map(), asked.rules().yaml(), park.events().get(from).receivedAt());
        park.events().subList(from, begin).forEach(decider);
        decider.published();
        return decider;
    }

    private Round time(Decider decider, int begin) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long before = decider.published();
        long cpu = thread.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (Received received : park.events().subList(begin, begin + events)) {
            decider.accept(received);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (thread.getCurrentThreadCpuTime() - cpu) / 1e9;
        return new Round(events / seconds, cpuSeconds * 1e6 / events, decider.published() - before);
    }
}
