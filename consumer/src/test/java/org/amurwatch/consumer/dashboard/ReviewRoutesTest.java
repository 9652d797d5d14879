package org.amurwatch.consumer.dashboard;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.review;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Verdict;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a person to look at, and what they say. */
class ReviewRoutesTest {

    private static final Position PLACE = new Position(43.1, 131.4, null);

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Browser officer;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(folder);
        officer = dashboard.browser(Role.DUTY_OFFICER, null);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private static ReviewItem waiting(String event, Instant openedAt) {
        return review(event, placement("pad", "khasan"), PLACE, openedAt);
    }

    private static List<String> ids(JsonNode queue) {
        List<String> ids = new ArrayList<>();
        queue.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private HttpResponse<String> judge(Browser browser, String event, String body) throws Exception {
        return browser.post("/api/v1/review/" + event + "/verdict", body, "X-CSRF-Token", browser.csrfToken());
    }

    @Test
    void shouldListTheWorstFirstAndThenTheOldest() throws Exception {
        dashboard.park.incident(
                "khasan/bad",
                Incidents.shot("bad").setSeverity(Severity.CRITICAL).build());
        ReviewItem bad = waiting("bad", NOW.minusSeconds(10));
        bad.setIncidentId("khasan/bad");
        dashboard.park.review(waiting("new", NOW.minusSeconds(20)));
        dashboard.park.review(waiting("old", NOW.minusSeconds(30)));
        dashboard.park.review(bad);

        JsonNode first = officer.json("/api/v1/review?limit=2");
        JsonNode second = officer.json(
                "/api/v1/review?limit=2&after=" + first.path("next").asText());

        assertThat(ids(first)).containsExactly("src/bad", "src/old");
        assertThat(first.path("waiting").asInt()).isEqualTo(3);
        assertThat(first.path("items").get(0).path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(first.path("items").get(0).path("incident").asText()).isEqualTo("khasan/bad");
        assertThat(ids(second)).containsExactly("src/new");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void shouldNameThePicturesThatAreKeptHereAlone() throws Exception {
        ReviewItem item = waiting("one", NOW);
        item.setMedia(List.of(
                MediaReference.newBuilder()
                        .setMediaId("IMG_1.JPG")
                        .setContentHash("ab".repeat(32))
                        .setMediaType("image/jpeg")
                        .build(),
                MediaReference.newBuilder().setMediaId("IMG_2.JPG").build()));
        dashboard.park.review(item);

        JsonNode media = officer.json("/api/v1/review").path("items").get(0).path("media");

        assertThat(media).hasSize(1);
        assertThat(media.get(0).path("hash").asText()).isEqualTo("ab".repeat(32));
    }

    @Test
    void shouldTakeOutWhatWasJudgedOrExpiredAndNotBringItBack() throws Exception {
        ReviewItem open = waiting("one", NOW.minusSeconds(30));
        dashboard.park.review(open);
        dashboard.park.review(waiting("two", NOW.minusSeconds(30)));
        dashboard.park.review(ReviewItem.newBuilder(open)
                .setState(ReviewState.JUDGED)
                .setVerdict(Verdict.VILLAGER)
                .setChangedAt(NOW)
                .build());
        dashboard.park.review(open);
        dashboard.park.review(ReviewItem.newBuilder(waiting("two", NOW.minusSeconds(30)))
                .setState(ReviewState.EXPIRED)
                .setChangedAt(NOW)
                .build());
        dashboard.park.review(ReviewItem.newBuilder(waiting("canary", NOW))
                .setPurpose(Purpose.CANARY)
                .build());

        assertThat(officer.json("/api/v1/review").path("items")).isEmpty();
        JsonNode shown = officer.json("/api/v1/snapshot").path("review");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("verdict").asText()).isEqualTo("VILLAGER");
    }

    @Test
    void shouldShowWhatWaitsInTwoSectorsOnceAndAsLongAsItWaitsInOne() throws Exception {
        ReviewItem here = waiting("border", NOW.minusSeconds(30));
        ReviewItem there = ReviewItem.newBuilder(here).setSectorId("terney").build();
        dashboard.park.review(here);
        dashboard.park.review(there);
        dashboard.park.review(ReviewItem.newBuilder(there)
                .setState(ReviewState.EXPIRED)
                .setChangedAt(NOW)
                .build());

        assertThat(ids(officer.json("/api/v1/review"))).containsExactly("src/border");

        dashboard.park.review(ReviewItem.newBuilder(here)
                .setState(ReviewState.EXPIRED)
                .setChangedAt(NOW)
                .build());
        assertThat(officer.json("/api/v1/review").path("items")).isEmpty();
    }

    @Test
    void shouldStoreWhatWasSeenUnderTheKeyOfTheEvent() throws Exception {
        dashboard.park.review(waiting("card/4711", NOW));

        assertThat(judge(officer, "src%2Fcard%2F4711", "{\"verdict\":\"our-staff\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(judge(officer, "src/card/4711", "{\"verdict\":\"villager\"}").statusCode())
                .as("a slip of the key can be corrected")
                .isEqualTo(202);

        assertThat(dashboard.verdicts)
                .extracting(ReviewVerdict::getEventKey, ReviewVerdict::getVerdict, ReviewVerdict::getBy)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("src/card/4711", Verdict.OUR_STAFF, "duty-officer"),
                        org.assertj.core.groups.Tuple.tuple("src/card/4711", Verdict.VILLAGER, "duty-officer"));
        assertThat(dashboard.verdicts.get(0).getAt()).isEqualTo(NOW);
    }

    @Test
    void shouldLetTheDutyOfficerAndTheAdministratorJudgeAlone() throws Exception {
        dashboard.park.team("north", ParkRecords.team("north", "khasan"));
        dashboard.park.review(waiting("one", NOW));
        String villager = "{\"verdict\":\"villager\"}";

        for (Role role : List.of(Role.VISITOR, Role.PARTNER, Role.RANGER, Role.ANALYST)) {
            Browser browser = dashboard.browser(role, role.hasTeam() ? "north" : null);
            assertThat(judge(browser, "src/one", villager).statusCode())
                    .as(role.label())
                    .isEqualTo(403);
            assertThat(browser.get("/api/v1/review").statusCode())
                    .as(role.label())
                    .isEqualTo(role == Role.ANALYST ? 200 : 403);
            assertThat(browser.json("/api/v1/snapshot").path("review"))
                    .as(role.label())
                    .hasSize(role == Role.ANALYST ? 1 : 0);
        }
        assertThat(officer.post("/api/v1/review/src/one/verdict", villager).statusCode())
                .as("without the token")
                .isEqualTo(403);
        assertThat(dashboard.verdicts).isEmpty();
        assertThat(judge(dashboard.browser(Role.ADMINISTRATOR, null), "src/one", villager)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldRefuseWhatCannotBeMeantAndSayWhenItIsNotStored() throws Exception {
        dashboard.park.review(waiting("one", NOW));

        for (String body : List.of("", "[]", "{}", "{\"verdict\":\"poacher\"}", "{\"verdict\":\"OUR_STAFF\"}")) {
            HttpResponse<String> answer = judge(officer, "src/one", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(422);
            assertThat(answer.body()).contains("suspicious, villager, permit, our-staff, animal");
        }
        assertThat(judge(officer, "src/none", "{\"verdict\":\"blank\"}").statusCode())
                .isEqualTo(404);
        assertThat(officer.get("/api/v1/review?limit=0").statusCode()).isEqualTo(400);
        dashboard.brokersAnswer = false;
        assertThat(judge(officer, "src/one", "{\"verdict\":\"blank\"}").statusCode())
                .isEqualTo(503);
        assertThat(dashboard.verdicts).isEmpty();
    }
}
