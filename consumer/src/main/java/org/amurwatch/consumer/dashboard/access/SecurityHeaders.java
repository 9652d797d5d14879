package org.amurwatch.consumer.dashboard.access;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;

/** What goes with every answer: the page runs no script but its own, stands in no frame, and tells nobody where one came from. */
public final class SecurityHeaders {

    private static final String YEAR_SECONDS = "31536000";

    private final String policy;
    private final boolean encrypted;

    /**
     * @param tilesUrl where the page may fetch tiles of a map from, with {@code {z}}, {@code {x}}, {@code {y}}
     * @param encrypted whether browsers reach us by TLS alone
     * @throws CommandFailure if it is no such address
     */
    public SecurityHeaders(Optional<String> tilesUrl, boolean encrypted) {
        this.policy = "default-src 'self'; img-src 'self' data:"
                + tilesUrl.map(url -> " " + host(url)).orElse("")
                + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        this.encrypted = encrypted;
    }

    private static String host(String tilesUrl) {
        String plain = tilesUrl.replace("{s}", "subdomain").replaceAll("\\{[a-z]+}", "0");
        try {
            URI uri = URI.create(plain);
            String host = uri.getHost();
            if (host != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                String any = host.replaceFirst("^subdomain\\.", "*.").toLowerCase(Locale.ROOT);
                return uri.getScheme() + "://" + any + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw CommandFailure.usage("Setting amurwatch.dashboard.tiles-url is '" + tilesUrl
                + "': expected an address such as https://tiles.example.org/{z}/{x}/{y}.png.");
    }

    void set(Context context) {
        context.header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("X-Robots-Tag", "noindex, nofollow, noarchive")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)");
        if (encrypted) {
            context.header("Strict-Transport-Security", "max-age=" + YEAR_SECONDS);
        }
    }
}
