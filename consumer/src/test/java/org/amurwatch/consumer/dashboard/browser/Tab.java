package org.amurwatch.consumer.dashboard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.jspecify.annotations.Nullable;

/** A tab in a browser session of its own, that writes down what goes wrong in it. */
final class Tab implements AutoCloseable {

    private static final String AXE = axe();
    /** WCAG 2.2, levels A and AA: its rules and those of the versions before, which it holds. */
    private static final String FIND_VIOLATIONS = """
            async () => (await axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}}))
              .violations.map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map(({html, any, all, none}) =>
                `${html} (${[...any, ...all, ...none].map(({message}) => message).join('; ')})`).join(', ')}`)
            """;

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    private Tab(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        this.page = context.newPage();
        page.setDefaultTimeout(10_000);
        page.onConsoleMessage(this::note);
        page.onPageError(error -> problems.add("error: " + error));
        page.onRequestFailed(request -> {
            // What the browser itself cut short when the view changed, or a server that was stopped on purpose, is told
            // by the page.
            if (!request.url().startsWith(address)) {
                problems.add("asks another server: " + request.url());
            }
        });
    }

    /** @param look at the page, in which size, scheme and language */
    static Tab of(Browser browser, TestDashboard dashboard, Look look) {
        BrowserContext context = browser.newContext(look.options());
        context.addInitScript("localStorage.setItem('amurwatch.language', '" + look.language() + "');"
                + "addEventListener('securitypolicyviolation', ({blockedURI, violatedDirective}) =>"
                + " console.error('against the policy: ' + violatedDirective + ' ' + blockedURI));");
        return new Tab(context, "http://127.0.0.1:" + dashboard.port());
    }

    /** Of somebody who has logged in, with this cookie. */
    Tab as(TestDashboard.Browser session) {
        String[] cookie = session.cookie.split("=", 2);
        context.addCookies(List.of(new Cookie(cookie[0], cookie[1])
                .setDomain("127.0.0.1")
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)));
        return this;
    }

    private void note(ConsoleMessage message) {
        boolean expected =
                message.location().contains("/api/v1/me") && message.text().contains("401");
        // Chromium says so of the question who is here, where nobody is.
        if ((message.type().equals("error") || message.type().equals("warning")) && !expected) {
            problems.add(message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    /** Goes to a path, and waits until something stands there. */
    Tab open(String path) {
        page.navigate(address + path);
        page.waitForSelector("#view h1");
        return this;
    }

    /** Goes to a view, within the page if it is open, and waits until that is whole. */
    Tab open(View view) {
        // Two views can look alike: what stands there now has to go first.
        page.evaluate("() => document.querySelector('#view')?.firstElementChild?.classList.add('before')");
        page.navigate(address + "/" + view.address());
        page.waitForFunction("() => !document.querySelector('#view > .before')");
        return whole(view);
    }

    private Tab whole(View view) {
        view.parts().forEach(part -> page.waitForSelector("#view " + part));
        return this;
    }

    Page page() {
        return page;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    void forgetProblems() {
        problems.clear();
    }

    /** What axe finds against WCAG 2.2 AA, a sentence each. */
    List<String> violations() {
        // Over the debugger, which the page's policy for scripts does not hold back.
        if (page.evaluate("() => window.axe === undefined").equals(true)) {
            page.evaluate(AXE);
        }
        return strings(page.evaluate(FIND_VIOLATIONS));
    }

    /** What a script answers as a list of texts. */
    static List<String> strings(@Nullable Object answer) {
        return ((List<?>) Objects.requireNonNull(answer))
                .stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream script = Objects.requireNonNull(Tab.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
