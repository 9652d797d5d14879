package org.amurwatch.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.system.Health;
import org.amurwatch.local.system.Part;
import org.amurwatch.local.system.StateFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: how the local system of this folder is. */
@Command(
        name = "status",
        description = "Health and address of each part of the system that 'up' runs from this folder. Exit 0 once all"
                + " are ready, 1 if one is not, 4 if nothing runs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch status --wait 60 --output json"})
public final class StatusCommand implements Callable<Integer> {

    private static final int POLL_MILLIS = 250;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to wait until all are ready (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    private final Health health = new Health();

    @Override
    public Integer call() throws InterruptedException {
        StateFolder state = new StateFolder(Path.of(""));
        long deadline = System.nanoTime() + waitSeconds * 1_000_000_000L;
        Optional<Snapshot> seen = look(state);
        while (!seen.map(Snapshot::ready).orElse(false) && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
            seen = look(state);
        }
        if (seen.isEmpty()) {
            if (format == OutputFormat.JSON) {
                new Output(spec.commandLine().getOut(), format).object(Map.of("ready", false, "parts", List.of()));
            }
            spec.commandLine().getErr().println("No system runs from this folder. Start it with './amurwatch up'.");
            return ExitCode.UNREACHABLE;
        }
        show(seen.get(), state);
        return seen.get().ready() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** How the parts are at one moment. */
    private record Snapshot(long pid, Map<Part, Boolean> parts, OptionalLong canaryAgeSeconds, boolean published) {
        boolean ready() {
            return published && !parts.containsValue(false);
        }
    }

    private Optional<Snapshot> look(StateFolder state) throws InterruptedException {
        Optional<Part.Running> running = Part.running(state);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        Map<Part, Boolean> parts = new LinkedHashMap<>();
        for (Part part : Part.all(running.get().ports(), running.get().services())) {
            parts.put(part, part.ready(health));
        }
        return Optional.of(new Snapshot(
                running.get().pid(), parts, canaryAge(parts.keySet()), Files.exists(state.systemProperties())));
    }

    /** As dispatch sees it; empty where it does not answer, or awaits none, as in a demo. */
    private OptionalLong canaryAge(Set<Part> parts) throws InterruptedException {
        for (Part part : parts) {
            if (part.name().equals("dispatch")) {
                return health.number(part.health(), "canaryAgeSeconds");
            }
        }
        return OptionalLong.empty();
    }

    private static @Nullable String openApiUrl(Snapshot snapshot) {
        return snapshot.parts().keySet().stream()
                .flatMap(part -> part.openApiUrl().stream())
                .findFirst()
                .orElse(null);
    }

    private void show(Snapshot snapshot, StateFolder state) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        snapshot.parts().forEach((part, ready) -> {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("part", part.name());
            row.put("ready", ready);
            row.put("url", part.url());
            rows.add(row);
        });
        OptionalLong canaryAge = snapshot.canaryAgeSeconds();
        Output output = new Output(spec.commandLine().getOut(), format);
        if (format == OutputFormat.JSON) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("ready", snapshot.ready());
            object.put("pid", snapshot.pid());
            object.put("parts", rows);
            object.put("canaryAgeSeconds", canaryAge.isPresent() ? canaryAge.getAsLong() : null);
            object.put("openApiUrl", openApiUrl(snapshot));
            object.put("stateFolder", state.root().toString());
            object.put("stateBytes", state.size());
            output.object(object);
            return;
        }
        output.rows(List.of("part", "ready", "url"), rows);
        spec.commandLine()
                .getErr()
                .println((snapshot.ready() ? "All ready. " : "Not all ready. ") + "State: " + state.root() + ", "
                        + state.size() / (1 << 20) + " MiB."
                        + (canaryAge.isPresent() ? " Last canary: " + canaryAge.getAsLong() + " s ago." : ""));
    }
}
