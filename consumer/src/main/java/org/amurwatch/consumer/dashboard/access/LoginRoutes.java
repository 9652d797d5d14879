package org.amurwatch.consumer.dashboard.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Consumer;
import org.amurwatch.consumer.http.Refusal;

/** Logs in, by a one-time link or by name and password. */
public final class LoginRoutes implements Consumer<RoutesConfig> {

    private static final int MOST_TOKEN = 64;

    private final LoginGate gate;
    private final LoginLinks links;
    private final Users users;

    public LoginRoutes(LoginGate gate, LoginLinks links, Users users) {
        this.gate = gate;
        this.links = links;
        this.users = users;
    }

    @Override
    public void accept(RoutesConfig routes) {
        // Fetching a link shows the page, which asks for a press: previews of messengers fetch links too.
        routes.post(LoginLinks.PATH + "{token}", this::byLink);
        routes.post("/login", this::byPassword);
    }

    private void byLink(Context context) {
        String client = gate.admit(context);
        String token = context.pathParam("token");
        Optional<Viewer> viewer = token.length() > MOST_TOKEN ? Optional.empty() : links.take(token);
        if (viewer.isEmpty()) {
            gate.countFailed(client);
            throw Refusal.of(
                    403, "No such link", "This link was used before, has run out, or never was: ask for a new one.");
        }
        gate.letIn(context, viewer.get());
    }

    private void byPassword(Context context) {
        String client = gate.admit(context);
        JsonNode body = LoginGate.body(context, "name", "password");
        String name = body.path("name").asText("");
        // Whoever guesses from many addresses is stopped by the name.
        String guessed = gate.admit(context, "user " + name.substring(0, Math.min(name.length(), Users.MOST_NAME)));
        Optional<Viewer> viewer = users.check(name, body.path("password").asText(""));
        if (viewer.isEmpty()) {
            gate.countFailed(client);
            gate.countFailed(guessed);
            throw Refusal.of(
                    403, "Not let in", "Name and password don't belong together: is each typed as it was given?");
        }
        gate.letIn(context, viewer.get());
    }
}
