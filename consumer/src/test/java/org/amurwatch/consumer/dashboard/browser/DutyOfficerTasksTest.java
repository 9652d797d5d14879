package org.amurwatch.consumer.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five tasks of a duty officer who comes to the first page at 3 a.m. A script can't tell how many seconds a person takes: it
 * counts what they have to press, and checks that the answer then stands where it is seen without scrolling.
 */
@NeedsChromium
class DutyOfficerTasksTest {

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Tab tab;
    private int actions;

    @BeforeEach
    void open(Browser chromium) throws Exception {
        dashboard = new TestDashboard(folder, Map.of(), InstantSource.system());
        ExamplePark.fill(dashboard.park, Instant.now());
        tab = Tab.of(chromium, dashboard, Look.DESKTOP).as(dashboard.browser(Role.DUTY_OFFICER, null));
        tab.open(View.MAP);
    }

    @AfterEach
    void stop() {
        tab.close();
        dashboard.close();
    }

    private void click(String selector) {
        actions++;
        tab.page().click(selector);
    }

    private void press(String key) {
        actions++;
        tab.page().keyboard().press(key);
    }

    /** In one element, and within the window. */
    private void seen(String selector, String... texts) {
        tab.page().waitForSelector(selector);
        // In one go: the page may draw it anew meanwhile.
        List<String> found = Tab.strings(tab.page()
                .evaluate(
                        "(selector) => { const one = document.querySelector(selector);"
                                + " return [one.innerText, one.getBoundingClientRect().bottom <= innerHeight]; }",
                        selector));
        assertThat(found.get(0)).contains(texts);
        assertThat(found.get(1)).as("%s ends above the lower edge", selector).isEqualTo("true");
    }

    @Test
    void shouldSeeWhatAndWhereTheWorstIsAtOnce() {
        seen("#notices .notice", "Snare found", "Gunshot", "Kedrovaya Pad", "4 min ago");
        assertThat(actions).isZero();
    }

    @Test
    void shouldReadTheExactPlaceOut() {
        click("#notices .notice a");
        seen(".facts .position", "131.", "within 600 m");
        assertThat(actions).isEqualTo(1);
    }

    @Test
    void shouldSeeHowSureItIs() {
        seen("#notices .notice", "3 pieces of evidence", "seen by machines and people");
        click("#notices .notice a");
        seen(".facts", "How sure", "seen by machines and people", "within 600 m", "signs-in-kedrovaya-pad");
        assertThat(actions).isEqualTo(1);
    }

    @Test
    void shouldFindWhoKnowsAndWhoIsOnTheWayElsewhere() {
        seen("#notices .notice", "Told: Kedrovaya Pad patrol, duty officer.", "Nobody has answered.");
        press("g");
        press("i");
        seen(
                ".incident[data-id='" + ExamplePark.RESPONDING + "']",
                "Camp found",
                "a team is on the way",
                "Narva patrol");
        assertThat(actions).isEqualTo(2);
    }

    @Test
    void shouldAcknowledge() {
        press("a");
        tab.page().waitForSelector(".toast:has-text('Noted')");
        assertThat(dashboard.stored).singleElement().satisfies(answer -> assertThat(answer.getKind())
                .isEqualTo(ResponseKind.ACKNOWLEDGED));
        assertThat(actions).isEqualTo(1);
    }
}
