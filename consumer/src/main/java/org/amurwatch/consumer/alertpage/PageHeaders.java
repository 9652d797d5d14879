package org.amurwatch.consumer.alertpage;

import io.javalin.http.Context;

/** What goes with every page, good or bad: it is kept nowhere, tells nobody where the reader came from, and runs nothing. */
public final class PageHeaders {

    private PageHeaders() {}

    public static void set(Context context, AlertPage page) {
        context.header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src '" + page.styleHash()
                                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("X-Robots-Tag", "noindex, nofollow, noarchive")
                .header("Cache-Control", "no-store")
                .contentType("text/html; charset=utf-8");
    }
}
