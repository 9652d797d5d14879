package org.amurwatch.consumer.dashboard.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.jspecify.annotations.Nullable;

/** What a browser keeps of a session. */
final class SessionCookie {

    /** A cookie of this prefix is taken by browsers from this very host alone, and sent by TLS (or loopback) alone. */
    static final String NAME = "__Host-amurwatch";

    private SessionCookie() {}

    static @Nullable String read(Context context) {
        return context.cookie(NAME);
    }

    static void set(Context context, String id, int seconds) {
        context.cookie(new Cookie(NAME, id, "/", seconds, true, true, null, SameSite.STRICT));
    }

    static void clear(Context context) {
        set(context, "", 0);
    }
}
