package org.amurwatch.consumer.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes one HTTP request and says how it ended; never throws for what a receiver or a network does.
 *
 * <p>Each exchange has a connection of its own (alerts are rare, and a kept connection that has died in the meantime costs
 * an attempt), follows no redirect, repeats nothing by itself, and ends at its deadline whatever the receiver does.
 * Only addresses that {@link EndpointAddresses} lets through are called.
 */
public final class HttpCall implements AutoCloseable {

    private static final int LONGEST_ANSWER = 64 * 1024;
    // Lanes are what limits calls. A smaller pool would let hanging endpoints hold up the others.
    private static final int CONNECTIONS = 10_000;

    /** What an HTTP answer means. */
    @FunctionalInterface
    public interface Meaning {

        /**
         * @param retryAfter value of the header of that name
         * @param body the body, or its first 64 kB
         */
        Answer of(int status, @Nullable String retryAfter, byte[] body, Instant now);

        /** As Standard Webhooks has it: by the status alone. */
        Meaning STATUS = (status, retryAfter, body, now) -> StatusMeaning.of(status, retryAfter, now);
    }

    /** What a whole answer means, for who needs more of it than {@link Meaning} is told. */
    @FunctionalInterface
    public interface ReplyMeaning {

        Answer of(HttpReply reply, Instant now);
    }

    private final CloseableHttpClient publicClient;
    private final CloseableHttpClient privateClient;
    private final TimedCall calls;
    private final Clock clock;

    public HttpCall(Duration connectTimeout, Duration deadline, Clock clock) {
        this(connectTimeout, deadline, clock, InetAddress::getAllByName);
    }

    /** @param lookup instead of the system's */
    public HttpCall(Duration connectTimeout, Duration deadline, Clock clock, EndpointAddresses.Lookup lookup) {
        this.calls = new TimedCall(deadline);
        this.clock = clock;
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

    /**
     * Sends a request and reads what came back.
     *
     * @param privateNetwork whether addresses of this machine and of private networks may be called
     */
    public Answer send(HttpUriRequestBase request, boolean privateNetwork, Meaning meaning) {
        return send(request, privateNetwork, (ReplyMeaning)
                (reply, now) -> meaning.of(reply.status(), reply.retryAfter(), reply.body(), now));
    }

    /** As the other, for a meaning that needs the whole answer. */
    public Answer send(HttpUriRequestBase request, boolean privateNetwork, ReplyMeaning meaning) {
        request.setHeader("Connection", "close");
        AtomicReference<@Nullable Integer> status = new AtomicReference<>();
        Answer answer = calls.answer(
                () -> exchange(privateNetwork ? privateClient : publicClient, request, meaning, status),
                request::cancel,
                HttpCall::reason);
        return answer.status() == null
                ? new Answer(answer.outcome(), status.get(), answer.reason(), answer.retryAfterMillis())
                : answer;
    }

    private Answer exchange(
            CloseableHttpClient client,
            HttpUriRequestBase request,
            ReplyMeaning meaning,
            AtomicReference<@Nullable Integer> status)
            throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, request, null);
        try {
            status.set(response.getCode());
            byte[] body = readAtMost(response.getEntity());
            return meaning.of(
                    new HttpReply(
                            response.getCode(),
                            header(response, "Retry-After"),
                            header(response, "Set-Cookie"),
                            header(response, "Location"),
                            body),
                    Instant.now(clock));
        } finally {
            // Closing an answer reads the rest of it, however long; so the connection is cut first.
            request.cancel();
            closeQuietly(response);
        }
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** An answer up to its end, or its first 64 kB. */
    private static byte[] readAtMost(@Nullable HttpEntity entity) throws IOException {
        InputStream content = entity == null ? null : entity.getContent();
        return content == null ? new byte[0] : content.readNBytes(LONGEST_ANSWER);
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException | RuntimeException e) {
            // The connection was cut a line before, and that is what this says.
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof ConnectTimeoutException
                ? "No connection was made in time."
                : NetworkFailure.reason(failure);
    }

    @Override
    public void close() {
        calls.close();
        publicClient.close(CloseMode.IMMEDIATE);
        privateClient.close(CloseMode.IMMEDIATE);
    }
}
