package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dashboard.access.LoginLinks;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.past.PastIndex;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.amurwatch.consumer.dashboard.state.Versions;
import org.amurwatch.settings.Settings;
import org.jspecify.annotations.Nullable;

/** A dashboard on a port of its own, whose park is filled by hand. */
public final class TestDashboard implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    public final Park park;
    public final AlertBook alerts = new AlertBook(100);
    public final SystemFacts facts = new SystemFacts();
    public final List<PatrolResponse> stored = new CopyOnWriteArrayList<>();
    public final List<AccessEntry> accesses = new CopyOnWriteArrayList<>();
    public final List<ReviewVerdict> verdicts = new CopyOnWriteArrayList<>();
    public final HttpClient http = HttpClient.newHttpClient();
    public volatile boolean ready = true;
    public volatile boolean brokersAnswer = true;
    private volatile Duration passed = Duration.ZERO;
    private final Clock clock;
    private final DashboardParts parts;
    private final LoginLinks links;

    public TestDashboard(Path folder) {
        this(folder, Map.of());
    }

    public TestDashboard(Path folder, Map<String, String> more) {
        this(folder, more, InstantSource.fixed(ParkRecords.NOW));
    }

    /** @param source of the time, to which what {@linkplain #pass passed} is added */
    public TestDashboard(Path folder, Map<String, String> more, InstantSource source) {
        this.clock = ((InstantSource) () -> source.instant().plus(passed)).withZone(ZoneOffset.UTC);
        Map<String, String> settings = new HashMap<>(Map.of(
                "amurwatch.dashboard.port",
                "0",
                "amurwatch.dashboard.health-port",
                "0",
                "amurwatch.dashboard.login-links-file",
                folder.resolve("links").toString(),
                "amurwatch.dashboard.users-file",
                folder.resolve("users").toString()));
        settings.putAll(more);
        DashboardSettings read = Settings.read(DashboardSettings.class, settings);
        this.links = new LoginLinks(read.loginLinksFile(), clock);
        this.park = new Park(
                new ParkState(new Versions(clock, 7)), read.history(), read.mostEvents(), read.mostDays(), clock);
        this.parts = new DashboardParts(
                read,
                Purpose.ACTUAL,
                "1.2.3",
                park,
                alerts,
                facts,
                new Sinks(
                        response -> brokersAnswer && stored.add(response),
                        verdict -> brokersAnswer && verdicts.add(verdict),
                        this::stored,
                        entry -> brokersAnswer && accesses.add(entry)),
                () -> new DashboardHealth(ready, 12L),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                clock);
    }

    /** Of what was seen before; there with a setting past-folder alone. */
    public PastIndex past() {
        return Objects.requireNonNull(parts.past());
    }

    private boolean stored(String key, @Nullable IncidentNote note) {
        if (brokersAnswer) {
            park.note(key, note);
        }
        return brokersAnswer;
    }

    public void pass(Duration time) {
        passed = passed.plus(time);
    }

    public int port() {
        return parts.server().port();
    }

    public int healthPort() {
        return parts.server().healthPort();
    }

    public int streams() {
        return parts.live().clients();
    }

    public long dropped() {
        return parts.live().dropped();
    }

    List<ApiRoutes.Route> routes() {
        return parts.api().routes();
    }

    public String link(Role role, @Nullable String team) {
        return "/login/" + links.add(Viewer.of(role, team), Duration.ofHours(1));
    }

    /** Somebody who has logged in. */
    public Browser browser(Role role, @Nullable String team) throws Exception {
        HttpResponse<String> answer = open(link(role, team));
        return new Browser(cookie(answer));
    }

    public HttpResponse<String> get(String path, @Nullable String cookie, String... headers) throws Exception {
        return send(request(path, cookie, headers).GET().build());
    }

    /** Presses the button that a link shows. */
    public HttpResponse<String> open(String link, String... headers) throws Exception {
        return send(request(link, null, headers)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    public HttpResponse<String> logIn(String name, String password, String... headers) throws Exception {
        String body = JSON.createObjectNode()
                .put("name", name)
                .put("password", password)
                .toString();
        return send(request("/login", null, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The cookie that somebody was let in with. */
    public static String cookie(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new AssertionError("No cookie: " + answer.body()))
                .split(";")[0];
    }

    /** From the inner port. */
    public HttpResponse<String> getHealth(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort() + path))
                .build());
    }

    private HttpRequest.Builder request(String path, @Nullable String cookie, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(10));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** One who holds a cookie. */
    public final class Browser {

        public final String cookie;

        Browser(String cookie) {
            this.cookie = cookie;
        }

        public HttpResponse<String> get(String path, String... headers) throws Exception {
            return TestDashboard.this.get(path, cookie, headers);
        }

        public JsonNode json(String path) throws Exception {
            return TestDashboard.json(get(path));
        }

        public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
            return send(request(path, cookie, headers)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        public HttpResponse<String> delete(String path, String... headers) throws Exception {
            return send(request(path, cookie, headers).DELETE().build());
        }

        public String csrfToken() throws Exception {
            return json("/api/v1/me").path("csrfToken").asText();
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
