package org.amurwatch.consumer.dashboard;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.http.Refusal;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dashboard's server: page and REST on one port, health and metrics on another. */
public final class DashboardServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    private static final int MOST_THREADS = 16;
    private static final int FEWEST_THREADS = 4;
    private static final int MOST_CONNECTIONS = 1_000;
    // Longer than between two comments of a stream.
    private static final int IDLE_MILLIS = 40_000;
    private static final int HEADER_BYTES = 8 << 10;
    private static final long MOST_BODY_BYTES = 16 << 10;
    private static final List<String> INNER = List.of("/health/*", "/metrics");

    private final DashboardSettings settings;
    private final Javalin server;
    private @Nullable ServerConnector outer;
    private @Nullable ServerConnector inner;

    /**
     * Starts to serve.
     *
     * @param health whether it is ready, and what it waits for
     * @param metrics their text
     * @param routes what it serves
     * @throws CommandFailure if a port is taken, or others could read on the way what is served
     */
    public DashboardServer(
            DashboardSettings settings,
            Supplier<DashboardHealth> health,
            Supplier<String> metrics,
            List<Consumer<RoutesConfig>> routes) {
        this.settings = settings;
        if (!settings.behindProxy() && !isLoopback(settings.host())) {
            throw CommandFailure.usage(
                    "The dashboard shows exact places, which must not go in the clear to other machines,"
                            + " as they would from " + settings.host()
                            + ": set amurwatch.dashboard.behind-proxy=true if a proxy of yours speaks TLS before it, or listen on"
                            + " 127.0.0.1.");
        }
        this.server = Javalin.create(config -> {
            set(config);
            addInner(config.routes, health, metrics);
            config.routes.exception(Refusal.class, Refusal::write);
            config.routes.exception(HttpResponseException.class, DashboardServer::refuse);
            config.routes.exception(Exception.class, DashboardServer::fail);
            routes.forEach(more -> more.accept(config.routes));
        });
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't listen on " + settings.host() + ":" + settings.port() + " and " + settings.healthHost() + ":"
                            + settings.healthPort() + " (" + e.getMessage()
                            + "): is another process using a port? Settings amurwatch.dashboard.port and .health-port"
                            + " choose them.",
                    e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw CommandFailure.usage(
                    "Setting amurwatch.dashboard.host is '" + host + "', which is no address of this machine.");
        }
    }

    private void set(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("dashboard-http");
        config.jetty.threadPool = threads;
        config.http.maxRequestSize = MOST_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.jetty.addConnector((jetty, http) -> {
            outer = listen(jetty, http, settings.host(), settings.port());
            jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, outer));
            return outer;
        });
        config.jetty.addConnector((jetty, http) -> {
            inner = listen(jetty, http, settings.healthHost(), settings.healthPort());
            return inner;
        });
    }

    private static ServerConnector listen(Server jetty, HttpConfiguration shared, String host, int port) {
        HttpConfiguration http = new HttpConfiguration(shared);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // Ids hold slashes, and browsers write them as %2F. Who may see what is decided by the id, never by the path.
        http.setUriCompliance(UriCompliance.DEFAULT.with("ids", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private void addInner(RoutesConfig routes, Supplier<DashboardHealth> health, Supplier<String> metrics) {
        INNER.forEach(path -> routes.before(path, context -> {
            if (context.req().getLocalPort() != healthPort()) {
                throw Denial.notFound();
            }
        }));
        routes.get("/health/live", context -> health.get().live(context));
        routes.get("/health/ready", context -> health.get().ready(context));
        routes.get("/metrics", context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(metrics.get()));
    }

    /** What Javalin itself refuses, such as paths that are none. */
    private static void refuse(HttpResponseException problem, Context context) {
        if (problem.getStatus() == 404) {
            Denial.notFound().write(context);
        } else {
            Refusal.of(problem.getStatus(), "Refused", "This is not taken here: see /api/v1/openapi.json.")
                    .write(context);
        }
    }

    /** What went wrong stands in the log; it may hold what the reader may not see. */
    private static void fail(Exception failure, Context context) {
        LOG.error("{} {} failed.", context.method(), context.endpoint().path, failure);
        Refusal.of(500, "Failed", "Something went wrong here: the log of the dashboard says what.")
                .write(context);
    }

    public int port() {
        return localPort(outer);
    }

    public int healthPort() {
        return localPort(inner);
    }

    private static int localPort(@Nullable ServerConnector connector) {
        if (connector == null) {
            throw new IllegalStateException("It listens only once it was started.");
        }
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        server.stop();
    }
}
