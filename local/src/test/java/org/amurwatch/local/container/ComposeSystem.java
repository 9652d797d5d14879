package org.amurwatch.local.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The system of docker-compose.yml under a project name, ports and secrets of its own, driven by the command line alone. */
final class ComposeSystem implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String project;
    private final Path override;
    private final Map<String, String> environment = new TreeMap<>();

    /** How Compose is called here: as Docker's plug-in, or as the program of its own that it was before. */
    private final List<String> program;

    /**
     * @param folder for secrets, endpoints, cards and logs of this run
     * @param firstPort of those that it publishes on loopback
     */
    ComposeSystem(Path folder, int firstPort) {
        this.folder = folder;
        this.project = "amurwatch-test-" + firstPort;
        this.override = write(folder.resolve("override.yml"), """
                # The receiver of the test runs on this machine, outside the containers. They all start on two cores, at once,
                # for minutes: the quick compiler takes a quarter off that.
                services:
                  dispatch:
                    extra_hosts: ["receiver.test:host-gateway"]
                    environment: &quick { JDK_JAVA_OPTIONS: "-XX:TieredStopAtLevel=1" }
                  init: { environment: *quick }
                  init-schemas: { environment: *quick }
                  streams-app-1: { environment: *quick }
                  streams-app-2: { environment: *quick }
                  http: { environment: *quick }
                  dashboard: { environment: *quick }
                  producer: { environment: *quick }
                  reader: { environment: *quick }
                  operator: { environment: *quick }
                """);
        this.program =
                isThere("docker", "compose", "version") ? List.of("docker", "compose") : List.of("docker-compose");
        environment.put("AMURWATCH_BROKER_HEAP", "-Xms256m -Xmx512m -XX:TieredStopAtLevel=1");
        environment.put("AMURWATCH_REGISTRY_JAVA", "-Xmx160m -XX:MaxMetaspaceSize=192m -XX:TieredStopAtLevel=1");
        environment.put("AMURWATCH_SECRETS", folder.resolve("secrets").toString());
        environment.put("AMURWATCH_ENDPOINTS", folder.resolve("endpoints").toString());
        environment.put("AMURWATCH_CARDS", folder.resolve("cards").toString());
        environment.put("AMURWATCH_BROKER_1_PORT", Integer.toString(firstPort));
        environment.put("AMURWATCH_REGISTRY_PORT", Integer.toString(firstPort + 1));
        environment.put("AMURWATCH_ANSWERS_PORT", Integer.toString(firstPort + 2));
        environment.put("AMURWATCH_HTTP_PORT", Integer.toString(firstPort + 3));
        environment.put("AMURWATCH_DASHBOARD_PORT", Integer.toString(firstPort + 4));
    }

    /** What a command printed, and how it ended. */
    record Answer(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("No JSON: " + out + err, e);
            }
        }
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Compose command of which a failure is a failure of the test. */
    Answer compose(String... arguments) throws IOException, InterruptedException {
        return require(command(compose(List.of(arguments))));
    }

    /** A command of ours in a container of its own, as the docs say. */
    Answer run(String tool, String... arguments) throws IOException, InterruptedException {
        return command(runCommand(tool, arguments));
    }

    /** As {@link #run}, without waiting for it. */
    Running begin(String tool, String... arguments) throws IOException {
        return new Running(runCommand(tool, arguments));
    }

    /** A command of Docker. */
    Answer docker(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("docker"));
        line.addAll(Arrays.asList(arguments));
        return require(command(line));
    }

    /** Id of the one container of a service. Asks Docker: Compose takes a second of a core to answer, and this is asked often. */
    String container(String service) throws IOException, InterruptedException {
        return docker(
                        "ps",
                        "-aq",
                        "--filter=label=com.docker.compose.project=" + project,
                        "--filter=label=com.docker.compose.service=" + service,
                        "--filter=label=com.docker.compose.oneoff=False")
                .out()
                .strip();
    }

    /** What Docker knows of the containers of this system, the tools of the moment left out. */
    JsonNode inspect() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("inspect"));
        line.addAll(compose("ps", "-a", "-q").out().lines().toList());
        return docker(line.toArray(String[]::new)).json();
    }

    String health(String service) throws IOException, InterruptedException {
        return docker("inspect", "-f", "{{.State.Status}} {{.State.Health.Status}}", container(service))
                .out()
                .strip();
    }

    /** Kills the first process of a container as a fault would, not as Docker's own command: so it is started again. */
    void killMinusNine(String service) throws IOException, InterruptedException {
        String pid = docker("inspect", "-f", "{{.State.Pid}}", container(service))
                .out()
                .strip();
        require(command(List.of("kill", "-9", pid)));
    }

    private List<String> runCommand(String tool, String... arguments) {
        List<String> line = new ArrayList<>(List.of("run", "--rm", "-T", tool));
        line.addAll(Arrays.asList(arguments));
        return compose(line);
    }

    private List<String> compose(List<String> arguments) {
        List<String> line = new ArrayList<>(program);
        line.addAll(
                List.of("-p", project, "-f", ROOT.resolve("docker-compose.yml").toString(), "-f"));
        line.add(override.toString());
        line.addAll(List.of("--project-directory", ROOT.toString()));
        line.addAll(arguments);
        return line;
    }

    private static boolean isThere(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer require(Answer answer) {
        if (answer.exitCode() != 0) {
            throw new AssertionError("Exit code " + answer.exitCode() + ": " + answer.out() + answer.err());
        }
        return answer;
    }

    private Answer command(List<String> line) throws IOException, InterruptedException {
        return new Running(line).await();
    }

    /** A command under way. */
    final class Running {

        private final Path out = Files.createTempFile(folder, "out", ".txt");
        private final Path err = Files.createTempFile(folder, "err", ".txt");
        private final Process process;

        private Running(List<String> line) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT.toFile());
            builder.environment().putAll(environment);
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.redirectOutput(out.toFile()).redirectError(err.toFile());
            this.process = builder.start();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        Answer await() throws IOException, InterruptedException {
            int exitCode = process.waitFor();
            return new Answer(
                    exitCode,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        compose("--profile", "tools", "down", "-v", "--remove-orphans", "-t", "20");
    }
}
