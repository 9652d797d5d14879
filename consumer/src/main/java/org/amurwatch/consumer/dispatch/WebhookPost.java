package org.amurwatch.consumer.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.amurwatch.avro.DeliveryOutcome;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts one signed message and says how it ended; never throws for what a receiver or a network does.
 *
 * <p>Each exchange has a connection of its own (alerts are rare, and a kept connection that has died in the meantime costs
 * an attempt), follows no redirect, repeats nothing by itself, and ends at its deadline whatever the receiver does: the
 * caller waits for the exchange, not for the socket. Only addresses that {@link EndpointAddresses} lets through are called.
 */
final class WebhookPost implements AutoCloseable {

    private static final int LONGEST_ANSWER = 64 * 1024;
    // Lanes are what limits calls. A smaller pool would let hanging endpoints hold up the others.
    private static final int CONNECTIONS = 10_000;

    private final CloseableHttpClient publicClient;
    private final CloseableHttpClient privateClient;
    private final ExecutorService exchanges;
    private final Duration deadline;
    private final Clock clock;

    WebhookPost(Duration connectTimeout, Duration deadline, Clock clock) {
        this(connectTimeout, deadline, clock, InetAddress::getAllByName);
    }

    WebhookPost(Duration connectTimeout, Duration deadline, Clock clock, EndpointAddresses.Lookup lookup) {
        this.deadline = deadline;
        this.clock = clock;
        this.exchanges = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "dispatch-exchange");
            thread.setDaemon(true);
            return thread;
        });
        this.publicClient = client(connectTimeout, deadline, new EndpointAddresses(lookup, false));
        this.privateClient = client(connectTimeout, deadline, new EndpointAddresses(lookup, true));
    }

    private static CloseableHttpClient client(Duration connectTimeout, Duration deadline, EndpointAddresses addresses) {
        Timeout whole = Timeout.of(deadline);
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectTimeout))
                                .setSocketTimeout(whole)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(whole)
                        .setRedirectsEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("amurwatch-dispatch")
                .build();
    }

    /** Posts {@code body} as the message {@code id}: signed, with the present time. */
    Answer post(Endpoint endpoint, String id, byte[] body) {
        HttpPost request = request(endpoint, id, body);
        CloseableHttpClient client = endpoint.privateNetwork() ? privateClient : publicClient;
        AtomicReference<@Nullable Integer> status = new AtomicReference<>();
        Future<Answer> exchange = exchanges.submit(() -> exchange(client, request, status));
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return retry(
                    status.get(), "The exchange was not over within " + deadline.toMillis() / 1000.0 + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return retry(status.get(), "Dispatch was stopped in the middle of the attempt.");
        } catch (ExecutionException e) {
            return retry(status.get(), reason(e.getCause()));
        } finally {
            request.cancel();
            exchange.cancel(true);
        }
    }

    private HttpPost request(Endpoint endpoint, String id, byte[] body) {
        long timestamp = Instant.now(clock).getEpochSecond();
        HttpPost request = new HttpPost(endpoint.url());
        request.setHeader(WebhookSignature.ID_HEADER, id);
        request.setHeader(WebhookSignature.TIMESTAMP_HEADER, Long.toString(timestamp));
        request.setHeader(
                WebhookSignature.SIGNATURE_HEADER, WebhookSignature.sign(endpoint.secrets(), id, timestamp, body));
        request.setHeader("Connection", "close");
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    private Answer exchange(CloseableHttpClient client, HttpPost request, AtomicReference<@Nullable Integer> status)
            throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, request, null);
        try {
            status.set(response.getCode());
            readAtMost(response.getEntity());
            Header retryAfter = response.getFirstHeader("Retry-After");
            return StatusMeaning.of(
                    response.getCode(), retryAfter == null ? null : retryAfter.getValue(), Instant.now(clock));
        } finally {
            // Closing an answer reads the rest of it, however long; so the connection is cut first.
            request.cancel();
            closeQuietly(response);
        }
    }

    /** Reads an answer's end, or its first 64 kB; nothing of it is used. */
    private static void readAtMost(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return;
        }
        InputStream content = entity.getContent();
        if (content != null) {
            content.readNBytes(LONGEST_ANSWER);
        }
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException | RuntimeException e) {
            // The connection was cut a line before, and that is what this says.
        }
    }

    private static Answer retry(@Nullable Integer status, String reason) {
        return new Answer(DeliveryOutcome.RETRY, status, reason, null);
    }

    /** In our words, because those of the exceptions hold the address. */
    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof ConnectTimeoutException) {
            return "No connection was made in time.";
        }
        if (failure instanceof EndpointAddresses.Refused refused) {
            return String.valueOf(refused.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "The host name of the endpoint is not known.";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "The endpoint can't be reached, or refused the connection.";
        }
        if (failure instanceof SSLException) {
            return "No trusted TLS connection could be made: check the endpoint's certificate.";
        }
        if (failure instanceof IOException) {
            return "The connection broke before the answer was whole.";
        }
        return "The attempt failed ("
                + (failure == null ? "no reason" : failure.getClass().getSimpleName()) + ").";
    }

    @Override
    public void close() {
        exchanges.shutdownNow();
        publicClient.close(CloseMode.IMMEDIATE);
        privateClient.close(CloseMode.IMMEDIATE);
    }
}
