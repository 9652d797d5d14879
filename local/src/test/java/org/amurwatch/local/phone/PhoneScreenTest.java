package org.amurwatch.local.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.amurwatch.local.Terminal;
import org.junit.jupiter.api.Test;

class PhoneScreenTest {

    private final StringWriter shown = new StringWriter();
    private final PhoneScreen screen = new PhoneScreen(new Terminal(new PrintWriter(shown, true), false));

    private void show(String body) {
        screen.show(PhoneMessage.read("m-1", Instant.parse("2026-01-17T06:18:44Z"), true, body));
    }

    @Test
    void shouldShowWhatIsAskedForAndTheText() {
        show("{\"data\":{\"text\":\"Shots near Barabash.\",\"level\":\"DISPATCH\",\"severity\":\"CRITICAL\"}}");

        assertThat(shown.toString()).contains(" -- DISPATCH, CRITICAL -", "| Shots near Barabash.");
    }

    @Test
    void shouldShowAMessageThatSaysNeither() {
        show("{\"data\":{\"text\":\"Shots.\",\"level\":\"\u001b[31m\"}}".replace("\u001b", "\\u001b"));
        show("plain");

        assertThat(shown.toString()).contains("| Shots.", "| plain").doesNotContain("\u001b", "null");
    }
}
