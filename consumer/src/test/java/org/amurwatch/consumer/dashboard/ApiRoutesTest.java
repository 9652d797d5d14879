package org.amurwatch.consumer.dashboard;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.shot;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.incident.Incidents;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiRoutesTest {

    private static final String ANSWERS = "/api/v1/incidents/khasan/a/answers";

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Browser officer;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(folder);
        officer = dashboard.browser(Role.DUTY_OFFICER, null);
        dashboard.park.territory("pad", territory("pad", "khasan", 43.0, 131.0));
        dashboard.park.incident("khasan/a", Incidents.shot("a").build());
        dashboard.park.settle();
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private HttpResponse<String> answer(Browser browser, String body) throws Exception {
        return browser.post(ANSWERS, body, "X-CSRF-Token", browser.csrfToken());
    }

    @Test
    void shouldDescribeEachRouteThatThereIs() throws Exception {
        JsonNode paths =
                TestDashboard.json(dashboard.get("/api/v1/openapi.json", null)).path("paths");
        List<String> described = new ArrayList<>();
        paths.fields().forEachRemaining(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        assertThat(dashboard.routes().stream()
                        .map(route -> route.method().toString().toLowerCase(Locale.ROOT) + " "
                                + route.path().replace('<', '{').replace('>', '}')))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void shouldAnswer304WhileNothingHasChanged() throws Exception {
        HttpResponse<String> first = officer.get("/api/v1/snapshot");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(officer.get("/api/v1/snapshot", "If-None-Match", etag).statusCode())
                .isEqualTo(304);

        dashboard.park.incident("khasan/b", Incidents.shot("b").build());

        assertThat(officer.get("/api/v1/snapshot", "If-None-Match", etag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSendALargeSnapshotWholeAndPacked() throws Exception {
        for (int i = 0; i < 500; i++) {
            dashboard.park.observation(shot(
                    "shot-" + i, placement("pad", "khasan"), new Position(43.05, 131.05, null), NOW.minusSeconds(i)));
        }

        HttpResponse<String> plain = officer.get("/api/v1/snapshot");
        HttpResponse<String> packed = officer.get("/api/v1/snapshot", "Accept-Encoding", "gzip");

        assertThat(TestDashboard.json(plain).path("sightings")).hasSize(500);
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.body().length()).isLessThan(plain.body().length() / 5);
        assertThat(packed.headers().firstValue("ETag"))
                .isEqualTo(plain.headers().firstValue("ETag"));
    }

    @Test
    void shouldFindAnIncidentByItsIdWithSlashesOfBothKinds() throws Exception {
        assertThat(officer.json("/api/v1/incidents/khasan/a").path("id").asText())
                .isEqualTo("khasan/a");
        JsonNode incident = officer.json("/api/v1/incidents/khasan%2Fa");
        assertThat(incident.path("id").asText()).isEqualTo("khasan/a");
        assertThat(incident.path("told").get(0).path("team").asText()).isEqualTo("north");
        assertThat(incident.path("timeline")).hasSize(2);
        assertThat(officer.get("/api/v1/incidents/khasan/none").statusCode()).isEqualTo(404);
        assertThat(officer.get("/api/v1/incidents?limit=0").statusCode()).isEqualTo(400);
        assertThat(officer.get("/api/v1/territories/pad?from=yesterday").body())
                .contains("Parameter from is a date such as");
    }

    @Test
    void shouldStoreWhatTheDutyOfficerAnswers() throws Exception {
        assertThat(answer(officer, "{\"answer\":\"acknowledged\"}").statusCode())
                .isEqualTo(202);

        PatrolResponse stored = dashboard.stored.get(0);
        assertThat(stored.getIncidentId()).isEqualTo("khasan/a");
        assertThat(stored.getSectorId()).isEqualTo("khasan");
        assertThat(stored.getTeamId()).isNull();
        assertThat(stored.getBy()).isEqualTo("duty-officer");
        assertThat(stored.getKind()).isEqualTo(ResponseKind.ACKNOWLEDGED);
    }

    @Test
    void shouldStoreWhatATeamAnswersAndAnOutcome() throws Exception {
        dashboard.park.team("north", ParkRecords.team("north", "khasan"));
        Browser ranger = dashboard.browser(Role.RANGER, "north");
        assertThat(answer(ranger, "{\"answer\":\"false-alarm\",\"outcome\":\"ANIMAL\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(dashboard.stored.get(0).getTeamId()).isEqualTo("north");
        assertThat(dashboard.stored.get(0).getOutcome()).isEqualTo(Outcome.ANIMAL);
    }

    @Test
    void shouldRefuseAnswersThatCantBeMeant() throws Exception {
        for (String body : List.of(
                "",
                "[]",
                "{\"answer\":\"maybe\"}",
                "{\"answer\":\"not-us\"}",
                "{\"answer\":\"resolved\"}",
                "{\"answer\":\"false-alarm\",\"outcome\":\"POACHING_CONFIRMED\"}",
                "{\"answer\":\"note\",\"note\":\"he wore a red hat\"}",
                "{\"answer\":\"closed-animal\"}")) {
            HttpResponse<String> answer = answer(officer, body);
            assertThat(answer.statusCode()).as(body).isEqualTo(422);
            assertThat(answer.body()).doesNotContain("red hat");
        }
        assertThat(officer.post(ANSWERS, "{\"answer\":\"acknowledged\"}").statusCode())
                .as("without the token")
                .isEqualTo(403);
        assertThat(answer(dashboard.browser(Role.ANALYST, null), "{\"answer\":\"acknowledged\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(answer(dashboard.browser(Role.RANGER, "south"), "{\"answer\":\"acknowledged\"}")
                        .statusCode())
                .as("its team was not told")
                .isEqualTo(404);
        assertThat(answer(officer, "{\"answer\":\"" + "x".repeat(20_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(dashboard.stored).isEmpty();
    }

    @Test
    void shouldSayWhenAnAnswerIsTooLateOrNotStored() throws Exception {
        dashboard.brokersAnswer = false;
        assertThat(answer(officer, "{\"answer\":\"acknowledged\"}").statusCode())
                .isEqualTo(503);
        dashboard.brokersAnswer = true;
        dashboard.park.incident(
                "khasan/a", Incidents.shot("a").setState(IncidentState.RESOLVED).build());
        assertThat(answer(officer, "{\"answer\":\"acknowledged\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void shouldShowNothingBeforeItIsWholeAndSayHowFarItIs() throws Exception {
        dashboard.ready = false;
        assertThat(officer.get("/api/v1/snapshot").statusCode()).isEqualTo(503);
        assertThat(officer.get("/api/v1/me").statusCode()).isEqualTo(200);
        assertThat(dashboard.get("/health/ready", null).statusCode())
                .as("not on this port")
                .isEqualTo(404);
        assertThat(dashboard.get("/metrics", null).statusCode()).isEqualTo(404);
        HttpResponse<String> health = dashboard.getHealth("/health/ready");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"recordsToRead\":12");
        assertThat(dashboard.getHealth("/health/live").statusCode()).isEqualTo(200);
        assertThat(dashboard.getHealth("/metrics").body()).contains("amurwatch_dashboard_streams 0.0");
    }

    @Test
    void shouldListenForOtherMachinesOnlyBehindAProxy() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new TestDashboard(folder, Map.of("amurwatch.dashboard.host", "0.0.0.0")))
                .withMessageContaining("amurwatch.dashboard.behind-proxy");
    }

    @Test
    void shouldGiveHealthToThoseAloneThatMayHaveIt() throws Exception {
        assertThat(officer.json("/api/v1/health").path("version").asText()).isEqualTo("1.2.3");
        assertThat(dashboard.browser(Role.ANALYST, null).get("/api/v1/health").statusCode())
                .isEqualTo(403);
    }
}
