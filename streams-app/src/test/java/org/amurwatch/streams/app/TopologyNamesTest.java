package org.amurwatch.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;

/**
 * Names of nodes and stores, compared with those of the last release: a renamed store is an empty store, and a sub-topology
 * that gets another number is another task. With {@code -Damurwatch.write-topology-names=true} the files are written anew.
 */
class TopologyNamesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "topology-names");

    @Test
    void shouldKeepTheNamesOfDecisions() throws IOException {
        Topology topology = new DecisionsTopology(
                        new RegistrySerdes("mock://names"),
                        new ReferenceIndexes(5_000),
                        new RecordClock(),
                        new ReferenceProgress(),
                        new OutageWait(Duration.ofMillis(1)),
                        new DeadLetters("decisions.dead-letters"),
                        java.time.Instant.EPOCH)
                .get();
        compare("decisions", topology);
    }

    @Test
    void shouldKeepTheNamesOfRecords() throws IOException {
        compare(
                "records",
                new RecordsTopology(
                                new RegistrySerdes("mock://names"),
                                org.amurwatch.avro.Purpose.ACTUAL,
                                new ReferenceIndexes(5_000),
                                new ReferenceProgress(),
                                new OutageWait(Duration.ofMillis(1)),
                                new RecordClock(),
                                org.amurwatch.streams.release.AudienceKeys.missing())
                        .get());
    }

    @Test
    void shouldSayWhatAChangeNeeds() {
        List<String> before = List.of("0 source a [topic]", "0 processor b [store]", "1 source c [topic2]");

        assertThat(advice(before, List.of("0 source a [topic]", "0 processor bb [store]", "1 source c [topic2]")))
                .contains("rolled out instance by instance");
        assertThat(advice(before, List.of("0 source a [topic]", "0 processor b [other]", "1 source c [topic2]")))
                .contains("every instance of that application must be stopped");
        assertThat(advice(before, List.of("1 source a [topic]", "1 processor b [store]", "0 source c [topic2]")))
                .contains("every instance of that application must be stopped");
    }

    private static void compare(String application, Topology topology) throws IOException {
        List<String> now = names(topology);
        Path file = FOLDER.resolve(application + ".txt");
        if (Boolean.getBoolean("amurwatch.write-topology-names")) {
            Files.createDirectories(FOLDER);
            Files.write(file, now);
        }
        List<String> before = Files.readAllLines(file);
        assertThat(now).as(advice(before, now)).isEqualTo(before);
    }

    /** What changed in the tasks (sub-topologies, what they read, their stores) can't be mixed with what was. */
    private static String advice(List<String> before, List<String> now) {
        String how = tasks(before).equals(tasks(now))
                ? "Only steps inside tasks changed: this can be rolled out instance by instance."
                : "Tasks or stores changed: every instance of that application must be stopped before the new version"
                        + " starts, and a renamed store begins empty (a rebuild fills it).";
        return how + " If it is meant, run this test with -Damurwatch.write-topology-names=true, commit the file, and"
                + " say it in the release notes.";
    }

    private static List<String> tasks(List<String> names) {
        return names.stream()
                .filter(line -> line.contains(" source ") || !line.endsWith("[]"))
                .filter(line -> !line.contains(" sink "))
                .map(line -> line.substring(0, line.indexOf(' ')) + line.substring(line.indexOf('[')))
                .sorted()
                .toList();
    }

    private static List<String> names(Topology topology) {
        List<String> lines = new ArrayList<>();
        TopologyDescription description = topology.describe();
        description.globalStores().forEach(store -> {
            lines.add("global source " + store.source().name() + " "
                    + new TreeSet<>(store.source().topicSet()));
            lines.add("global processor " + store.processor().name() + " "
                    + new TreeSet<>(store.processor().stores()));
        });
        description.subtopologies().forEach(subtopology -> subtopology.nodes().forEach(node -> {
            String line = subtopology.id() + " ";
            if (node instanceof Source source) {
                line += "source " + node.name() + " " + new TreeSet<>(source.topicSet());
            } else if (node instanceof Processor processor) {
                line += "processor " + node.name() + " " + new TreeSet<>(processor.stores());
            } else if (node instanceof Sink sink) {
                line += "sink " + node.name() + " [" + sink.topic() + "]";
            }
            lines.add(line);
        }));
        lines.sort(Comparator.naturalOrder());
        return lines;
    }
}
