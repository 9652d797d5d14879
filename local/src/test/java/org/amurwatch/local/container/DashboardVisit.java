package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who comes to a dashboard by a one-time link, as a program: it keeps the cookie that a browser would keep. */
final class DashboardVisit {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("/login/[A-Za-z0-9_-]+");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private String cookie = "";

    DashboardVisit(String base) {
        this.base = base;
    }

    /** @param printed what {@code dashboard login-link} printed */
    void logIn(String printed) throws IOException, InterruptedException {
        Matcher link = LINK.matcher(printed);
        assertThat(link.find()).as(printed).isTrue();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + link.group()))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
