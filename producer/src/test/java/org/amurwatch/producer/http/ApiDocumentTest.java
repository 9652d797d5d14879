package org.amurwatch.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.producer.ProducerMain;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.security.Party;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document against all ways in as the command has them. */
class ApiDocumentTest {

    /** The document itself, and what is answered 405 with a sentence. */
    private static final Set<String> UNDESCRIBED =
            Set.of("GET /openapi.json", "PATCH /api/v1.0/activity/event/{id}", "PATCH /v2/events/{id}");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private final ApiDocument document = new ApiDocument();
    private final JsonNode json = read(document.text());
    private final TestServer server = new TestServer(ApiDocumentTest::addAll);

    private static void addAll(io.javalin.config.RoutesConfig routes, Gate gate) {
        HttpCommand command = ProducerMain.commands().stream()
                .filter(HttpCommand.class::isInstance)
                .map(HttpCommand.class::cast)
                .findFirst()
                .orElseThrow();
        ConnectionOptions options = new ConnectionOptions();
        HttpParts parts =
                new HttpParts(options, options.connect(Party.INGEST), new SimpleMeterRegistry(), Clock.systemUTC());
        command.ways().forEach(way -> way.apply(parts).addTo(routes, gate));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JsonNode read(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }

    /** One way to send something, as the document describes it. */
    private record Example(String path, String mediaType, JsonNode operation, JsonNode content) {}

    private List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        json.path("paths").fields().forEachRemaining(path -> {
            JsonNode operation = path.getValue().path("post");
            operation.at("/requestBody/content").fields().forEachRemaining(content -> {
                if (!content.getKey().equals("application/x-ndjson")) {
                    examples.add(new Example(path.getKey(), content.getKey(), operation, content.getValue()));
                }
            });
        });
        return examples;
    }

    @Test
    void shouldDescribeEachRouteAndNothingElse() {
        Set<String> described = new TreeSet<>(UNDESCRIBED);
        json.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        described.add(name.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }));
        assertThat(described).containsExactlyInAnyOrderElementsOf(server.routes());
    }

    @Test
    void shouldShowOnlyExamplesThatAreTaken() {
        for (Example example : examples()) {
            int before = server.ingest.events().size();
            HttpResponse<String> answer = post(example);
            String what = example.path() + " as " + example.mediaType() + ": " + answer.body();
            assertThat(answer.statusCode()).as(what).isIn(200, 201, 202);
            assertThat(example.operation()
                            .at("/responses/" + answer.statusCode())
                            .isMissingNode())
                    .as(what)
                    .isFalse();
            assertThat(server.ingest.events()).as(what).hasSize(before + 1);
        }
    }

    @Test
    void shouldShowOnlyExamplesThatFitTheirSchemas() throws FaultyInput {
        for (Example example : examples()) {
            String name = firstReference(example.content().path("schema"));
            JsonNode value = example.content().path("example");
            document.check(name).check(value.isArray() ? value.get(0) : value);
        }
    }

    @Test
    void shouldReferToWhatThereIs() {
        Set<String> references = new HashSet<>();
        json.findValuesAsText("$ref").forEach(references::add);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        json.at(reference.substring(1)).isMissingNode())
                .isFalse());
    }

    private static String firstReference(JsonNode schema) {
        String reference = schema.findValuesAsText("$ref").get(0);
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** Sends an example with the parameters that have examples too. */
    private HttpResponse<String> post(Example example) {
        String path = example.path().replace("{key}", TestServer.KEY);
        List<String> headers = new ArrayList<>(List.of("Content-Type", example.mediaType()));
        for (JsonNode parameter : example.operation().path("parameters")) {
            String value = parameter.path("example").asText();
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + parameter.path("name").asText() + "}", value);
            } else if (!value.isEmpty()) {
                headers.addAll(List.of(parameter.path("name").asText(), value));
            }
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path));
        if (!example.path().contains("{key}")) {
            headers.addAll(List.of("Authorization", "Bearer " + TestServer.KEY));
        }
        return server.send(request.headers(headers.toArray(String[]::new))
                .POST(BodyPublishers.ofString(example.content().path("example").toString())));
    }
}
