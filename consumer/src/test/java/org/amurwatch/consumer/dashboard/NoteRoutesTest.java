package org.amurwatch.consumer.dashboard;

import static org.amurwatch.consumer.dashboard.ParkRecords.team;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteRoutesTest {

    private static final String INCIDENT = "/api/v1/incidents/khasan/a";
    private static final String NOTES = INCIDENT + "/notes";

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Browser officer;
    private Browser ranger;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(folder);
        dashboard.park.territory("pad", territory("pad", "khasan", 43.0, 131.3));
        dashboard.park.team("north", team("north", "khasan"));
        dashboard.park.team("south", team("south", "khasan"));
        dashboard.park.incident("khasan/a", Incidents.shot("a").build());
        dashboard.park.settle();
        officer = dashboard.browser(Role.DUTY_OFFICER, null);
        ranger = dashboard.browser(Role.RANGER, "north");
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private HttpResponse<String> write(Browser browser, String text) throws Exception {
        return browser.post(NOTES, "{\"text\":\"" + text + "\"}", AccessRoutes.CSRF_HEADER, browser.csrfToken());
    }

    private List<String> seen(Browser browser) throws Exception {
        List<String> texts = new java.util.ArrayList<>();
        browser.json(INCIDENT)
                .path("notes")
                .forEach(note -> texts.add(note.path("text").asText()));
        return texts;
    }

    @Test
    void shouldShowANoteToAllWhoSeeTheIncident() throws Exception {
        assertThat(write(ranger, "tracks lead to the ford\\nred boots").statusCode())
                .isEqualTo(202);
        dashboard.pass(Duration.ofMinutes(1));
        assertThat(write(officer, "police informed").statusCode()).isEqualTo(202);

        assertThat(seen(officer)).containsExactly("tracks lead to the ford\nred boots", "police informed");
        assertThat(seen(ranger)).hasSize(2);
        assertThat(officer.json("/api/v1/incidents")
                        .path("items")
                        .get(0)
                        .path("noteCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldEraseANoteForWhoeverWroteItAndForAnAdministratorAlone() throws Exception {
        write(ranger, "one");
        String id = officer.json(INCIDENT).path("notes").get(0).path("id").asText();

        assertThat(erase(officer, id).statusCode()).as("it is another's").isEqualTo(403);
        assertThat(seen(officer)).hasSize(1);
        assertThat(erase(ranger, id).statusCode()).isEqualTo(204);
        assertThat(seen(officer)).isEmpty();
        assertThat(erase(ranger, id).statusCode()).as("it is gone").isEqualTo(404);

        write(ranger, "two");
        String second = officer.json(INCIDENT).path("notes").get(0).path("id").asText();
        assertThat(erase(dashboard.browser(Role.ADMINISTRATOR, null), second).statusCode())
                .isEqualTo(204);
    }

    private HttpResponse<String> erase(Browser browser, String id) throws Exception {
        return browser.delete(NOTES + "/" + id, AccessRoutes.CSRF_HEADER, browser.csrfToken());
    }

    @Test
    void shouldTakeNoNoteFromWhoMayNotAnswerOrDoesNotSeeTheIncident() throws Exception {
        assertThat(write(dashboard.browser(Role.ANALYST, null), "one").statusCode())
                .isEqualTo(403);
        assertThat(write(dashboard.browser(Role.VISITOR, null), "one").statusCode())
                .isEqualTo(403);
        assertThat(write(dashboard.browser(Role.RANGER, "south"), "one").statusCode())
                .as("its team was not told")
                .isEqualTo(404);
        assertThat(officer.post(NOTES, "{\"text\":\"one\"}").statusCode())
                .as("without the token")
                .isEqualTo(403);
        assertThat(seen(officer)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoNoteAndSayWhatIsNotStored() throws Exception {
        for (String text : List.of("", "  ", "x".repeat(2_001))) {
            assertThat(write(officer, text).statusCode()).isEqualTo(422);
        }
        dashboard.brokersAnswer = false;
        assertThat(write(officer, "one").statusCode()).isEqualTo(503);
        assertThat(seen(officer)).isEmpty();
    }
}
