package org.amurwatch.consumer.dashboard;

import static org.amurwatch.consumer.dashboard.ParkRecords.individual;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.past.PastRecords;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is given exact positions is written down, whatever route gives them. */
class AuditedRoutesTest {

    /** What holds no position of anything. A route that is added to it holds none either. */
    private static final Set<String> NOTHING_EXACT = Set.of(
            "/api/v1/openapi.json",
            "/api/v1/me",
            "/api/v1/health",
            // The operator's own map: neither animals nor people are on it.
            "/api/v1/places");

    @TempDir
    private Path folder;

    private TestDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = new TestDashboard(
                folder,
                Map.of("amurwatch.dashboard.past-folder", folder.resolve("past").toString()));
        PastRecords.fill(dashboard.past());
        dashboard.park.territory("pad", territory("pad", "khasan", 43.0, 131.0));
        dashboard.park.incident("khasan/a", Incidents.shot("a").build());
        dashboard.park.individual("lord", individual("lord", "pad", new Position(43.0, 131.0, null)));
        dashboard.park.settle();
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private static String address(String path) {
        String address = path.replace("incidents/<id>", "incidents/khasan/a").replace("<id>", "pad");
        return path.contains("/past") ? address + "?from=2026-01-01T00:00:00Z&to=2026-01-17T00:00:00Z" : address;
    }

    private List<String> audited() {
        return dashboard.routes().stream()
                .filter(route -> route.method() == HandlerType.GET)
                .map(ApiRoutes.Route::path)
                .filter(path -> !NOTHING_EXACT.contains(path))
                // MediaRoutesTest has pictures to ask for.
                .filter(path -> !path.startsWith("/api/v1/media/"))
                .toList();
    }

    /** The status of a route; of the stream its head alone is read. */
    private int ask(Browser browser, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + address(path)))
                .header("Cookie", browser.cookie)
                .build();
        HttpResponse<InputStream> answer = dashboard.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    @Test
    void shouldWriteOneEntryForEachAnswerThatHoldsExactPositions() throws Exception {
        Browser officer = dashboard.browser(Role.DUTY_OFFICER, null);
        for (String path : audited()) {
            dashboard.accesses.clear();
            assertThat(ask(officer, path)).as(path).isEqualTo(200);
            assertThat(dashboard.accesses).as("entries of %s", path).hasSize(1);
        }
        dashboard.accesses.clear();
        assertThat(ask(officer, "/api/v1/me")).isEqualTo(200);
        assertThat(dashboard.accesses).isEmpty();
    }

    @Test
    void shouldSayWhatWasGivenAndHowMuch() throws Exception {
        Browser officer = dashboard.browser(Role.DUTY_OFFICER, null);

        officer.get("/api/v1/snapshot");
        officer.get("/api/v1/incidents/khasan/a");
        officer.get("/api/v1/territories/pad.csv");

        assertThat(dashboard.accesses)
                .extracting(AccessEntry::getWhat)
                .containsExactly(AccessKind.SNAPSHOT, AccessKind.INCIDENT, AccessKind.EXPORT);
        assertThat(dashboard.accesses).extracting(AccessEntry::getSubject).containsExactly(null, "khasan/a", "pad");
        assertThat(dashboard.accesses.get(0).getItems()).isEqualTo(3);
        assertThat(dashboard.accesses).extracting(AccessEntry::getWho).containsOnly("duty-officer");
    }

    @Test
    void shouldWriteDownThatSomebodyMayGoOnWithWhatTheyHaveAndNothingWhereTheyGetNothing() throws Exception {
        Browser officer = dashboard.browser(Role.DUTY_OFFICER, null);
        String etag =
                officer.get("/api/v1/snapshot").headers().firstValue("ETag").orElseThrow();

        assertThat(officer.get("/api/v1/snapshot", "If-None-Match", etag).statusCode())
                .isEqualTo(304);
        assertThat(officer.get("/api/v1/incidents/khasan/none").statusCode()).isEqualTo(404);

        assertThat(dashboard.accesses).hasSize(2);
    }

    @Test
    void shouldGiveNothingExactThatCantBeWrittenDown() throws Exception {
        Browser officer = dashboard.browser(Role.DUTY_OFFICER, null);
        Browser visitor = dashboard.browser(Role.VISITOR, null);
        dashboard.brokersAnswer = false;

        for (String path : audited()) {
            assertThat(ask(officer, path)).as(path).isEqualTo(503);
        }

        HttpResponse<String> answer = officer.get("/api/v1/incidents/khasan/a");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("try again").doesNotContain("131", "khasan");
        assertThat(dashboard.streams()).isZero();
        assertThat(ask(visitor, "/api/v1/snapshot")).isEqualTo(200);
        assertThat(ask(visitor, "/api/v1/stream")).isEqualTo(200);
        assertThat(dashboard.getHealth("/metrics").body())
                .contains(
                        "amurwatch_dashboard_audit_refused_total " + (audited().size() + 1) + ".0");
    }

    @Test
    void shouldWriteNothingOfVisitorsAndPartners() throws Exception {
        for (Role role : List.of(Role.VISITOR, Role.PARTNER)) {
            Browser browser = dashboard.browser(role, null);
            for (String path : audited()) {
                ask(browser, path);
            }
        }
        assertThat(dashboard.accesses).isEmpty();
    }
}
