package org.amurwatch.consumer.dashboard.media;

import static org.amurwatch.consumer.dashboard.ParkRecords.NOW;
import static org.amurwatch.consumer.dashboard.ParkRecords.gone;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.shot;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.dashboard.ParkRecords;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.TestDashboard.Browser;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.incident.Incidents;
import org.amurwatch.media.MediaStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which pictures and sounds, and how. */
class MediaRoutesTest {

    private static final Position PLACE = new Position(43.171828, 131.418284, null);

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private MediaStore store;
    private String people;
    private String animal;

    @BeforeEach
    void start() throws Exception {
        dashboard = new TestDashboard(
                folder,
                Map.of(
                        "amurwatch.dashboard.media-folder",
                        folder.resolve("media").toString()));
        store = new MediaStore(folder.resolve("media"));
        dashboard.park.territory("pad", ParkRecords.territory("pad", "khasan", 43.0, 131.0));
        dashboard.park.team("north", ParkRecords.team("north", "khasan"));
        dashboard.park.team("south", ParkRecords.team("south", "terney"));
        people = keep(TestPictures.withPlace(TestPictures.jpeg(TestPictures.scene(960, 720))));
        animal = keep(TestPictures.withPlace(TestPictures.jpeg(TestPictures.scene(900, 600))));
        dashboard.park.observation(
                with(shot("people", placement("pad", "khasan"), PLACE, NOW.minusSeconds(60)), people));
        dashboard.park.observation(with(
                sighting("animal", "Sus scrofa", placement("pad", "khasan"), PLACE, NOW.minusSeconds(60)), animal));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private String keep(byte[] bytes) throws Exception {
        return store.keep(new ByteArrayInputStream(bytes)).orElseThrow().hash();
    }

    private static ObservationChange with(ObservationChange change, String hash) {
        List<MediaReference> media =
                List.of(MediaReference.newBuilder().setContentHash(hash).build());
        if (change.getNow().getSighting() != null) {
            change.getNow().getSighting().setMedia(media);
        } else {
            change.getNow().getPoachingAlert().setMedia(media);
        }
        return change;
    }

    private HttpResponse<byte[]> get(Browser browser, String path) throws Exception {
        return dashboard.http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + "/api/v1/media/" + path))
                        .header("Cookie", browser.cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private Browser browser(Role role) throws Exception {
        return dashboard.browser(role, role.hasTeam() ? "north" : null);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return answer.headers().map() + new String(answer.body(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldGivePicturesThatNobodyKeeps() throws Exception {
        for (String path : List.of(people, people + "/thumbnail", people + "/thumbnail")) {
            dashboard.accesses.clear();
            HttpResponse<byte[]> answer = get(browser(Role.DUTY_OFFICER), path);

            assertThat(dashboard.accesses).singleElement().satisfies(entry -> {
                assertThat(entry.getWhat()).isEqualTo(AccessKind.MEDIA);
                assertThat(entry.getSubject()).isEqualTo("src/people");
            });
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/jpeg");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(text(answer)).doesNotContain("kanarek", "Exif", "43.17");
            assertThat(TestPictures.read(answer.body())).isNotNull();
        }
    }

    @Test
    void shouldTellWhichPicturesThereAreOfTheEvidenceOfAnIncident() throws Exception {
        IncidentEvidence evidence = Incidents.shot("a").build().getEvidence().get(0);
        evidence.setEventKey("src/people");
        dashboard.park.incident(
                "khasan/a", Incidents.shot("a").setEvidence(List.of(evidence)).build());

        JsonNode seen = browser(Role.DUTY_OFFICER).json("/api/v1/incidents/khasan/a");

        assertThat(seen.path("evidence").get(0).path("media").toString()).contains("\"hash\":\"" + people + "\"");
    }

    @Test
    void shouldBlurPeopleForAllButDutyOfficerAndAnalyst() throws Exception {
        byte[] clear = get(browser(Role.DUTY_OFFICER), people).body();

        assertThat(get(browser(Role.ANALYST), people).body()).isEqualTo(clear);
        for (Role role : List.of(Role.RANGER, Role.ADMINISTRATOR)) {
            for (String path : List.of(people, people + "/thumbnail")) {
                assertThat(isBlurred(get(browser(role), path).body()))
                        .as(role.label() + " " + path)
                        .isTrue();
            }
        }
        assertThat(isBlurred(clear)).isFalse();
        assertThat(isBlurred(
                        get(browser(Role.DUTY_OFFICER), people + "/thumbnail").body()))
                .as("not the one that the ranger got")
                .isFalse();
        assertThat(isBlurred(get(browser(Role.RANGER), animal).body())).isFalse();
    }

    @Test
    void shouldBlurWhatShowsPeopleToAnybodyEvenWhereItShowsAnAnimal() throws Exception {
        dashboard.park.observation(with(shot("both", placement("far", "terney"), PLACE, NOW.minusSeconds(60)), animal));

        assertThat(isBlurred(get(browser(Role.RANGER), animal).body())).isTrue();
    }

    private static boolean isBlurred(byte[] jpeg) throws Exception {
        var image = TestPictures.read(jpeg);
        int least = 255;
        int most = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            int green = image.getRGB(x, image.getHeight() / 2) >> 8 & 0xff;
            least = Math.min(least, green);
            most = Math.max(most, green);
        }
        return most - least < 60;
    }

    @Test
    void shouldAnswerAlikeWhatIsNotThereAndWhatOneMayNotSee() throws Exception {
        String stray = keep(TestPictures.jpeg(TestPictures.scene(10, 10)));
        String missing = "0".repeat(64);
        dashboard.park.observation(
                with(shot("missing", placement("pad", "khasan"), PLACE, NOW.minusSeconds(60)), missing));
        String nothing = text(get(browser(Role.DUTY_OFFICER), "nothing")).replaceAll("date=\\[[^]]*]", "");

        for (String path : List.of(stray, missing, "nothing/new", people.toUpperCase(Locale.ROOT), "")) {
            assertThat(get(browser(Role.DUTY_OFFICER), path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of(people, people + "/thumbnail", animal, animal + "/thumbnail")) {
            for (Role role : List.of(Role.VISITOR, Role.PARTNER)) {
                HttpResponse<byte[]> answer = get(browser(role), path);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(text(answer).replaceAll("date=\\[[^]]*]", ""))
                        .as(role + path)
                        .isEqualTo(nothing);
            }
            assertThat(get(dashboard.browser(Role.RANGER, "south"), path).statusCode())
                    .as("another sector")
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldForgetWithTheEvent() throws Exception {
        ObservationChange event = with(shot("people", placement("pad", "khasan"), PLACE, NOW.minusSeconds(60)), people);
        dashboard.park.observation(gone(event));

        assertThat(get(browser(Role.DUTY_OFFICER), people).statusCode()).isEqualTo(404);
        assertThat(get(browser(Role.DUTY_OFFICER), animal).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGiveSoundsToThoseAloneWhoMayKnowPeople() throws Exception {
        byte[] recorded = new byte[2_000];
        String sound = keep(TestPictures.wave(recorded));
        dashboard.park.observation(with(shot("sound", placement("pad", "khasan"), PLACE, NOW.minusSeconds(60)), sound));

        HttpResponse<byte[]> answer = get(browser(Role.DUTY_OFFICER), sound);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(answer.body()).hasSize(44 + recorded.length);
        assertThat(text(answer)).doesNotContain("kanarek");
        assertThat(get(browser(Role.RANGER), sound).statusCode()).isEqualTo(404);
        assertThat(get(browser(Role.DUTY_OFFICER), sound + "/thumbnail").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseWhatIsTooLargeWithASentence() throws Exception {
        String bomb = keep(TestPictures.bomb(60_000, 60_000));
        dashboard.park.observation(with(shot("bomb", placement("pad", "khasan"), PLACE, NOW.minusSeconds(60)), bomb));

        HttpResponse<byte[]> answer = get(browser(Role.DUTY_OFFICER), bomb + "/thumbnail");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(text(answer)).contains("application/problem+json", "3600 million points");
    }
}
