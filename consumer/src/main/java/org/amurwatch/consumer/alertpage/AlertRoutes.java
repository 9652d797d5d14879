package org.amurwatch.consumer.alertpage;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code GET /alerts/ID}: the page of any alert, without a token; to this machine alone. */
public final class AlertRoutes implements Consumer<RoutesConfig> {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final AlertPage page;
    private final AlertBook book;

    public AlertRoutes(AlertPage page, AlertBook book) {
        this.page = page;
        this.book = book;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/alerts/<alertId>", this::alert);
    }

    private void alert(Context context) {
        PageHeaders.set(context, page);
        if (!isLoopback(context.header("Host"))) {
            // A web page elsewhere could name our address as its own and read exact places through the user's browser.
            context.status(403)
                    .result("Alert pages are served to this machine alone, by the name 127.0.0.1 or localhost.");
            return;
        }
        Optional<AlertBook.Entry> entry = book.find(context.pathParam("alertId"));
        context.status(entry.isPresent() ? 200 : 404).result(entry.map(page::of).orElseGet(page::notFound));
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.replaceFirst(":\\d+$", ""));
    }
}
