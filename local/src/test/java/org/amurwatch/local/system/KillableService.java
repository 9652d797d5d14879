package org.amurwatch.local.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.amurwatch.avro.Purpose;
import org.amurwatch.local.LocalSystemProcess;
import org.jspecify.annotations.Nullable;

/** A service beside an {@code up} that has none, started as {@code up} would, and killed as often as a test wants. */
public final class KillableService {

    private static final Duration START = Duration.ofMinutes(2);

    private final String name;
    private final StateFolder state;
    private final Ports ports;
    private final Health health = new Health();
    private @Nullable ChildProcess process;

    /**
     * @param name {@code streams} or {@code dispatch}
     * @param folder where the system's state is kept
     */
    public KillableService(String name, Path folder, int portBase) {
        this.name = name;
        this.state = new StateFolder(folder);
        this.ports = new Ports(portBase);
    }

    public String name() {
        return name;
    }

    /** Returns at once. */
    public void start() {
        process = Services.start(name, state, ports, Purpose.ACTUAL, 0);
    }

    public void awaitReady() {
        Part part = Part.service(ports, name);
        await(name + " is ready").atMost(START).until(() -> {
            if (!running().alive()) {
                throw running().obituary();
            }
            return part.ready(health);
        });
    }

    /** Stops it where it stands: it does nothing more, but what is sent to it arrives. */
    public void freeze() throws IOException, InterruptedException {
        LocalSystemProcess.freeze(running().pid());
    }

    /** Kills it as a power cut would, frozen or not; returns when it is gone. */
    public void kill() {
        ProcessHandle.of(running().pid()).ifPresent(ProcessHandle::destroyForcibly);
        running().onExit().join();
    }

    /** Stops it in good order, if it runs. */
    public void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(10));
        }
    }

    private ChildProcess running() {
        return Objects.requireNonNull(process, "start comes first");
    }
}
