package org.amurwatch.local.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kafka.tools.StorageTool;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.Child;

/** The one broker of a local system: broker and controller in one process, on loopback alone. */
final class Broker {

    static final String NAME = "broker";

    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:MaxDirectMemorySize=64m", "-D" + Child.HALT_WITHOUT_PARENT + "=true");

    private Broker() {}

    static ChildProcess start(StateFolder state, Ports ports, String clusterId) {
        writeSettings(state, ports);
        formatIfEmpty(state, clusterId);
        return ChildProcess.start(
                NAME,
                JavaRuntime.command(
                        FLAGS, "kafka.Kafka", List.of(state.brokerSettings().toString())),
                Map.of("MALLOC_ARENA_MAX", "2"),
                state.logs());
    }

    private static void writeSettings(StateFolder state, Ports ports) {
        String hour = Long.toString(Duration.ofHours(1).toMillis());
        StateFolder.write(
                state.brokerSettings(),
                Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.controller()),
                        Map.entry(
                                "listeners",
                                "BROKER://" + ports.bootstrapServers() + ",CONTROLLER://127.0.0.1:"
                                        + ports.controller()),
                        Map.entry("advertised.listeners", "BROKER://" + ports.bootstrapServers()),
                        Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "BROKER"),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry("log.dirs", state.broker().toString()),
                        Map.entry("auto.create.topics.enable", "false"),
                        // One machine, one copy: what needs more is made of a cluster.
                        Map.entry("default.replication.factor", "1"),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("offsets.topic.num.partitions", "4"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("transaction.state.log.num.partitions", "4"),
                        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                        Map.entry("share.coordinator.state.topic.min.isr", "1"),
                        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                        // A dead instance's open transaction holds back its healthy neighbours' output that long.
                        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                        Map.entry("log.message.timestamp.after.max.ms", hour),
                        Map.entry("log.retention.ms", "-1"),
                        Map.entry("log.segment.bytes", Integer.toString(256 << 20)),
                        // Kafka makes index files of this size at once, and there are two for each of some hundred
                        // partitions.
                        Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
                        Map.entry("log.cleaner.threads", "1"),
                        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
                        Map.entry("num.network.threads", "2"),
                        Map.entry("num.io.threads", "4"),
                        Map.entry("background.threads", "4"),
                        Map.entry("controlled.shutdown.enable", "true")));
    }

    private static void formatIfEmpty(StateFolder state, String clusterId) {
        if (Files.exists(state.broker().resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code;
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            Files.createDirectories(state.broker());
            code = StorageTool.execute(
                    new String[] {
                        "format",
                        "--cluster-id",
                        clusterId,
                        "--config",
                        state.brokerSettings().toString(),
                        "--ignore-formatted"
                    },
                    out);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Can't create " + state.broker() + ": " + e.getMessage() + ".", e);
        }
        if (code != 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Kafka can't format its storage in " + state.broker() + " (exit code " + code + "): "
                            + said.toString(StandardCharsets.UTF_8));
        }
    }
}
