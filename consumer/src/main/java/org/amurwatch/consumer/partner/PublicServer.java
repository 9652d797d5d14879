package org.amurwatch.consumer.partner;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server that partners fetch from, apart from health and metrics. */
final class PublicServer implements AutoCloseable {

    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 2;
    private static final long MOST_BODY_BYTES = 1 << 10;

    private final Javalin server;

    /**
     * Starts to serve.
     *
     * @param routes what it serves
     * @throws CommandFailure if the port is taken, or others could read on the way what is served
     */
    PublicServer(PartnersSettings settings, Consumer<RoutesConfig> routes) {
        if (!settings.behindProxy() && !isLoopback(settings.host())) {
            throw CommandFailure.usage("Partners fetch with tokens, which must not go in the clear to other machines,"
                    + " as they would from " + settings.host()
                    + ": set amurwatch.partners.behind-proxy=true if a proxy of yours speaks TLS before it, or listen on"
                    + " 127.0.0.1.");
        }
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
            threads.setName("partners-http");
            config.jetty.threadPool = threads;
            config.http.maxRequestSize = MOST_BODY_BYTES;
            config.http.prefer405over404 = true;
            routes.accept(config.routes);
        });
        try {
            server.start(settings.host(), settings.port());
        } catch (RuntimeException e) {
            server.stop();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't listen on " + settings.host() + ":" + settings.port() + " (" + e.getMessage()
                            + "): is another process using the port? Setting amurwatch.partners.port chooses it.",
                    e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw CommandFailure.usage(
                    "Setting amurwatch.partners.host is '" + host + "', which is no address of this machine.");
        }
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
