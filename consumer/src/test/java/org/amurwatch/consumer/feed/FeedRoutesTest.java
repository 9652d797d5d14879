package org.amurwatch.consumer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.cap.CapDocument;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedRoutesTest {

    private static final String TOKEN = Tokens.random();
    private static final String OTHERS = Tokens.random();
    private static final String BEARER = "Bearer " + TOKEN;
    private static final String GEOJSON = "/feeds/wwf/events.geojson";

    private final AtomicReference<Instant> now = new AtomicReference<>(Releases.NOW);
    private final FeedStore store = new FeedStore(((InstantSource) now::get).withZone(ZoneOffset.UTC));
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean ready = true;

    private final Javalin server = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        config.jetty.port = 0;
        new FeedRoutes(
                        store,
                        new TokenHashes(() -> Map.of("wwf", Tokens.hash(TOKEN), "other", Tokens.hash(OTHERS))),
                        () -> ready,
                        new FeedSender(URI.create("https://feeds.example.org"), "amurwatch@example.org", "Amur Watch"),
                        new ClientAddress(false),
                        ((InstantSource) now::get).withZone(ZoneOffset.UTC))
                .accept(config.routes);
    });

    @BeforeEach
    void fill() {
        store.agreement("wwf", Releases.partner("wwf").build());
        store.agreement("other", Releases.partner("other").build());
        store.agreement("open", Releases.open("open").build());
        release(Releases.shot("wwf", 1));
        release(Releases.sighting("wwf", 2).setReleasedAt(Releases.NOW.minusSeconds(60)));
        release(Releases.shot("other", 3));
        release(Releases.shot("open", 4).setAudience(Audience.PUBLIC));
        now.set(Releases.NOW.plusSeconds(5));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void release(ReleasedEvent.Builder event) {
        store.release(event.getAudience(), event.build());
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(
                request.method(method, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<byte[]> mine(String path) throws Exception {
        return get(path, "Authorization", BEARER);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void shouldGiveAPartnerItsOwnFeedAlone() throws Exception {
        HttpResponse<byte[]> answer = mine(GEOJSON);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/geo+json");
        assertThat(header(answer, "Cache-Control")).startsWith("private");
        assertThat(json(answer).findValuesAsText("id")).containsExactly(Releases.id(2), Releases.id(1));
    }

    @Test
    void shouldTakeTheTokenAsThePasswordOfFeedReaders() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("anybody:" + TOKEN).getBytes(StandardCharsets.UTF_8));

        assertThat(get(GEOJSON, "Authorization", "Basic " + basic).statusCode()).isEqualTo(200);
        assertThat(get(GEOJSON, "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldHideWhetherAnAgreementOfOthersExists() throws Exception {
        for (String file : List.of("/events.geojson", "/cap.atom", "/cap/" + Releases.id(3) + ".xml")) {
            HttpResponse<byte[]> others = mine("/feeds/other" + file);
            HttpResponse<byte[]> none = mine("/feeds/none" + file);

            assertThat(others.statusCode()).isEqualTo(404);
            assertThat(others.body()).isEqualTo(none.body());
            assertThat(header(others, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(get("/feeds/other" + file).body())
                    .isEqualTo(get("/feeds/none" + file).body());
        }
        // Nor is an event of others in one's own feed.
        assertThat(mine("/feeds/wwf/cap/" + Releases.id(3) + ".xml").body())
                .isEqualTo(mine("/feeds/wwf/cap/nothing.xml").body());
    }

    @Test
    void shouldAskForATokenWhereThereIsNone() throws Exception {
        HttpResponse<byte[]> answer = get(GEOJSON);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate")).contains("Bearer realm=", "Basic realm=");
        assertThat(json(answer).path("detail").textValue()).contains("Authorization: Bearer TOKEN");
        assertThat(get(GEOJSON, "Authorization", "Bearer " + TOKEN + "x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldNotTakeMoreThanTenWrongTokensInTenMinutes() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(get(GEOJSON, "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<byte[]> answer = mine(GEOJSON);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).isEqualTo("600");
        assertThat(get("/feeds/open/cap.atom").statusCode()).isEqualTo(200);

        now.set(now.get().plusSeconds(600));
        assertThat(mine(GEOJSON).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLimitRequests() throws Exception {
        for (int i = 0; i < 600; i++) {
            assertThat(get("/feeds/open/cap.atom").statusCode()).isEqualTo(200);
        }
        assertThat(get("/feeds/open/cap.atom").statusCode()).isEqualTo(429);
    }

    @Test
    void shouldGiveAnybodyWhatIsPublic() throws Exception {
        HttpResponse<byte[]> answer = get("/feeds/open/cap/" + Releases.id(4) + ".xml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith("application/cap+xml");
        assertThat(header(answer, "Cache-Control")).startsWith("public");
        assertThat(CapDocument.of(answer.body()).text("scope")).isEqualTo("Public");
    }

    @Test
    void shouldSayThatAnAgreementIsOver() throws Exception {
        store.agreement("wwf", Releases.partner("wwf").setRetired(true).build());
        store.agreement("open", Releases.open("open").setEndAt(Releases.NOW).build());

        HttpResponse<byte[]> answer = mine(GEOJSON);
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(json(answer).path("detail").textValue()).isEqualTo("This agreement is over, and its feed with it.");
        assertThat(get("/feeds/open/events.geojson").statusCode()).isEqualTo(410);
        assertThat(get(GEOJSON).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldAnswerOnceItHasReadEverything() throws Exception {
        ready = false;
        HttpResponse<byte[]> answer = mine(GEOJSON);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(header(answer, "Retry-After")).isEqualTo("10");
    }

    @Test
    void shouldSendNothingAgainThatHasNotChanged() throws Exception {
        for (String path : List.of(GEOJSON, "/feeds/wwf/cap.atom", "/feeds/wwf/cap/" + Releases.id(1) + ".xml")) {
            HttpResponse<byte[]> first = mine(path);
            String etag = header(first, "ETag");
            String modified = header(first, "Last-Modified");
            assertThat(etag).startsWith("\"");
            assertThat(modified).isEqualTo("Sat, 17 Jan 2026 06:40:00 GMT");

            HttpResponse<byte[]> known = get(path, "Authorization", BEARER, "If-None-Match", "\"x\", W/" + etag);
            assertThat(known.statusCode()).isEqualTo(304);
            assertThat(known.body()).isEmpty();
            assertThat(header(known, "ETag")).isEqualTo(etag);
            assertThat(get(path, "Authorization", BEARER, "If-Modified-Since", modified)
                            .statusCode())
                    .isEqualTo(304);
            // The tag goes before the time.
            assertThat(get(path, "Authorization", BEARER, "If-None-Match", "\"x\"", "If-Modified-Since", modified)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(path, "Authorization", BEARER, "If-Modified-Since", "yesterday")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldLoseNoChangeToAClockOfWholeSeconds() throws Exception {
        String etag = header(mine(GEOJSON), "ETag");
        now.set(Releases.NOW.plusMillis(10_200));
        release(Releases.shot("wwf", 5));
        HttpResponse<byte[]> early = mine(GEOJSON);
        assertThat(header(early, "ETag")).isNotEqualTo(etag);
        assertThat(header(early, "Last-Modified")).isEmpty();

        now.set(Releases.NOW.plusMillis(11_000));
        assertThat(header(mine(GEOJSON), "Last-Modified")).isEqualTo("Sat, 17 Jan 2026 06:40:10 GMT");
    }

    @Test
    void shouldCompressWithATagOfItsOwn() throws Exception {
        HttpResponse<byte[]> plain = mine(GEOJSON);
        HttpResponse<byte[]> zipped = get(GEOJSON, "Authorization", BEARER, "Accept-Encoding", "br, gzip;q=0.5");

        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(zipped, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(header(get(GEOJSON, "Authorization", BEARER, "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
                .isEmpty();
    }

    @Test
    void shouldAnswerHeadAsGetWithoutContent() throws Exception {
        HttpResponse<byte[]> head = send("HEAD", GEOJSON, "Authorization", BEARER);
        HttpResponse<byte[]> get = mine(GEOJSON);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("ETag", "Last-Modified", "Content-Type", "Cache-Control")) {
            assertThat(header(head, name)).isEqualTo(header(get, name)).isNotEmpty();
        }
        assertThat(send("HEAD", GEOJSON).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldGivePageAfterPageWithoutRepeats() throws Exception {
        for (int number = 10; number < 20; number++) {
            // Several of one time.
            release(Releases.shot("wwf", number).setReleasedAt(Releases.NOW.minusSeconds(number / 4)));
        }
        List<String> seen = new ArrayList<>();
        String next = GEOJSON + "?limit=5";
        int pages = 0;
        while (next != null) {
            JsonNode page = json(mine(next));
            pages++;
            page.path("features").forEach(feature -> seen.add(feature.path("id").textValue()));
            next = null;
            for (JsonNode link : page.path("links")) {
                if (link.path("rel").textValue().equals("next")) {
                    next = link.path("href").textValue().replace("https://feeds.example.org", "");
                }
            }
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
        HttpResponse<byte[]> first = mine(GEOJSON + "?limit=5");
        assertThat(header(first, "Link")).contains("rel=\"next\"", "limit=5", "after=");
        assertThat(header(mine(GEOJSON), "Link")).isEmpty();
    }

    @Test
    void shouldGiveWhatWasReleasedSince() throws Exception {
        assertThat(json(mine(GEOJSON + "?since=2026-01-17T06:39:00Z")).findValuesAsText("id"))
                .containsExactly(Releases.id(2));
    }

    @Test
    void shouldRefuseParametersWithASentence() throws Exception {
        for (String query : List.of("limit=0", "limit=1001", "limit=many", "since=yesterday", "after=x")) {
            HttpResponse<byte[]> answer = mine(GEOJSON + "?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(json(answer).path("detail").textValue())
                    .startsWith("Parameter " + query.substring(0, query.indexOf('=')) + " is ");
        }
    }

    @Test
    void shouldDescribeEachRouteAndNothingElse() throws Exception {
        JsonNode document = json(get("/feeds/openapi.json"));
        TreeSet<String> described = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        assertThat(described)
                .containsExactlyInAnyOrder(
                        "GET " + FeedRoutes.DOCUMENT_PATH,
                        "GET " + FeedRoutes.GEOJSON_PATH,
                        "HEAD " + FeedRoutes.GEOJSON_PATH,
                        "GET " + FeedRoutes.ATOM_PATH,
                        "HEAD " + FeedRoutes.ATOM_PATH,
                        "GET " + FeedRoutes.CAP_PATH,
                        "HEAD " + FeedRoutes.CAP_PATH);
        assertThat(document.findValuesAsText("$ref")).allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void shouldDescribeEachPropertyOfAnEvent() throws Exception {
        release(Releases.sighting("wwf", 6).setIndividualAlias("Leo").setObservedUntil(Releases.NOW));
        JsonNode described = json(get("/feeds/openapi.json")).at("/components/schemas/EventProperties/properties");
        TreeSet<String> names = new TreeSet<>();
        json(mine(GEOJSON))
                .path("features")
                .forEach(feature -> feature.path("properties").fieldNames().forEachRemaining(names::add));

        assertThat(names)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(described.has(name)).as(name).isTrue());
    }
}
