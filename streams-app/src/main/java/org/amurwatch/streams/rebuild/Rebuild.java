package org.amurwatch.streams.rebuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.streams.app.StreamsSettings;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.operation.BalanceReader;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;

/** Builds the next generation beside the current one, compares them, and switches. */
final class Rebuild {

    /** New data that are on their way in one generation and not yet in the other look like differences: look again. */
    private static final int LOOKS = 3;

    private static final Duration COMING_BACK = Duration.ofSeconds(90);
    private static final Duration SESSION = Duration.ofSeconds(10);

    private final Connection connection;
    private final StreamsSettings settings;
    private final Brokers brokers;
    private final BalanceReader balances;
    private final Switch change;
    private final Duration timeout;
    private final Consumer<String> progress;

    Rebuild(Connection connection, Admin admin, StreamsSettings settings, Duration timeout, Consumer<String> progress) {
        this.connection = connection;
        this.settings = settings;
        this.brokers = new Brokers(admin);
        this.balances = new BalanceReader(connection, admin);
        this.change = new Switch(connection, brokers, progress);
        this.timeout = timeout;
        this.progress = progress;
    }

    /**
     * What a rebuild found.
     *
     * @param days empty where the generations agree
     * @param before what became of all records, in the current generation
     * @param now the same in the next
     */
    record Comparison(List<DayDifference> days, IntakeBalance before, IntakeBalance now) {}

    /** The generation to go on from: the current one. A switch that was interrupted is completed first. */
    Generation current() throws InterruptedException {
        Generation recorded = Generations.current(connection);
        if (recorded.getState().equals(GenerationState.CURRENT)) {
            return recorded;
        }
        progress.accept("An earlier rebuild was interrupted while it switched to generation " + recorded.getNumber()
                + ": completing that one first.");
        Generation completed = change.complete(recorded);
        afterSwitch(completed, true);
        return completed;
    }

    /** Builds the next generation, compares it, and unless {@code dryRun} switches to it. */
    Comparison run(Generation current, boolean dryRun) throws InterruptedException {
        int number = current.getNumber() + 1;
        Generation next = GenerationState.next(current, GenerationState.CURRENT);
        boolean served = !brokers.isEmpty(Generations.decisions(current));
        if (!served) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "A rebuild needs the running system, whose generation " + current.getNumber()
                            + " goes on deciding meanwhile; nobody is in group " + Generations.decisions(current)
                            + ". Start it ('./amurwatch up', or './amurwatch streams'), then run this again.");
        }
        removeShadow(next);
        boolean switching = false;
        Patience patience = new Patience(timeout);
        Comparison comparison;
        Path folder = Path.of(settings.stateDir()).toAbsolutePath().resolveSibling("rebuild");
        delete(folder);
        try {
            TopicNames names = TopicNames.staged(number);
            brokers.createLike(TopicNames.STAGED, names::of);
            progress.accept("Building generation " + number + " from the field topics, beside generation "
                    + current.getNumber() + ".");
            try (Shadow shadow = new Shadow(connection, settings, number, folder)) {
                shadow.start();
                comparison = compare(shadow, current, next, names, patience);
                if (dryRun) {
                    return comparison;
                }
                shadow.finish(patience);
            }
            awaitDecided(current, next, patience);
            progress.accept("Switching: the services stop, and start again as generation " + number + ".");
            switching = true;
            change.begin(current);
        } finally {
            delete(folder);
            if (!switching) {
                removeQuietly(next);
            }
        }
        Generation now = change.complete(GenerationState.next(current, GenerationState.SWITCHING));
        afterSwitch(now, false);
        return comparison;
    }

    private Comparison compare(Shadow shadow, Generation current, Generation next, TopicNames names, Patience patience)
            throws InterruptedException {
        List<DayDifference> differences = List.of();
        for (int look = 0; look < LOOKS; look++) {
            shadow.awaitCaughtUp(patience);
            Shadow.awaitPassed(connection, current, TopicNames.LIVE, patience, () -> {});
            differences = DayComparison.differences(days(TopicNames.LIVE), days(names));
            if (differences.isEmpty()) {
                break;
            }
        }
        return new Comparison(
                differences, balances.read(current).total(), balances.read(next).total());
    }

    private Map<String, TerritoryDay> days(TopicNames names) {
        Map<String, TerritoryDay> days = new HashMap<>();
        String topic = names.of(Topics.TERRITORY_DAYS);
        try (Deserializer<TerritoryDay> deserializer = connection.serdes().deserializer(Topics.TERRITORY_DAYS)) {
            new TopicReader(connection)
                    .readRaw(
                            topic,
                            raw -> {
                                if (raw.value() == null) {
                                    days.remove(raw.key());
                                } else {
                                    days.put(raw.key(), deserializer.deserialize(topic, raw.value()));
                                }
                            },
                            count -> {});
        }
        return days;
    }

    /** The next generation decides nothing that it took in while it was built: the current one must have done so. */
    private void awaitDecided(Generation current, Generation next, Patience patience) throws InterruptedException {
        Map<org.apache.kafka.common.TopicPartition, Long> taken = brokers.positions(Generations.decisions(next));
        patience.require(
                () -> CarriedOffsets.undecided(taken, brokers.positions(Generations.decisions(current))) == 0,
                () -> "the running generation is behind the one that was built. Nothing is changed. See"
                        + " './amurwatch status', and run this again.");
    }

    private void afterSwitch(Generation now, boolean mayStandStill) throws InterruptedException {
        List<String> groups = List.of(Generations.decisions(now), Generations.records(now));
        boolean back = new Patience(COMING_BACK).await(() -> groups.stream().allMatch(brokers::isStable));
        progress.accept(
                back
                        ? "Generation " + now.getNumber() + " runs."
                        : "Generation " + now.getNumber() + " is current, but no service has taken it up yet: "
                                + (mayStandStill ? "start one ('./amurwatch up')." : "see './amurwatch status'."));
        removeQuietly(GenerationState.before(now));
        try {
            brokers.delete(List.of(), List.of(TopicNames.stagedPrefix(now.getNumber())));
        } catch (KafkaException e) {
            progress.accept("Staged topics could not be deleted (" + e.getMessage() + "); they do no harm.");
        }
    }

    /** Takes up the earlier generation again after a switch that was interrupted. */
    void abort() {
        Generation recorded = Generations.current(connection);
        switch (recorded.getState()) {
            case GenerationState.SWITCHING -> {
                Generation earlier = GenerationState.before(recorded);
                GenerationState.publish(connection, earlier);
                progress.accept("Generation " + earlier.getNumber() + " is current again.");
                removeShadow(recorded);
            }
            case GenerationState.CURRENT -> {
                removeShadow(GenerationState.next(recorded, GenerationState.CURRENT));
                progress.accept("Generation " + recorded.getNumber()
                        + " is current; what an earlier rebuild may have left is removed.");
            }
            default ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The switch to generation " + recorded.getNumber()
                                + " has begun to change the days that are shown, and can only be completed: run"
                                + " './amurwatch rebuild records' again.");
        }
    }

    /** Removes a generation that is not current: a shadow that was left behind, or one that is past. */
    private void removeShadow(Generation generation) {
        List<String> groups = List.of(Generations.decisions(generation), Generations.records(generation));
        try {
            new Patience(SESSION)
                    .require(
                            () -> groups.stream().allMatch(brokers::isEmpty),
                            () -> "another rebuild is at work on generation " + generation.getNumber()
                                    + ": wait for it to end.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
        remove(generation);
    }

    private void remove(Generation generation) {
        List<String> groups = List.of(Generations.decisions(generation), Generations.records(generation));
        List<String> prefixes =
                new ArrayList<>(groups.stream().map(group -> group + "-").toList());
        prefixes.add(TopicNames.stagedPrefix(generation.getNumber()));
        brokers.delete(groups, prefixes);
    }

    private void removeQuietly(Generation generation) {
        try {
            remove(generation);
        } catch (KafkaException e) {
            progress.accept("Topics and groups of generation " + generation.getNumber() + " could not all be deleted ("
                    + e.getMessage() + "); they do no harm, and './amurwatch rebuild abort' tries again.");
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of an earlier rebuild can't be deleted: " + folder, e);
        }
    }
}
