package org.amurwatch.consumer.dashboard;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.at;
import static org.amurwatch.consumer.dashboard.ParkRecords.day;
import static org.amurwatch.consumer.dashboard.ParkRecords.deployment;
import static org.amurwatch.consumer.dashboard.ParkRecords.individual;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.shot;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.ParkRecords.team;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Place;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.avro.Vertex;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.past.PastRecords;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants places, names and ids that are found nowhere else, and looks for them in all that a role can get. */
class PrecisionTest {

    /** Parts of planted places, ids, names and times: none may reach one who sees nothing exact. */
    private static final List<String> CANARIES = List.of(
            "71828",
            "18284",
            "kanarek",
            "Kanarek",
            "gunshot",
            "GUNSHOT",
            "Panthera",
            "src/",
            "khasan",
            "2025-12-0",
            "2025-11-2",
            "2026-01-17T11",
            "2026-01-17T10");

    private static final Position SECRET = new Position(43.171828, 131.418284, 50.0);
    private static final Instant OLD = NOW.minus(Duration.ofDays(45));

    @TempDir
    private Path folder;

    private TestDashboard dashboard;

    @BeforeEach
    void plant() {
        dashboard = new TestDashboard(
                folder,
                Map.of(
                        "amurwatch.dashboard.most-streams",
                        "10",
                        "amurwatch.dashboard.past-folder",
                        folder.resolve("past").toString()));
        var park = dashboard.park;
        park.territory("kanarek-pad", territory("kanarek-pad", "khasan", SECRET.getLatitude(), SECRET.getLongitude()));
        park.team("kanarek-team", team("kanarek-team", "khasan"));
        var placement = placement("kanarek-pad", "khasan");
        park.observation(sighting("kanarek-new", "Sus scrofa", placement, SECRET, NOW.minusSeconds(3_000)));
        park.observation(sighting("kanarek-old", "Sus scrofa", placement, SECRET, OLD));
        park.observation(sighting("kanarek-leo", "Panthera pardus", placement, SECRET, OLD));
        park.observation(shot("kanarek-shot", placement, SECRET, OLD));
        park.observation(deployment("kanarek-cam", placement, SECRET, null));
        var incident = Incidents.shot("kanarek")
                .setTerritoryId("kanarek-pad")
                .setCentre(SECRET)
                .build();
        incident.getEvidence().get(0).setPosition(SECRET);
        incident.setTimeline(List.of(TimelineEntry.newBuilder()
                .setAt(NOW.minusSeconds(2_000))
                .setKind(TimelineKind.EVIDENCE)
                .setSubject("src/kanarek-shot")
                .build()));
        park.incident(incident.getIncidentId(), incident);
        park.review(ParkRecords.review("kanarek-review", placement, SECRET, NOW.minusSeconds(2_500)));
        park.position(at("kanarek-team", NOW.minusSeconds(3_000), SECRET));
        park.individual("kanarek-1", individual("kanarek-1", "kanarek-pad", SECRET));
        park.day(day("kanarek-pad", "khasan", LocalDate.of(2025, 12, 3), "Sus scrofa", 1, 10));
        dashboard.alerts.add(Alerts.alert("kanarek-alert")
                .setIncidentId(incident.getIncidentId())
                .setPosition(SECRET)
                .build());
        park.places()
                .take(
                        "kanarek-cordon",
                        Place.newBuilder()
                                .setId("kanarek-cordon")
                                .setKind(PlaceKind.BASE)
                                .setName("kanarek cordon")
                                .setLine(List.of(new Vertex(SECRET.getLatitude(), SECRET.getLongitude())))
                                .build());
        park.settle();
        PastRecords.fill(
                dashboard.past(),
                sighting("kanarek-then", "Panthera pardus", placement, SECRET, OLD),
                shot("kanarek-shot", placement, SECRET, OLD));
        PastRecords.signal(
                dashboard.past(),
                PastRecords.signal("kanarek", SignalKind.CHECK_IN, "kanarek-team", "khasan", SECRET, OLD));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    /** Every GET there is, with the ids that there are and that there are not; good answers and bad ones. */
    private List<String> paths() {
        List<String> paths =
                new ArrayList<>(List.of("/", "/nothing", "/nothing.js", "/login/nothing", "/health/ready"));
        for (ApiRoutes.Route route : dashboard.routes()) {
            if (route.method() != HandlerType.GET || route.path().endsWith("/stream")) {
                continue;
            }
            for (String id :
                    List.of("kanarek-pad", "kanarek-pad.csv", "khasan/kanarek", "nothing", "khasan%2Fkanarek")) {
                paths.add(route.path().replace("<id>", id).replace("<hash>", id)
                        + "?from=2025-11-30&to=2026-01-18&state=all");
            }
            String nothing = route.path().replace("<id>", "nothing").replace("<hash>", "nothing");
            paths.add(nothing + "?from=2025-11-30T00:00:00Z&to=2026-01-18T00:00:00Z");
            paths.add(nothing + "?from=no&limit=none&state=none");
        }
        return paths;
    }

    private Map<String, String> all(Browser browser) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : paths()) {
            HttpResponse<String> answer = browser.get(path);
            answers.put(path, headers(answer) + answer.body());
        }
        answers.put("/api/v1/stream", stream(browser));
        return answers;
    }

    private static String headers(HttpResponse<String> answer) {
        return answer.headers().map().toString().replaceAll("date=\\[[^]]*]", "");
    }

    /** What a stream says while everything changes, until its reader leaves. */
    private String stream(Browser browser) throws Exception {
        Browser witness = dashboard.browser(Role.ADMINISTRATOR, null);
        StringBuffer seen = listen(witness);
        StringBuffer heard = listen(browser);
        String late = "kanarek-late-" + dashboard.park.state().version();
        var placement = placement("kanarek-pad", "khasan");
        dashboard.park.position(at("kanarek-team", NOW.minusSeconds(1_800), SECRET));
        dashboard.park.incident(
                "khasan/kanarek-2",
                Incidents.shot("kanarek-2").setCentre(SECRET).build());
        dashboard.park.settle();
        dashboard.park.review(ParkRecords.review(late, placement, SECRET, NOW.minusSeconds(1_900)));
        dashboard.park.observation(sighting(late, "Sus scrofa", placement, SECRET, NOW.minusSeconds(1_800)));
        await().untilAsserted(() -> assertThat(seen.toString()).contains(late));
        browser.post("/logout", "", "X-CSRF-Token", browser.csrfToken());
        await().untilAsserted(() -> assertThat(heard.toString()).contains("ended"));
        return heard.toString();
    }

    private StringBuffer listen(Browser browser) {
        StringBuffer heard = new StringBuffer();
        dashboard.http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + "/api/v1/stream"))
                        .header("Cookie", browser.cookie)
                        .build(),
                HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(heard)));
        await().untilAsserted(() -> assertThat(heard.toString()).contains("event: ready"));
        return heard;
    }

    @Test
    void shouldGiveAVisitorAndAPartnerNothingExact() throws Exception {
        for (Role role : List.of(Role.VISITOR, Role.PARTNER)) {
            Browser browser = dashboard.browser(role, null);
            assertThat(browser.json("/api/v1/snapshot").path("cells"))
                    .as("there is something to see")
                    .hasSize(1);
            all(browser).forEach((path, answer) -> assertThat(found(answer))
                    .as("%s, %s: %s", role, path, answer)
                    .isEmpty());
        }
    }

    @Test
    void shouldFindTheCanariesWhereTheyMayBeSeen() throws Exception {
        Browser officer = dashboard.browser(Role.DUTY_OFFICER, null);
        String everything = String.join("\n", all(officer).values());
        assertThat(found(everything))
                .as("the search can fail: all that was planted is there for a duty officer")
                .containsAll(CANARIES.stream()
                        .filter(canary ->
                                !canary.equals("gunshot") && !canary.equals("2025-11-2") && !canary.equals("Kanarek"))
                        .toList());
    }

    @Test
    void shouldGiveThePastToNobodyWhoSeesNothingExact() throws Exception {
        for (Role role : List.of(Role.VISITOR, Role.PARTNER)) {
            for (String path : List.of("past", "past.csv", "past.geojson", "past?from=no")) {
                assertThat(dashboard.browser(role, null).get("/api/v1/" + path).statusCode())
                        .as("%s, %s", role, path)
                        .isEqualTo(403);
            }
        }
    }

    private static List<String> found(String text) {
        return CANARIES.stream().filter(text::contains).toList();
    }
}
