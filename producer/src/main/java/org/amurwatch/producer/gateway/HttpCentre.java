package org.amurwatch.producer.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.amurwatch.failure.CommandFailure;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The centre by HTTP. Follows no redirect and repeats nothing by itself; a request ends at its deadline, however slowly bytes
 * come. Connections are kept for a while: making one costs several round trips.
 */
final class HttpCentre implements Centre {

    private static final int LONGEST_ANSWER = 4 << 20;
    private static final ContentType LINES = ContentType.create("application/x-ndjson");

    private final String url;
    private final CloseableHttpClient client;
    private final Duration deadline;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gateway-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param authority certificate of the authority that signed the centre's, PEM; null: those that Java knows
     * @throws CommandFailure if the URL or the certificate can't be used
     */
    HttpCentre(URI url, @Nullable Path authority, Duration deadline) {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw CommandFailure.usage("Setting amurwatch.gateway.centre-url is an address such as"
                    + " https://centre.example:8443; got '" + url + "'.");
        }
        String text = url.toString();
        this.url = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.deadline = deadline;
        this.client = client(authority, deadline);
    }

    private static CloseableHttpClient client(@Nullable Path authority, Duration deadline) {
        Timeout whole = Timeout.of(deadline);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(whole)
                        .setSocketTimeout(whole)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build());
        if (authority != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trusting(authority)));
        }
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(whole)
                        .setConnectionRequestTimeout(whole)
                        .setRedirectsEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("amurwatch-gateway")
                .build();
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailure.usage(
                    "The file " + authority + " of setting amurwatch.gateway.centre-authority-file can't be"
                            + " used: expected the certificate of an authority, PEM; " + e.getMessage());
        }
    }

    @Override
    public Answer post(String path, String key, byte[] lines) throws IOException {
        HttpPost post = new HttpPost(url + path);
        post.setHeader("Authorization", "Bearer " + key);
        post.setHeader("Accept", "application/json");
        post.setEntity(new ByteArrayEntity(gzipped(lines), LINES, "gzip"));
        return exchange(post);
    }

    @Override
    public @Nullable Instant time() throws IOException {
        return exchange(new HttpHead(url + "/openapi.json")).date();
    }

    private Answer exchange(HttpUriRequestBase request) throws IOException {
        Future<?> end = timer.schedule(request::cancel, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            HttpEntity entity = response.getEntity();
            InputStream content = entity == null ? null : entity.getContent();
            byte[] body = content == null ? new byte[0] : content.readNBytes(LONGEST_ANSWER);
            if (body.length == LONGEST_ANSWER) {
                request.cancel();
            }
            Header retryAfter = response.getFirstHeader("Retry-After");
            Header date = response.getFirstHeader("Date");
            return new Answer(
                    response.getCode(),
                    retryAfter == null ? null : retryAfter.getValue(),
                    body,
                    date == null ? null : DateUtils.parseStandardDate(date.getValue()));
        } finally {
            end.cancel(false);
        }
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
