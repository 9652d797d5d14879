package org.amurwatch.consumer.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.access.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of the page; with {@code -Damurwatch.write-screenshots=true} those in {@code docs/screens} are written anew, to be looked at. */
@NeedsChromium
class ScreensTest {

    private static final Path SCREENS = Path.of("../docs/screens");
    private static final int MOST_BYTES = 150_000;
    private static final Look DESKTOP = Look.DESKTOP.sized(1200, 750);

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private Browser browser;

    @BeforeEach
    void start(Browser chromium) {
        browser = chromium;
        dashboard = new TestDashboard(folder, Map.of(), InstantSource.system());
        ExamplePark.fill(dashboard.park, Instant.now());
        ExamplePark.fill(dashboard.facts);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void shouldBeSmallEnoughToKeep() throws Exception {
        show("map", Role.DUTY_OFFICER, DESKTOP, View.MAP);
        show("map-phone", Role.RANGER, Look.PHONE, View.MAP);
        show("map-visitor", Role.VISITOR, DESKTOP, View.MAP);
        show("incidents", Role.DUTY_OFFICER, DESKTOP, View.INCIDENTS);
        show("incident-dark", Role.DUTY_OFFICER, DESKTOP.dark(), View.INCIDENT);
        show("incident-phone", Role.RANGER, Look.PHONE, View.INCIDENT);
        show("review", Role.DUTY_OFFICER, DESKTOP, View.REVIEW);
        show("territories-zh", Role.ANALYST, DESKTOP.in("zh"), View.TERRITORIES);
        show("territory", Role.ANALYST, DESKTOP.sized(1200, 1250), View.TERRITORY);
        show("individuals-ru", Role.ANALYST, DESKTOP.in("ru"), View.INDIVIDUALS);
        show("health-dark", Role.ADMINISTRATOR, DESKTOP.dark(), View.HEALTH);
        show("login-phone", null, Look.PHONE.dark(), null);
    }

    private void show(String name, @Nullable Role role, Look look, @Nullable View view) throws Exception {
        try (Tab tab = Tab.of(browser, dashboard, look)) {
            if (role == null || view == null) {
                tab.open("/");
            } else {
                tab.as(dashboard.browser(role, role.hasTeam() ? ExamplePark.TEAM : null))
                        .open(view);
                tab.page().waitForSelector("#live:not(.lost)");
            }
            byte[] picture = SmallPicture.of(
                    tab.page().screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED)));
            assertThat(picture.length).as(name).isLessThan(MOST_BYTES);
            write(name, picture);
        }
    }

    private static void write(String name, byte[] picture) throws IOException {
        if (Boolean.getBoolean("amurwatch.write-screenshots")) {
            Files.createDirectories(SCREENS);
            Files.write(SCREENS.resolve(name + ".png"), picture);
        }
    }
}
