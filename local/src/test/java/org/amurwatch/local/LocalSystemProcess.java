package org.amurwatch.local;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;

/**
 * A real {@code up} in a folder of its own, as the launcher starts it, and commands that are run against it from that
 * folder: what system tests drive.
 */
public final class LocalSystemProcess implements AutoCloseable {

    private static final int START_SECONDS = 180;
    private static final int COMMAND_SECONDS = START_SECONDS + 60;

    private final Path folder;
    private final int portBase;
    private final Process up;
    private CommandShell shell;

    private LocalSystemProcess(Path folder, int portBase, Process up) {
        this.folder = folder;
        this.portBase = portBase;
        this.up = up;
    }

    /** Starts it; returns at once. */
    public static LocalSystemProcess start(Path folder, int portBase, String... options) throws IOException {
        return start(AmurWatch.class, folder, portBase, options);
    }

    /** Starts it without streams and dispatch; returns at once. */
    public static LocalSystemProcess startWithoutServices(Path folder, int portBase, String... options)
            throws IOException {
        return start(UpWithoutServices.class, folder, portBase, options);
    }

    private static LocalSystemProcess start(Class<?> program, Path folder, int portBase, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--port-base", Integer.toString(portBase)));
        arguments.addAll(List.of(options));
        Process up = java(program, folder, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("up.log").toFile()))
                .start();
        return new LocalSystemProcess(folder, portBase, up);
    }

    /** The first of twelve free ports in a row. */
    public static int freePortBase() throws IOException {
        return freePortBase(0);
    }

    /** The first of twelve free ports in a row, behind those of a system that is about to take its own. */
    public static int freePortBase(int taken) throws IOException {
        int first = Integer.getInteger("amurwatch.first-test-port", 21_600);
        for (int base = Math.max(first, taken + 12); base < first + 96; base += 12) {
            if (free(base)) {
                return base;
            }
        }
        throw new IOException("No twelve free ports in the 96 from " + first + " (amurwatch.first-test-port).");
    }

    private static boolean free(int base) {
        for (int port = base; port < base + 12; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new java.net.InetSocketAddress("127.0.0.1", port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** What a command answered. */
    public record Answer(int exitCode, String out, String err) {
        public JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    /** Runs a command from the system's folder, in a process that has run the commands before it. */
    public synchronized Answer run(String... command) throws IOException, InterruptedException {
        if (shell == null || !shell.isAlive()) {
            shell = new CommandShell(java(CommandShell.class, folder, List.of()), folder);
        }
        return shell.run(COMMAND_SECONDS, command);
    }

    /** A command in a process of its own, which runs while the test goes on. */
    public record Running(Process process, Path out, Path err) {

        public Answer await() throws IOException, InterruptedException {
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The command did not end; it said: " + Files.readString(err));
            }
            return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    /** Begins a command from the system's folder. */
    public Running begin(String... command) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = java(AmurWatch.class, folder, List.of(command))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Running(process, out, err);
    }

    /** What the patrol phone has received. */
    public JsonNode messages() throws IOException {
        return new ObjectMapper()
                .readTree(URI.create("http://127.0.0.1:" + (portBase + 5) + "/messages")
                        .toURL());
    }

    /** Waits until it is there, since {@code up} takes a moment to start it again. */
    private ProcessHandle streams() {
        return await("a streams-app that runs")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> up.descendants()
                                .filter(LocalSystemProcess::isStreams)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Stops the streams-app where it stands, as a machine that hangs: whatever comes now waits, until it is killed. */
    public void freezeStreams() throws IOException, InterruptedException {
        freeze(streams().pid());
    }

    /** Stops a process where it stands. */
    public static void freeze(long pid) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor() != 0) {
            throw new IOException("Process " + pid + " can't be stopped.");
        }
    }

    /** Kills the streams-app as a power cut would. */
    public void killStreams() {
        ProcessHandle streams = streams();
        streams.destroyForcibly();
        streams.onExit().join();
    }

    /** Kills the broker as a power cut would; {@code up} ends by it. */
    public void killBroker() {
        ProcessHandle broker = up.descendants()
                .filter(child -> commandLine(child).contains("\0kafka.Kafka\0"))
                .findFirst()
                .orElseThrow();
        broker.destroyForcibly();
        broker.onExit().join();
    }

    /** Waits until all parts are ready. */
    public JsonNode awaitReady() throws IOException, InterruptedException {
        Answer status = run("status", "--wait", Integer.toString(START_SECONDS), "--output", "json");
        if (status.exitCode() != 0) {
            throw new IOException("Not ready: " + status + "\n" + said());
        }
        return status.json();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + (portBase + 2);
    }

    public String registryUrl() {
        return "http://127.0.0.1:" + (portBase + 4) + "/apis/ccompat/v7";
    }

    /** A connection to it as one of the parties, though a system on loopback asks nobody who he is. */
    public Connection connection(Party party) {
        return new Connection(
                Settings.read(
                        SystemSettings.class,
                        Map.of(
                                "amurwatch.bootstrap-servers", bootstrapServers(),
                                "amurwatch.registry-url", registryUrl())),
                party);
    }

    public ProcessHandle process() {
        return up.toHandle();
    }

    private static boolean isStreams(ProcessHandle child) {
        return commandLine(child).endsWith("\0streams\0");
    }

    /** Java cuts long command lines off, so the system is asked; empty for a process that is gone. */
    private static String commandLine(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** What {@code up} printed. */
    public String said() throws IOException {
        return Files.readString(folder.resolve("up.log"));
    }

    /** As Ctrl-C does. */
    public void stop() throws InterruptedException {
        up.destroy();
        if (!up.waitFor(40, TimeUnit.SECONDS)) {
            up.destroyForcibly();
            throw new IllegalStateException("It did not stop within 40 s.");
        }
    }

    public void kill() throws InterruptedException {
        endShell();
        up.destroyForcibly().waitFor();
    }

    private synchronized void endShell() {
        if (shell != null) {
            shell.close();
        }
    }

    public int awaitExit() throws InterruptedException {
        if (!up.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It did not end by itself within 60 s.");
        }
        return up.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        endShell();
        if (up.isAlive()) {
            stop();
        }
    }

    private static ProcessBuilder java(Class<?> program, Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dsun.stderr.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AMURWATCH_"));
        return builder;
    }
}
