package org.amurwatch.consumer.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessRoutesTest {

    @TempDir
    private Path folder;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(folder);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void shouldLetSomebodyInOnceByALink() throws Exception {
        String link = dashboard.link(Role.DUTY_OFFICER, null);

        HttpResponse<String> first = dashboard.open(link, "Sec-Fetch-Site", "same-origin");

        assertThat(first.statusCode()).isEqualTo(204);
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("__Host-amurwatch=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "SameSite=Strict");
        assertThat(cookie).doesNotContain("Domain");
        assertThat(dashboard.open(link).statusCode()).isEqualTo(403);
        assertThat(TestDashboard.json(dashboard.get("/api/v1/me", cookie.split(";")[0]))
                        .path("role")
                        .asText())
                .isEqualTo("DUTY_OFFICER");
    }

    @Test
    void shouldNotUseALinkUpByFetchingIt() throws Exception {
        String link = dashboard.link(Role.ANALYST, null);

        HttpResponse<String> preview = dashboard.get(link, null);

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(preview.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(dashboard.open(link).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldLetNoPageOfElsewherePressTheButton() throws Exception {
        String link = dashboard.link(Role.ANALYST, null);

        HttpResponse<String> lured = dashboard.open(link, "Sec-Fetch-Site", "cross-site");

        assertThat(lured.statusCode()).isEqualTo(403);
        assertThat(lured.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(dashboard.open(link).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldKeepNoSecretInItsFiles() throws Exception {
        String link = dashboard.link(Role.ANALYST, null);

        String kept = Files.readString(folder.resolve("links"));

        assertThat(kept).contains("ANALYST").doesNotContain(link.substring("/login/".length()));
        assertThat(Files.getPosixFilePermissions(folder.resolve("links"))).hasSize(2);
    }

    @Test
    void shouldRefuseALinkThatHasRunOut() throws Exception {
        String link = dashboard.link(Role.ANALYST, null);
        dashboard.pass(Duration.ofMinutes(61));
        assertThat(dashboard.open(link).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldGiveNothingToWhoIsNotLoggedIn() throws Exception {
        for (String path : new String[] {
            "me",
            "snapshot",
            "stream",
            "incidents",
            "incidents/a/b",
            "territories/x",
            "individuals",
            "health",
            "nothing"
        }) {
            HttpResponse<String> answer = dashboard.get("/api/v1/" + path, null);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(dashboard.get("/api/v1/openapi.json", null).statusCode()).isEqualTo(200);
        assertThat(dashboard.get("/api/v1/me", "__Host-amurwatch=guessed").statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldWantTheTokenOfTheSessionForWhatChangesSomething() throws Exception {
        Browser officer = dashboard.browser(Role.DUTY_OFFICER, null);
        Browser other = dashboard.browser(Role.DUTY_OFFICER, null);

        assertThat(officer.post("/logout", "").statusCode()).isEqualTo(403);
        assertThat(officer.post("/logout", "", "X-CSRF-Token", other.csrfToken())
                        .statusCode())
                .isEqualTo(403);
        assertThat(officer.post("/logout", "", "X-CSRF-Token", officer.csrfToken(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(officer.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(officer.post("/logout", "", "X-CSRF-Token", officer.csrfToken(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(204);
        assertThat(officer.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(other.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldEndASessionThatIsIdleOrOld() throws Exception {
        Browser idle = dashboard.browser(Role.ANALYST, null);
        Browser busy = dashboard.browser(Role.ANALYST, null);
        for (int day = 0; day < 13; day++) {
            dashboard.pass(Duration.ofHours(11));
            assertThat(busy.get("/api/v1/me").statusCode()).isEqualTo(200);
        }
        assertThat(idle.get("/api/v1/me").statusCode()).isEqualTo(401);
        dashboard.pass(Duration.ofHours(11));
        dashboard.pass(Duration.ofHours(14));
        assertThat(busy.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldRefuseAnAddressThatGuesses() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(dashboard.open("/login/guess-" + i).statusCode()).isEqualTo(403);
        }
        HttpResponse<String> answer = dashboard.open(dashboard.link(Role.ANALYST, null));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("600");
        dashboard.pass(Duration.ofMinutes(11));
        assertThat(dashboard.open(dashboard.link(Role.ANALYST, null)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void shouldSendSecurityHeadersWithGoodAndBadAnswers() throws Exception {
        for (String path : new String[] {"/api/v1/me", "/nothing.html", "/api/v1/openapi.json"}) {
            var headers = dashboard.get(path, null).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void shouldTellBrowsersToUseTlsBehindAProxyAndKnowTheTileServer() throws Exception {
        try (TestDashboard proxied = new TestDashboard(
                folder,
                Map.of(
                        "amurwatch.dashboard.behind-proxy", "true",
                        "amurwatch.dashboard.tiles-url", "https://{s}.tiles.example.org/{z}/{x}/{y}.png"))) {
            var headers = proxied.get("/api/v1/me", null).headers();
            assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("img-src 'self' data: https://*.tiles.example.org;");
        }
    }

    @Test
    void shouldKnowSessionsAgainAfterARestart() throws Exception {
        Map<String, String> kept = Map.of(
                "amurwatch.dashboard.sessions-file", folder.resolve("sessions").toString());
        String cookie;
        try (TestDashboard before = new TestDashboard(folder, kept)) {
            cookie = before.browser(Role.DUTY_OFFICER, null).cookie;
        }
        assertThat(Files.readString(folder.resolve("sessions"))).doesNotContain(cookie.split("=")[1]);
        try (TestDashboard after = new TestDashboard(folder, kept)) {
            assertThat(after.get("/api/v1/me", cookie).statusCode()).isEqualTo(200);
        }
    }
}
