package org.amurwatch.producer.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** How the guests of a way in state their key, and how they are refused. */
public interface Manners {

    /** Our own: the key in a header, and a problem (RFC 9457). */
    Manners OURS = new Manners() {};

    /** The key that a request states; null if it states none. */
    default @Nullable String key(Context context) {
        String bearer = context.header("Authorization");
        if (bearer != null && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return bearer.substring(7).strip();
        }
        return context.header("apikey");
    }

    /** What a refusal is answered with. */
    default Reply reply(Refusal refusal) {
        return refusal.reply();
    }
}
