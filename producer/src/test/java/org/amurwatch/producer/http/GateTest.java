package org.amurwatch.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44Z");
    private static final GateLimits SMALL = new GateLimits(1_000, 1_500, 2, 1, 3);

    private TestServer server = new TestServer(GateTest::addTo);

    private static void addTo(io.javalin.config.RoutesConfig routes, Gate gate) {
        routes.post("/test", gate.guard("test", (context, guest) -> {
            String body = new String(guest.body("application/json"), StandardCharsets.UTF_8);
            if (body.equals("faulty")) {
                throw new FaultyInput("/a/b", "This is no number.");
            }
            if (body.equals("bug")) {
                throw new IllegalStateException("secret of ours");
            }
            int count = body.matches("\\d+") ? Integer.parseInt(body) : 1;
            return guest.accept(Collections.nCopies(count, position(guest.sourceId())))
                    .thenApply(records -> Reply.text(202, body.length() + " " + records.size()));
        }));
    }

    private static LiveEvent position(String source) {
        return new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                .setTeamId("team-1")
                .setSourceId(source)
                .setAt(NOW)
                .setPosition(
                        Position.newBuilder().setLatitude(43).setLongitude(131).build())
                .build());
    }

    private void restart(GateLimits limits) {
        server.close();
        server = new TestServer(limits, Clock.fixed(NOW, ZoneOffset.UTC), GateTest::addTo);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"title\":", "\"detail\":");
    }

    private static String retryAfter(HttpResponse<String> answer) {
        return answer.headers().firstValue("Retry-After").orElse("none");
    }

    @Test
    void shouldLetInAKeyInEitherHeader() {
        assertThat(server.post("/test", "{}").statusCode()).isEqualTo(202);
        assertThat(server.send(HttpRequest.newBuilder(server.uri("/test"))
                                .header("apikey", TestServer.KEY)
                                .header("Content-Type", "application/json; charset=utf-8")
                                .POST(BodyPublishers.ofString("{}")))
                        .body())
                .isEqualTo("2 1");
        assertThat(server.ingest.events()).containsExactly(position("ranger-app"), position("ranger-app"));
    }

    @Test
    void shouldAskForAKey() {
        HttpResponse<String> none =
                server.send(HttpRequest.newBuilder(server.uri("/test")).POST(BodyPublishers.ofString("{}")));
        assertProblem(none, 401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        HttpResponse<String> wrong =
                server.send(server.request("/test", "guess").POST(BodyPublishers.ofString("{}")));
        assertProblem(wrong, 401);
        assertThat(wrong.body()).doesNotContain("guess");
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldNotCallAKeyWrongBeforeAllAreKnown() {
        server.book.ready = false;
        HttpResponse<String> unknown =
                server.send(server.request("/test", "new").POST(BodyPublishers.ofString("{}")));
        assertProblem(unknown, 503);
        assertThat(retryAfter(unknown)).isEqualTo("5");
        assertThat(server.post("/test", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldRefuseKindsThatTheKeyIsNotFor() {
        HttpResponse<String> answer =
                server.send(server.request("/test", TestServer.SIGHTINGS_KEY).POST(BodyPublishers.ofString("{}")));
        assertProblem(answer, 403);
        assertThat(answer.body()).contains("PATROL_POSITION");
        assertThat(server.ingest.events()).isEmpty();
    }

    @Test
    void shouldNameFaultyFieldsAndTellNothingOfBugs() {
        HttpResponse<String> faulty = server.post("/test", "faulty");
        assertProblem(faulty, 422);
        assertThat(faulty.body()).contains("\"pointer\":\"/a/b\"", "This is no number.");
        HttpResponse<String> bug = server.post("/test", "bug");
        assertProblem(bug, 500);
        assertThat(bug.body()).doesNotContain("secret", "Exception");
    }

    @Test
    void shouldTakePackedBodiesAndRefuseBombs() {
        restart(SMALL);
        HttpRequest.Builder request = server.request("/test", TestServer.KEY).header("Content-Encoding", "gzip");
        String small = "x".repeat(900);
        assertThat(server.send(request.POST(BodyPublishers.ofByteArray(TestServer.gzip(small))))
                        .body())
                .isEqualTo("900 1");
        byte[] bomb = TestServer.gzip("x".repeat(1_001));
        assertThat(bomb.length).isLessThan(100);
        assertProblem(server.send(request.POST(BodyPublishers.ofByteArray(bomb))), 413);
    }

    @Test
    void shouldRefuseWhatIsTooLongOrOfAnotherType() {
        restart(SMALL);
        assertProblem(server.post("/test", "x".repeat(1_001)), 413);
        assertProblem(
                server.send(HttpRequest.newBuilder(server.uri("/test"))
                        .header("apikey", TestServer.KEY)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415);
    }

    @Test
    void shouldRefuseBrokenGzip() {
        assertProblem(
                server.send(server.request("/test", TestServer.KEY)
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("no gzip at all"))),
                400);
    }

    @Test
    void shouldLimitEachSourceByItself() {
        restart(SMALL);
        // Each request costs one and its event another: 3, 1, -1.
        assertThat(server.post("/test", "{}").statusCode()).isEqualTo(202);
        assertThat(server.post("/test", "{}").statusCode()).isEqualTo(202);
        HttpResponse<String> third = server.post("/test", "{}");
        assertProblem(third, 429);
        assertThat(retryAfter(third)).isEqualTo("40"); // Two tokens, of 3 a minute.
        assertProblem(
                server.send(server.request("/test", TestServer.SIGHTINGS_KEY).POST(BodyPublishers.ofString("{}"))),
                403);
    }

    @Test
    void shouldShedWhatIsTooMuchAtOnceAndTakeTheNextAfterwards() {
        restart(new GateLimits(1_000, 1_500, 8, 8, 1_000));
        CompletableFuture<Void> acknowledged = server.ingest.hold();
        CompletableFuture<HttpResponse<String>> first = server.sendAsync(
                server.request("/test", TestServer.KEY).POST(BodyPublishers.ofString("x".repeat(1_000))));
        Awaitility.await("the first is under way")
                .until(() -> server.ingest.events().size() == 1);
        HttpResponse<String> second = server.post("/test", "x".repeat(1_000));
        assertProblem(second, 503);
        assertThat(retryAfter(second)).isEqualTo("1");
        acknowledged.complete(null);
        assertThat(first.join().body()).isEqualTo("1000 1");
        assertThat(server.post("/test", "x".repeat(1_000)).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldHoldABoundedNumberOfEvents() {
        restart(new GateLimits(1_000_000, 10_000_000, 8, 8, 100_000));
        CompletableFuture<Void> acknowledged = server.ingest.hold();
        CompletableFuture<HttpResponse<String>> first =
                server.sendAsync(server.request("/test", TestServer.KEY).POST(BodyPublishers.ofString("10000")));
        Awaitility.await("the first is under way")
                .until(() -> server.ingest.events().size() == 10_000);
        assertProblem(server.post("/test", "1"), 503);
        acknowledged.complete(null);
        assertThat(first.join().statusCode()).isEqualTo(202);
        assertThat(server.post("/test", "1").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldHaveAllItsRoomAgainAfterAFaultOfOurOwn() {
        restart(new GateLimits(1_000_000, 10_000_000, 8, 8, 100_000));
        server.ingest.goWrong();
        assertProblem(server.post("/test", "10000"), 500);
        server.ingest.recover();
        assertThat(server.post("/test", "10000").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldAnswerAnOutageWith503AndRecover() {
        server.ingest.breakDown();
        HttpResponse<String> answer = server.post("/test", "{}");
        assertProblem(answer, 503);
        assertThat(retryAfter(answer)).isEqualTo("5");
        server.ingest.recover();
        assertThat(server.post("/test", "{}").statusCode()).isEqualTo(202);
        assertThat(server.metrics.scrape())
                .contains(
                        "amurwatch_ingest_events_total{kind=\"PATROL_POSITION\",outcome=\"accepted\",way=\"test\"} 1.0")
                .contains("amurwatch_ingest_events_total{kind=\"PATROL_POSITION\",outcome=\"failed\",way=\"test\"} 1.0")
                .contains("amurwatch_ingest_request_seconds_count{status=\"503\",way=\"test\"} 1");
    }
}
