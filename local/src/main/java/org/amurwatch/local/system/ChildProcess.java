package org.amurwatch.local.system;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** One process of the local system, started through {@link org.amurwatch.local.Child}. */
final class ChildProcess {

    private static final long LOG_BOUND_BYTES = 8 << 20;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String name;
    private final Process process;
    private final BoundedLog log;
    private final Thread pump;

    private ChildProcess(String name, Process process, BoundedLog log, Thread pump) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pump = pump;
    }

    /**
     * Starts it. Ctrl-C and a closed terminal reach every process of the foreground, and SIGTERM to their group, or from
     * a service manager, may too; children ignore it, because their parent stops them in order.
     */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path logs) {
        List<String> shielded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", name));
        shielded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shielded).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            BoundedLog log = new BoundedLog(logs.resolve(name + ".log"), LOG_BOUND_BYTES);
            Thread pump = new Thread(() -> log.pump(process.getInputStream()), "log-of-" + name);
            pump.setDaemon(true);
            pump.start();
            return new ChildProcess(name, process, log, pump);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't start " + name + " by " + command.get(0) + ".", e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Waits that long, or until it dies. */
    void rest(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What to tell of a child that died by itself. */
    CommandFailure obituary() {
        try {
            pump.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new CommandFailure(
                ExitCode.FAILED,
                "The " + name + " process died with exit code " + process.exitValue() + ". Its log is " + log.file()
                        + "; its last lines:\n    " + String.join("\n    ", log.tail(12)));
    }

    /** Asks it to end, as {@link org.amurwatch.local.Child} understands it, then insists. */
    void stop(Duration patience) {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        } catch (IOException e) {
            // Nobody reads any more: it ends by itself, or is made to.
        }
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            }
            pump.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
