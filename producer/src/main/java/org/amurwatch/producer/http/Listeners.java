package org.amurwatch.producer.http;

import io.javalin.config.JettyConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The two ports: one for what comes in, in TLS if there is a certificate, and an inner one for health and metrics. */
final class Listeners {

    private static final int MOST_CONNECTIONS = 1_000;
    private static final int IDLE_MILLIS = 30_000;
    private static final int HEADER_BYTES = 8 << 10;
    private static final int ACCEPT_QUEUE = 128;
    // Slower than the slowest satellite phone; without it, one who sends a byte now and then holds a thread for ever.
    private static final int FEWEST_BYTES_A_SECOND = 50;

    private final HttpSettings settings;
    private final SslContextFactory.@Nullable Server tls;
    private @Nullable ServerConnector outer;
    private @Nullable ServerConnector inner;

    /** @throws CommandFailure if keys would come in the clear from other machines, or the certificate can't be used */
    Listeners(HttpSettings settings) {
        this.settings = settings;
        this.tls = tls(settings);
        if (tls == null && !settings.behindProxy() && !isLoopback(settings.host())) {
            throw CommandFailure.usage(
                    "Keys of sources must not come in the clear from other machines, as they would to "
                            + settings.host() + ": set amurwatch.http.tls-certificate and .tls-key, or"
                            + " amurwatch.http.behind-proxy=true if a proxy of yours speaks TLS before it.");
        }
    }

    void addTo(JettyConfig jetty) {
        jetty.addConnector((server, http) -> {
            outer = outer(server, http);
            server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, outer));
            return outer;
        });
        jetty.addConnector((server, http) -> {
            inner = listen(new ServerConnector(server), settings.healthHost(), settings.healthPort());
            return inner;
        });
    }

    int port() {
        return localPort(outer);
    }

    int healthPort() {
        return localPort(inner);
    }

    boolean isTls() {
        return tls != null;
    }

    private ServerConnector outer(Server server, HttpConfiguration shared) {
        HttpConfiguration http = new HttpConfiguration(shared);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setMinRequestDataRate(FEWEST_BYTES_A_SECOND);
        if (tls == null) {
            return listen(
                    new ServerConnector(server, new HttpConnectionFactory(http)), settings.host(), settings.port());
        }
        // By whatever name a device reaches us: the certificate is for it to check.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return listen(
                new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http)),
                settings.host(),
                settings.port());
    }

    private static ServerConnector listen(ServerConnector connector, String host, int port) {
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    private static SslContextFactory.@Nullable Server tls(HttpSettings settings) {
        if (settings.tlsCertificate().isEmpty() && settings.tlsKey().isEmpty()) {
            return null;
        }
        if (settings.tlsCertificate().isEmpty() || settings.tlsKey().isEmpty()) {
            throw CommandFailure.usage("For TLS both amurwatch.http.tls-certificate and .tls-key are needed.");
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(PemKeyStore.read(
                settings.tlsCertificate().get(), settings.tlsKey().get()));
        tls.setKeyStorePassword("");
        return tls;
    }

    private static boolean isLoopback(String host) {
        try {
            return List.of(InetAddress.getAllByName(host)).stream().allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int localPort(@Nullable ServerConnector connector) {
        if (connector == null) {
            throw new IllegalStateException("It listens only once it was started.");
        }
        return connector.getLocalPort();
    }
}
