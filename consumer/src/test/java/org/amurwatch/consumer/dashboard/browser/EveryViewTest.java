package org.amurwatch.consumer.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each view as each role that may see it: without errors, readable by everybody, on a phone too, in three languages. */
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryViewTest {

    /** What is wider than its window, such as a navigation that does not fit. */
    private static final String TOO_WIDE = """
            () => [document.documentElement, document.querySelector('#bar nav'), document.querySelector('#view')]
              .filter((one) => one && one.scrollWidth > one.clientWidth)
              .map((one) => `${one.tagName} is ${one.scrollWidth} wide of ${one.clientWidth}`)
            """;
    /** Keys of texts, where words should stand. */
    private static final String KEYS = """
            () => [...document.body.innerText.matchAll(/\\b(?:view|login|out|map|layer|period|incident|incidents|territory|health|individuals|known|sure|answer|page|role)\\.[a-zA-Z_-]+|\\{[a-z]+}|undefined|NaN|\\[object/g)]
              .map(([key]) => key)
            """;

    private TestDashboard dashboard;
    private Browser browser;

    @BeforeAll
    void start(Browser chromium, @TempDir Path folder) {
        browser = chromium;
        dashboard = new TestDashboard(folder, Map.of(), InstantSource.system());
        ExamplePark.fill(dashboard.park, Instant.now());
        ExamplePark.fill(dashboard.facts);
    }

    @AfterAll
    void stop() {
        dashboard.close();
    }

    private Tab tab(Look look, Role role) throws Exception {
        return Tab.of(browser, dashboard, look).as(dashboard.browser(role, role.hasTeam() ? ExamplePark.TEAM : null));
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEachViewWithoutErrorsToEverybody(Role role) throws Exception {
        try (Tab tab = tab(Look.DESKTOP, role)) {
            for (View view : View.of(role)) {
                check(tab.open(view), role + " at " + view);
            }
        }
    }

    /** In both schemes, without one more load. */
    private static void check(Tab tab, String where) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(tab.violations())
                    .as("%s, %s: WCAG 2.2 AA", where, scheme)
                    .isEmpty();
        }
        assertThat(tab.problems()).as("%s: console", where).isEmpty();
    }

    @ParameterizedTest
    // The administrator's views are tried there in each language.
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void shouldFitAPhone(Role role) throws Exception {
        try (Tab tab = tab(Look.PHONE, role)) {
            for (View view : View.of(role)) {
                tab.open(view);
                assertThat(Tab.strings(tab.page().evaluate(TOO_WIDE)))
                        .as("%s at %s", role, view)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void shouldSpeakEachLanguage(String language) throws Exception {
        for (Look look : List.of(Look.DESKTOP, Look.PHONE)) {
            try (Tab tab = tab(look.in(language), Role.ADMINISTRATOR)) {
                for (View view : View.of(Role.ADMINISTRATOR)) {
                    tab.open(view);
                    assertThat(tab.page().getAttribute("html", "lang")).isEqualTo(language);
                    assertThat(Tab.strings(tab.page().evaluate(KEYS)))
                            .as("%s", view)
                            .isEmpty();
                    assertThat(Tab.strings(tab.page().evaluate(TOO_WIDE)))
                            .as("%s on %s", view, look)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void shouldLetInWhoHasALink() {
        try (Tab tab = Tab.of(browser, dashboard, Look.DESKTOP)) {
            check(tab.open(dashboard.link(Role.DUTY_OFFICER, null)), "a link");
            tab.page().keyboard().press("Enter");
            tab.page().waitForSelector("#bar nav");
            assertThat(tab.page().url()).doesNotContain("login");
            assertThat(tab.problems()).isEmpty();
        }
    }

    @Test
    void shouldShowAFormToWhoIsNotLoggedIn() {
        try (Tab tab = Tab.of(browser, dashboard, Look.PHONE)) {
            check(tab.open("/"), "the form");
            assertThat(Tab.strings(tab.page().evaluate(TOO_WIDE))).isEmpty();
            assertThat(tab.page().querySelector("#bar nav")).isNull();
        }
    }
}
