package org.amurwatch.local.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.amurwatch.local.AmurWatch;

/** Our commands and services, each in a Java process of its own, with settings from the environment alone. */
final class Commands {

    private static final int SECONDS = 240;

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param folder that they run in
     * @param environment what they are told, such as {@code AMURWATCH_BOOTSTRAP_SERVERS}
     */
    Commands(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** The same with more, or other, settings. */
    Commands with(Map<String, String> more) {
        Map<String, String> both = new HashMap<>(environment);
        both.putAll(more);
        return new Commands(folder, both);
    }

    /** What a command printed, and how it ended. */
    record Answer(int exitCode, String out, String err) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    /** Runs a command to its end. */
    Answer run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("'" + String.join(" ", arguments) + "' did not end: " + Files.readString(err));
        }
        return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** As {@link #run}, for a command of which a failure is a failure of the test. */
    Answer require(String... arguments) throws IOException, InterruptedException {
        Answer answer = run(arguments);
        if (answer.exitCode() != 0) {
            throw new AssertionError("'" + String.join(" ", arguments) + "': " + answer);
        }
        return answer;
    }

    /** Starts a service; its log is in {@code target}. */
    Process begin(String service) throws IOException {
        return builder(service)
                .redirectErrorStream(true)
                .redirectOutput(
                        Path.of("target", "containers-" + service + ".log").toFile())
                .start();
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx320m",
                "-cp",
                System.getProperty("java.class.path"),
                AmurWatch.class.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AMURWATCH_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
