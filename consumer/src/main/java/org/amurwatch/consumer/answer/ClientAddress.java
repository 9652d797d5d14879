package org.amurwatch.consumer.answer;

import io.javalin.http.Context;

/**
 * Whom a request is from, as far as limits care.
 *
 * @param behindProxy whether a proxy of ours stands before us and says in {@code X-Forwarded-For} who came to it; otherwise
 *     anybody could write there what they like
 */
public record ClientAddress(boolean behindProxy) {

    /** Its address. */
    public String of(Context context) {
        String forwarded = behindProxy ? context.header("X-Forwarded-For") : null;
        // The last one is what our proxy saw; those before are what it was told.
        return forwarded == null
                ? context.ip()
                : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
}
