package org.amurwatch.bench.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** Browsers of one user, each with a session of its own, and their streams of changes. */
final class Browsers {

    /** The dashboard lets a session have twice as many, and needs a moment to see that one of before was closed. */
    private static final int STREAMS_OF_SESSION = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI dashboard;
    private final String credentials;
    private final List<String> cookies = new ArrayList<>();

    Browsers(URI dashboard, String user, String password) {
        this.dashboard = dashboard;
        this.credentials = JsonNodeFactory.instance
                .objectNode()
                .put("name", user)
                .put("password", password)
                .toString();
    }

    /** The body of a stream that was opened just now. */
    InputStream stream(int number) throws InterruptedException {
        while (cookies.size() <= number / STREAMS_OF_SESSION) {
            cookies.add(logIn());
        }
        HttpRequest request = HttpRequest.newBuilder(dashboard.resolve("/api/v1/stream"))
                .header("Cookie", cookies.get(number / STREAMS_OF_SESSION))
                .build();
        HttpResponse<InputStream> answer = send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new CommandFailure(
                    ExitCode.FAILED, request.uri() + " answered " + answer.statusCode() + " instead of a stream.");
        }
        return answer.body();
    }

    private String logIn() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(dashboard.resolve("/login"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(credentials))
                .build();
        HttpResponse<String> answer = send(request, HttpResponse.BodyHandlers.ofString());
        return answer.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.split(";", 2)[0])
                .orElseThrow(
                        () -> CommandFailure.usage("The dashboard does not let this user in (" + answer.statusCode()
                                + "): './amurwatch dashboard users set NAME duty-officer' makes a new password."));
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    request.uri() + " can't be reached: is 'up' running? (" + e.getMessage() + ")",
                    e);
        }
    }
}
