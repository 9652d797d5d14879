package org.amurwatch.consumer.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.consumer.dashboard.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page while things happen: it shows them, takes answers from the keyboard, and survives its server. */
@NeedsChromium
class LivePageTest {

    private static final Duration LIVE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private TestDashboard dashboard;
    private ExamplePark example;
    private Tab tab;

    @BeforeEach
    void open(Browser chromium) throws Exception {
        dashboard = start(0);
        example = ExamplePark.fill(dashboard.park, Instant.now());
        tab = Tab.of(chromium, dashboard, Look.DESKTOP).as(dashboard.browser(Role.DUTY_OFFICER, null));
    }

    private TestDashboard start(int port) {
        return new TestDashboard(
                folder,
                Map.of(
                        "amurwatch.dashboard.port",
                        String.valueOf(port),
                        "amurwatch.dashboard.sessions-file",
                        folder.resolve("sessions").toString()),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        tab.close();
        dashboard.close();
    }

    private void waitUntilLive() {
        tab.page().waitForSelector("#live:not(.lost):has-text('Live')");
        await("the page listens").until(() -> dashboard.streams() == 1);
    }

    @Test
    void shouldShowAnEventWithinASecond() {
        tab.open(View.MAP);
        waitUntilLive();
        List<Duration> took = new ArrayList<>();
        // One right after the other: what the page draws at most so often is part of the time.
        for (int number = 0; number < 5; number++) {
            int seen = number;
            took.add(untilShown(
                    ".side-list [data-key='latest src/fresh-" + number + "']",
                    () -> example.sight("fresh-" + seen, "Panthera pardus", Instant.now())));
            took.add(untilShown(
                    "#notices [data-key='notice land-of-the-leopard/new-" + number + "']",
                    () -> example.open(
                            "land-of-the-leopard/new-" + seen, "narva", Severity.CRITICAL, 0, AlertKind.SOS)));
            example.answer("land-of-the-leopard/new-" + number, IncidentState.ACKNOWLEDGED);
        }
        took.sort(null);
        System.out.printf(
                "From an event in the state to the page that shows it: half within %d ms, the slowest %d ms%n",
                took.get(took.size() / 2).toMillis(), took.get(took.size() - 1).toMillis());
        assertThat(took.get(took.size() / 2)).isLessThan(LIVE);
        assertThat(tab.problems()).isEmpty();
    }

    private Duration untilShown(String selector, Runnable event) {
        long began = System.nanoTime();
        event.run();
        tab.page().waitForSelector(selector);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void shouldTakeAnAnswerByOneKey() {
        tab.open(View.MAP);
        waitUntilLive();
        tab.page().keyboard().press("a");
        shouldHaveAcknowledged();
    }

    @Test
    void shouldTakeAnAnswerByTabAndEnter() {
        tab.open(View.INCIDENT);
        waitUntilLive();
        tab.page().focus("#view");
        int keys = 0;
        while (tab.page().querySelector("button.acknowledged:focus") == null) {
            tab.page().keyboard().press("Tab");
            assertThat(++keys).as("keys until the button has the focus").isLessThan(6);
        }
        tab.page().keyboard().press("Enter");
        shouldHaveAcknowledged();
    }

    /** The answer is stored; once the decision engine has read it, the page shows it and no notice. */
    private void shouldHaveAcknowledged() {
        tab.page().waitForSelector(".toast:has-text('Noted')");
        assertThat(dashboard.stored).singleElement().satisfies(answer -> {
            assertThat(answer.getIncidentId()).isEqualTo(ExamplePark.CRITICAL);
            assertThat(answer.getKind()).isEqualTo(ResponseKind.ACKNOWLEDGED);
        });
        example.answer(ExamplePark.CRITICAL, IncidentState.ACKNOWLEDGED);
        tab.page().waitForSelector("#view :text('Answered: Kedrovaya Pad patrol')");
        tab.page()
                .waitForSelector(
                        "#notices .notice", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(tab.problems()).isEmpty();
    }

    @Test
    void shouldShowTheTruthAgainAfterTheServerWasAway() {
        tab.open(View.INCIDENTS);
        waitUntilLive();
        int port = dashboard.port();
        dashboard.close();
        tab.page().waitForSelector("#live.lost:has-text('Not live since')");
        dashboard = start(port);
        example = ExamplePark.fill(dashboard.park, Instant.now());
        example.answer(ExamplePark.CRITICAL, IncidentState.RESOLVED);
        example.open("hunchun/meanwhile", "jingxin", Severity.SEVERE, 1, AlertKind.CHAINSAW);
        long began = System.nanoTime();
        tab.page().waitForSelector(".incident-list a[data-key='incident hunchun/meanwhile']");
        tab.page().waitForSelector("#live:not(.lost):has-text('Live')");
        System.out.printf(
                "From the server's return to the page that shows what happened meanwhile: %d ms%n",
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        assertThat(tab.page().querySelector(".incident-list a[data-key='incident " + ExamplePark.CRITICAL + "']"))
                .as("what was resolved meanwhile")
                .isNull();
    }

    @Test
    void shouldTakeTheMapBackInTime() {
        tab.open(View.MAP);
        tab.page().selectOption("#period", "720");
        int now = signs();
        tab.page().fill("#slider", "50");
        assertThat(tab.page().textContent("output[for=slider]"))
                .as("the time that is shown")
                .contains("UTC+10");
        assertThat(signs()).as("signs of a fortnight ago and before").isBetween(1, now - 1);
        tab.page().focus("#slider");
        tab.page().keyboard().press("End");
        assertThat(tab.page().textContent("output[for=slider]")).isEqualTo("now");
        assertThat(signs()).isEqualTo(now);
    }

    private int signs() {
        return Integer.parseInt(tab.page().textContent(".count-line").replaceAll("\\D", ""));
    }
}
