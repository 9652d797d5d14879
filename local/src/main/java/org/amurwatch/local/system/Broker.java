package org.amurwatch.local.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kafka.tools.StorageTool;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.Child;

/** The one broker of a local system: broker and controller in one process, on loopback alone. */
final class Broker {

    static final String NAME = "broker";

    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-Xmn48m", "-XX:MaxDirectMemorySize=64m", "-D" + Child.HALT_WITHOUT_PARENT + "=true");

    /** There as long as a broker that was stopped in order has not been started again; Kafka's own. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

    private static final Duration FENCING_PATIENCE = Duration.ofMinutes(2);

    private Broker() {}

    static ChildProcess start(StateFolder state, Ports ports, String clusterId) {
        StateFolder.write(state.brokerSettings(), settings(state, ports));
        if (Files.exists(state.broker().resolve("meta.properties"))) {
            if (!Files.exists(state.broker().resolve(CLEAN_SHUTDOWN))) {
                fence(state, ports);
            }
        } else {
            format(state, clusterId);
        }
        return run("kafka.Kafka", state.brokerSettings(), state);
    }

    /** For the reason see {@link FencingController}: without it, the broker must not start. */
    private static void fence(StateFolder state, Ports ports) {
        StateFolder.write(state.fencingSettings(), controllerSettings(state, ports));
        ChildProcess controller = run(FencingController.class.getName(), state.fencingSettings(), state);
        try {
            controller.rest(FENCING_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (controller.alive()) {
            controller.stop(Duration.ofSeconds(5));
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "After a crash the cluster's controller fences its broker before that starts; it had not done so"
                            + " within " + FENCING_PATIENCE.toSeconds() + " s, or was stopped. Start again; its log is "
                            + state.logs().resolve(NAME + ".log") + ".");
        }
        if (controller.onExit().join().exitValue() != 0) {
            throw controller.obituary();
        }
    }

    private static ChildProcess run(String mainClass, Path settings, StateFolder state) {
        return ChildProcess.start(
                NAME,
                JavaRuntime.command(FLAGS, mainClass, List.of(settings.toString())),
                Map.of("MALLOC_ARENA_MAX", "2"),
                state.logs());
    }

    private static Map<String, String> settings(StateFolder state, Ports ports) {
        String hour = Long.toString(Duration.ofHours(1).toMillis());
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.controller()),
                Map.entry(
                        "listeners",
                        "BROKER://" + ports.bootstrapServers() + ",CONTROLLER://127.0.0.1:" + ports.controller()),
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
                Map.entry("controlled.shutdown.enable", "true"),
                // There is no other to take over from it: a machine that is busy for long is no reason to fence it.
                Map.entry("broker.session.timeout.ms", "30000"));
    }

    /** The same node as a controller alone, which misses its broker after half a second. */
    private static Map<String, String> controllerSettings(StateFolder state, Ports ports) {
        Map<String, String> settings = new HashMap<>(settings(state, ports));
        settings.keySet().removeAll(Set.of("advertised.listeners", "inter.broker.listener.name"));
        settings.put("process.roles", "controller");
        settings.put("listeners", "CONTROLLER://127.0.0.1:" + ports.controller());
        settings.put("broker.session.timeout.ms", "500");
        settings.put("broker.heartbeat.interval.ms", "250");
        return settings;
    }

    private static void format(StateFolder state, String clusterId) {
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
