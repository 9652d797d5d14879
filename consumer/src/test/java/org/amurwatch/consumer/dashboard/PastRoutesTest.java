package org.amurwatch.consumer.dashboard;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.shot;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.ParkRecords.team;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.past.PastRecords;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRoutesTest {

    private static final Position HERE = new Position(43.1, 131.4, 10.0);
    private static final String YEAR = "/api/v1/past?from=2025-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Browser officer;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(
                folder,
                Map.of("amurwatch.dashboard.past-folder", folder.resolve("past").toString()));
        officer = dashboard.browser(Role.DUTY_OFFICER, null);
        dashboard.park.team("north", team("north", "khasan"));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private static ObservationChange boar(String id, String sector, int daysAgo) {
        return sighting(id, "Sus scrofa", placement("pad", sector), HERE, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    @Test
    void shouldGiveThePastAsTheSnapshotGivesThePresent() throws Exception {
        ObservationChange shot = shot("a", placement("pad", "khasan"), HERE, NOW.minusSeconds(600));
        var incident = Incidents.shot("a").build();
        incident.getEvidence().get(0).setEventKey("src/a");
        dashboard.park.incident(incident.getIncidentId(), incident);
        dashboard.park.observation(shot);
        PastRecords.fill(dashboard.past(), shot);

        JsonNode past = officer.json(YEAR);

        assertThat(past.path("items"))
                .isEqualTo(officer.json("/api/v1/snapshot").path("sightings"));
        assertThat(past.at("/items/0/incident").asText()).isEqualTo("khasan/a");
        assertThat(past.path("next").isNull()).isTrue();
        assertThat(past.path("complete").asBoolean()).isTrue();
        assertThat(past.path("oldest").asText()).isEqualTo("2024-12-13T00:00:00Z");
    }

    @Test
    void shouldGiveThePastPageByPageAndNoneTwice() throws Exception {
        PastRecords.fill(dashboard.past());
        for (int i = 1; i <= 7; i++) {
            PastRecords.fill(dashboard.past(), boar("b" + i, "khasan", 100 - i));
        }
        List<String> all = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 4; page++) {
            JsonNode answer = officer.json(YEAR + "&limit=3&after=" + next);
            all.addAll(ids(answer));
            next = answer.path("next").asText("");
            if (answer.path("next").isNull()) {
                break;
            }
        }
        assertThat(all).containsExactly("src/b1", "src/b2", "src/b3", "src/b4", "src/b5", "src/b6", "src/b7");
    }

    @Test
    void shouldGiveARangerWhatIsOfTheTeamAlone() throws Exception {
        PastRecords.fill(
                dashboard.past(),
                boar("ours", "khasan", 50),
                boar("theirs", "lazo", 40),
                boar("theirs-too", "lazo", 30));
        PastRecords.signal(
                dashboard.past(),
                PastRecords.signal("own", SignalKind.CHECK_IN, "north", "khasan", HERE, NOW.minusSeconds(50)),
                PastRecords.signal("others", SignalKind.CHECK_IN, "south", "khasan", HERE, NOW.minusSeconds(40)),
                PastRecords.signal("quiet", SignalKind.ABSENCE, "src/cam", "khasan", HERE, NOW.minusSeconds(30)));
        Browser ranger = dashboard.browser(Role.RANGER, "north");

        assertThat(ids(ranger.json(YEAR))).containsExactly("src/ours", "signal/own", "signal/quiet");
        JsonNode first = ranger.json(YEAR + "&limit=1");
        assertThat(first.path("next").isNull()).isFalse();
        assertThat(ids(ranger.json(YEAR + "&limit=1&after=" + first.path("next").asText())))
                .containsExactly("signal/own");
        for (String format : List.of("past.csv", "past.geojson")) {
            assertThat(ranger.get(YEAR.replace("past", format)).body())
                    .contains("src/ours")
                    .doesNotContain("theirs", "others");
        }
        assertThat(ids(dashboard.browser(Role.ANALYST, null).json(YEAR)))
                .as("who sees no patrols sees no place where one did not check in")
                .containsExactly("src/ours", "src/theirs", "src/theirs-too", "signal/quiet");
    }

    @Test
    void shouldExportAPeriod() throws Exception {
        PastRecords.fill(dashboard.past(), boar("a", "khasan", 50), boar("=b", "khasan", 40));

        HttpResponse<String> csv = officer.get(YEAR.replace("past", "past.csv"));
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.body().lines())
                .hasSize(3)
                .startsWith("observedAt,receivedAt,id,kind,subject,count,individual,method,territory,incident,"
                        + "clockSuspect,purpose,latitude,longitude,uncertaintyMeters")
                .element(1)
                .asString()
                .contains("\"2025-11-28T12:00:00Z\"", "\"Sus scrofa\"", ",43.1,131.4,10.0");
        JsonNode features = TestDashboard.json(officer.get(YEAR.replace("past", "past.geojson")));
        assertThat(features.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(features.path("features")).hasSize(2);
        assertThat(features.at("/features/0/geometry").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[131.4,43.1]}");
        assertThat(features.at("/features/0/properties/subject").asText()).isEqualTo("Sus scrofa");
    }

    @Test
    void shouldExportMoreThanAPageWhole() throws Exception {
        ObservationChange[] many = new ObservationChange[1_200];
        for (int i = 0; i < many.length; i++) {
            many[i] = boar("m" + i, "khasan", 1 + i % 300);
        }
        PastRecords.fill(dashboard.past(), many);

        assertThat(officer.json(YEAR).path("items")).hasSize(1_000);
        assertThat(officer.get(YEAR.replace("past", "past.csv")).body().split("\r\n"))
                .hasSize(1_201);
        assertThat(TestDashboard.json(officer.get(YEAR.replace("past", "past.geojson"), "Accept-Encoding", "identity"))
                        .path("features"))
                .hasSize(1_200);
    }

    @Test
    void shouldSayWhatIsWrongWithAQuestion() throws Exception {
        PastRecords.fill(dashboard.past());
        for (String query : List.of(
                "from=yesterday",
                "from=2026-01-01",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "limit=0",
                "limit=1001",
                "after=x",
                "to=%2B999999999-01-01T00:00:00Z")) {
            HttpResponse<String> answer = officer.get("/api/v1/past?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).as(query).contains("Parameter ");
        }
    }

    @Test
    void shouldSayThatThePastIsNotThereOrNotYet() throws Exception {
        assertThat(officer.get("/api/v1/past").statusCode())
                .as("it is not open yet")
                .isEqualTo(503);
        assertThat(officer.get("/api/v1/past.csv").statusCode()).isEqualTo(503);
        assertThat(officer.json("/api/v1/me").path("pastDays").asInt()).isEqualTo(400);
        assertThat(dashboard
                        .browser(Role.VISITOR, null)
                        .json("/api/v1/me")
                        .path("pastDays")
                        .isNull())
                .isTrue();
        try (TestDashboard other = new TestDashboard(folder.resolve("other"))) {
            Browser without = other.browser(Role.DUTY_OFFICER, null);
            assertThat(without.get("/api/v1/past").statusCode()).isEqualTo(404);
            assertThat(without.get("/api/v1/past").body()).contains("amurwatch.dashboard.past-folder");
            assertThat(without.json("/api/v1/me").path("pastDays").isNull()).isTrue();
        }
    }
}
