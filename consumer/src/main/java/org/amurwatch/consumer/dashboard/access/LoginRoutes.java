package org.amurwatch.consumer.dashboard.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.answer.RequestLimit;

/** Logs in, by a one-time link or by name and password. */
public final class LoginRoutes implements Consumer<RoutesConfig> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FAILED = 10;
    private static final Duration FAILED_FOR = Duration.ofMinutes(10);
    private static final int MOST_TOKEN = 64;

    private final Sessions sessions;
    private final LoginLinks links;
    private final Users users;
    private final ClientAddress address;
    private final RequestLimit failed;
    private final int cookieSeconds;

    /**
     * @param address by which the limit of failed log-ins tells clients apart
     * @param cookieLife how long browsers keep the cookie
     */
    public LoginRoutes(
            Sessions sessions, LoginLinks links, Users users, ClientAddress address, Duration cookieLife, Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.users = users;
        this.address = address;
        this.failed = new RequestLimit(MOST_FAILED, FAILED_FOR, clock);
        this.cookieSeconds = (int) cookieLife.toSeconds();
    }

    @Override
    public void accept(RoutesConfig routes) {
        // Fetching a link shows the page, which asks for a press: previews of messengers fetch links too.
        routes.post(LoginLinks.PATH + "{token}", this::byLink);
        routes.post("/login", this::byPassword);
    }

    private void byLink(Context context) {
        String client = admit(context, address.of(context));
        String token = context.pathParam("token");
        Optional<Viewer> viewer = token.length() > MOST_TOKEN ? Optional.empty() : links.take(token);
        if (viewer.isEmpty()) {
            failed.count(client);
            throw Refusal.of(
                    403, "No such link", "This link was used before, has run out, or never was: ask for a new one.");
        }
        letIn(context, viewer.get());
    }

    private void byPassword(Context context) {
        String client = admit(context, address.of(context));
        JsonNode body = body(context);
        String name = body.path("name").asText("");
        // Whoever guesses from many addresses is stopped by the name.
        String guessed = admit(context, "user " + name.substring(0, Math.min(name.length(), Users.MOST_NAME)));
        Optional<Viewer> viewer = users.check(name, body.path("password").asText(""));
        if (viewer.isEmpty()) {
            failed.count(client);
            failed.count(guessed);
            throw Refusal.of(
                    403, "Not let in", "Name and password don't belong together: is each typed as it was given?");
        }
        letIn(context, viewer.get());
    }

    /** The counter of whoever tries, if it is not used up. */
    private String admit(Context context, String counter) {
        if (AccessRoutes.comesFromElsewhere(context)) {
            // Else a page elsewhere could make somebody work in another's session.
            throw Refusal.of(403, "From elsewhere", "Log in on the dashboard's own page.");
        }
        if (failed.isUsedUp(counter)) {
            throw Refusal.later(429, "Too often", "Too many log-ins failed: wait ten minutes.", 600);
        }
        return counter;
    }

    /** JSON alone: a form of a page elsewhere can't send that. */
    private static JsonNode body(Context context) {
        String type = context.contentType();
        if (type != null && type.startsWith("application/json")) {
            try {
                JsonNode body = JSON.readTree(context.body());
                if (body.path("name").isTextual() && body.path("password").isTextual()) {
                    return body;
                }
            } catch (JsonProcessingException e) {
                // Told below; what stands in it may be a password.
            }
        }
        throw Refusal.of(400, "Not understood", "Expected JSON with name and password.");
    }

    private void letIn(Context context, Viewer viewer) {
        SessionCookie.set(context, sessions.begin(viewer), cookieSeconds);
        context.header("Cache-Control", "no-store").status(HttpStatus.NO_CONTENT);
    }
}
