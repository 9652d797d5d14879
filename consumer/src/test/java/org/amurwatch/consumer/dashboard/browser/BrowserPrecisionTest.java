package org.amurwatch.consumer.dashboard.browser;

import static org.amurwatch.consumer.dashboard.ParkRecords.at;
import static org.amurwatch.consumer.dashboard.ParkRecords.individual;
import static org.amurwatch.consumer.dashboard.ParkRecords.placement;
import static org.amurwatch.consumer.dashboard.ParkRecords.sighting;
import static org.amurwatch.consumer.dashboard.ParkRecords.team;
import static org.amurwatch.consumer.dashboard.ParkRecords.territory;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.incident.Incidents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plants places that are found nowhere else, and looks for them in all that the browser of a role gets and shows, the stream too. */
@NeedsChromium
class BrowserPrecisionTest {

    /** What is planted, by the part of its place that the page writes too. */
    private enum Canary {
        SEEN_HERE(43.1718281),
        SEEN_ELSEWHERE(42.9141592),
        INCIDENT_HERE(43.1161803),
        INCIDENT_ELSEWHERE(42.8414213),
        PATROL_HERE(43.0732050),
        PATROL_ELSEWHERE(42.7236067),
        ANIMAL_ELSEWHERE(42.7645751),
        LATER_ELSEWHERE(42.8058300);

        private final double latitude;

        Canary(double latitude) {
            this.latitude = latitude;
        }

        Position position() {
            return new Position(latitude, 131.0, 20.0);
        }

        /** The page writes five places after the point. */
        String digits() {
            return String.valueOf(latitude).substring(0, 7);
        }

        boolean maySee(Role role) {
            return switch (role) {
                case VISITOR, PARTNER -> false;
                case RANGER -> name().endsWith("_HERE");
                case ANALYST -> this != PATROL_HERE && this != PATROL_ELSEWHERE;
                case DUTY_OFFICER, ADMINISTRATOR -> true;
            };
        }
    }

    /** Keeps what the stream says where it can be looked through. */
    private static final String LISTEN_TOO = """
            window.heard = [];
            window.EventSource = class extends EventSource {
              constructor(...of) {
                super(...of);
                for (const kind of ['ready', 'change', 'resync', 'message']) this.addEventListener(kind, ({data}) => window.heard.push(data));
              }
            };
            """;

    @TempDir
    private Path folder;

    private TestDashboard dashboard;

    @BeforeEach
    void plant() {
        dashboard = new TestDashboard(folder, Map.of(), InstantSource.system());
        Instant now = Instant.now();
        plantSector("here", "khasan", now);
        plantSector("elsewhere", "hunchun", now);
        dashboard.park.individual("other", individual("other", "pad-elsewhere", Canary.ANIMAL_ELSEWHERE.position()));
        dashboard.park.settle();
    }

    private void plantSector(String where, String sector, Instant now) {
        boolean here = where.equals("here");
        var park = dashboard.park;
        String pad = "pad-" + where;
        park.territory(pad, territory(pad, sector, here ? 43.1 : 42.8, 131.0));
        park.team("team-" + where, team("team-" + where, sector));
        park.observation(sighting(
                "seen-" + where,
                "Panthera pardus",
                placement(pad, sector),
                (here ? Canary.SEEN_HERE : Canary.SEEN_ELSEWHERE).position(),
                now.minusSeconds(600)));
        park.observation(sighting(
                "old-" + where,
                "Sus scrofa",
                placement(pad, sector),
                (here ? Canary.SEEN_HERE : Canary.SEEN_ELSEWHERE).position(),
                now.minus(Duration.ofDays(45))));
        var incident = Incidents.shot(where)
                .setIncidentId(sector + "/" + where)
                .setSectorId(sector)
                .setTerritoryId(pad)
                .setToldTeamIds(List.of("team-" + where))
                .setCentre((here ? Canary.INCIDENT_HERE : Canary.INCIDENT_ELSEWHERE).position())
                .setEvidence(List.of())
                .build();
        park.incident(incident.getIncidentId(), incident);
        park.position(at(
                "team-" + where,
                now.minusSeconds(300),
                (here ? Canary.PATROL_HERE : Canary.PATROL_ELSEWHERE).position()));
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveABrowserNoPlaceThatItsRoleMayNotSee(Role role, Browser chromium) throws Exception {
        try (Tab tab = Tab.of(chromium, dashboard, Look.DESKTOP);
                Tab witness = Tab.of(chromium, dashboard, Look.DESKTOP)) {
            witness.page().addInitScript(LISTEN_TOO);
            witness.as(dashboard.browser(Role.ADMINISTRATOR, null)).open(View.MAP);
            tab.page().addInitScript(LISTEN_TOO);
            List<Response> answers = new ArrayList<>();
            tab.page().onResponse(answers::add);
            tab.as(dashboard.browser(role, role.hasTeam() ? "team-here" : null));
            String got = everything(role, tab.page(), witness.page(), answers);
            assertThat(got).as("it listened").contains("\"version\"");
            for (Canary canary : Canary.values()) {
                assertThat(got.contains(canary.digits()))
                        .as("%s gets %s", role, canary)
                        .isEqualTo(canary.maySee(role));
            }
        }
    }

    /** All that came, and all that is shown, at every address that there is for anybody. */
    private String everything(Role role, Page page, Page witness, List<Response> answers) {
        StringBuilder all = new StringBuilder();
        for (String path : List.of(
                "/#/map",
                "/#/incidents",
                "/#/incidents/khasan/here",
                "/#/incidents/hunchun/elsewhere",
                "/#/territories",
                "/#/territories/pad-elsewhere",
                "/#/individuals",
                "/#/health")) {
            page.navigate("http://127.0.0.1:" + dashboard.port() + path);
            page.waitForSelector("#view h1, #view h2, #view .empty");
            page.waitForLoadState();
            all.append(page.content());
        }
        dashboard.park.observation(sighting(
                "later-elsewhere",
                "Sus scrofa",
                placement("pad-elsewhere", "hunchun"),
                Canary.LATER_ELSEWHERE.position(),
                Instant.now()));
        hears(witness, Canary.LATER_ELSEWHERE);
        if (Canary.LATER_ELSEWHERE.maySee(role)) {
            hears(page, Canary.LATER_ELSEWHERE);
        }
        all.append(page.evaluate("() => window.heard.join()"));
        // By index: while one answer's text is fetched, Playwright tells of further ones, which are added.
        for (int i = 0; i < answers.size(); i++) {
            all.append(text(answers.get(i)));
        }
        return all.toString();
    }

    private static void hears(Page page, Canary canary) {
        page.waitForFunction("digits => window.heard.some((data) => data.includes(digits))", canary.digits());
    }

    /** The browser keeps no text of a stream; that is listened to. */
    private static String text(Response answer) {
        if (answer.url().endsWith("/stream")) {
            return "";
        }
        try {
            return answer.text();
        } catch (PlaywrightException e) {
            return "";
        }
    }
}
