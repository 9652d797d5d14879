package org.amurwatch.consumer.dashboard.access.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of the provider: a few at a time, each over at its deadline whatever the provider does, no redirect, answers up to a limit.
 * So a provider that hangs can't take the dashboard's threads.
 */
final class ProviderCalls implements HTTPRequestSender, ResourceRetriever {

    private static final Duration DEADLINE = Duration.ofSeconds(6);
    private static final int LONGEST_ANSWER = 256 << 10;
    private static final int AT_ONCE = 4;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Semaphore slots = new Semaphore(AT_ONCE);

    /** What came back, whatever its status. */
    private record Answer(int status, String type, String body) {}

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder call = call(request.getURI());
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> call.header(name, value)));
        String body = request.getBody();
        Answer answer = exchange(call.method(
                        request.getMethod().name(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
        HTTPResponse response = new HTTPResponse(answer.status());
        response.setHeader("Content-Type", answer.type());
        response.setBody(answer.body());
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        Answer answer = exchange(call(URI.create(url.toString())).GET().build());
        if (answer.status() != HTTPResponse.SC_OK) {
            throw new IOException(url + " answered " + answer.status() + ".");
        }
        return new Resource(answer.body(), answer.type());
    }

    private static HttpRequest.Builder call(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(DEADLINE);
    }

    private Answer exchange(HttpRequest request) throws IOException {
        if (!slots.tryAcquire()) {
            throw new IOException("The provider still owes " + AT_ONCE + " answers.");
        }
        CompletableFuture<HttpResponse<InputStream>> exchange =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return answer(exchange.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(request.uri() + " did not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The dashboard is stopping.", e);
        } finally {
            exchange.cancel(true);
            slots.release();
        }
    }

    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        // Closed from outside at the deadline: else one byte now and then would keep it open.
        Executor later = CompletableFuture.delayedExecutor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        try (InputStream body = response.body()) {
            later.execute(() -> close(body));
            byte[] bytes = body.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) {
                throw new IOException(response.uri() + " answered more than " + LONGEST_ANSWER + " bytes.");
            }
            Optional<String> type = response.headers().firstValue("Content-Type");
            return new Answer(
                    response.statusCode(),
                    type.orElse("application/octet-stream"),
                    new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
