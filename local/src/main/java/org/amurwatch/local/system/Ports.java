package org.amurwatch.local.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * The loopback ports of one local system: twelve in a row; two of them are used only where there are partners.
 *
 * @param base the first of them, 1024 to 65524
 */
public record Ports(int base) {

    public static final int DEFAULT_BASE = 9090;

    public Ports {
        if (base < 1024 || base > 65_524) {
            throw CommandFailure.usage(
                    "--port-base is 1024 to 65524 (ports up to eleven above it are used); got " + base + ".");
        }
    }

    /** A port and what it is for. */
    public record Use(int port, String purpose) {}

    public int dispatch() {
        return base;
    }

    public int streams() {
        return base + 1;
    }

    public int broker() {
        return base + 2;
    }

    public int controller() {
        return base + 3;
    }

    public int registry() {
        return base + 4;
    }

    public int phone() {
        return base + 5;
    }

    /** Where others send events to. */
    public int ingest() {
        return base + 6;
    }

    /** Where the HTTP ingest says how it is. */
    public int ingestHealth() {
        return base + 7;
    }

    /** Where partners fetch. */
    public int partners() {
        return base + 8;
    }

    /** Where the service of the partners says how it is. */
    public int partnersHealth() {
        return base + 9;
    }

    /** The page and REST of the dashboard. */
    public int dashboard() {
        return base + 10;
    }

    /** Where the dashboard says how it is. */
    public int dashboardHealth() {
        return base + 11;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + broker();
    }

    public String registryUrl() {
        return "http://127.0.0.1:" + registry() + "/apis/ccompat/v7";
    }

    public String phoneUrl() {
        return "http://127.0.0.1:" + phone();
    }

    public List<Use> all() {
        return List.of(
                new Use(dispatch(), "dispatch (HTTP)"),
                new Use(streams(), "streams (HTTP)"),
                new Use(broker(), "the Kafka broker"),
                new Use(controller(), "the Kafka controller"),
                new Use(registry(), "the schema registry"),
                new Use(phone(), "the patrol phone (HTTP)"),
                new Use(ingest(), "the HTTP ingest"),
                new Use(ingestHealth(), "the HTTP ingest (health)"),
                new Use(partners(), "the service of the partners"),
                new Use(partnersHealth(), "the service of the partners (health)"),
                new Use(dashboard(), "the dashboard"),
                new Use(dashboardHealth(), "the dashboard (health)"));
    }

    /**
     * Fails with a sentence if a port is taken.
     *
     * @param withPartners whether the ports for partners are needed
     * @param patience how long children of a killed predecessor may need to end
     */
    public void requireFree(boolean withPartners, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Use> taken = firstTaken(withPartners);
        while (taken.isPresent() && System.nanoTime() < deadline) {
            Thread.sleep(200);
            taken = firstTaken(withPartners);
        }
        if (taken.isPresent()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Port " + taken.get().port() + ", which " + taken.get().purpose()
                            + " needs, is taken by another program. Stop that program, or move all ports with"
                            + " --port-base N (now " + base + ").");
        }
    }

    private Optional<Use> firstTaken(boolean withPartners) {
        return all().stream()
                .filter(use -> withPartners || use.port() != partners() && use.port() != partnersHealth())
                .filter(use -> !free(use.port()))
                .findFirst();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
