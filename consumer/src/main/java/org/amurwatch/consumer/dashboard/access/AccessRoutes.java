package org.amurwatch.consumer.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Consumer;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/** Stands before all that only those may see who are logged in, and lets them out again. */
public final class AccessRoutes implements Consumer<RoutesConfig> {

    /** Carries {@link Session#csrfToken} with whatever changes something. */
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String API = "/api/";
    private static final String OPEN_DOCUMENT = "/api/v1/openapi.json";
    private static final String LOGOUT = "/logout";
    private static final String SESSION = "session";

    private final Sessions sessions;
    private final SecurityHeaders headers;
    private final Consumer<Session> ended;

    /** @param ended is told of each session whose user left */
    public AccessRoutes(Sessions sessions, SecurityHeaders headers, Consumer<Session> ended) {
        this.sessions = sessions;
        this.headers = headers;
        this.ended = ended;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.before(this::guard);
        routes.post(LOGOUT, this::logOut);
    }

    private void guard(Context context) {
        headers.set(context);
        String id = SessionCookie.read(context);
        Optional<Session> session = id == null ? Optional.empty() : sessions.use(id);
        session.ifPresent(one -> context.attribute(SESSION, one));
        String path = context.path();
        boolean closed = (path.startsWith(API) && !path.equals(OPEN_DOCUMENT)) || path.equals(LOGOUT);
        if (closed && session.isEmpty()) {
            throw Refusal.of(401, "Not logged in", "Log in first, by a one-time link or by name and password.");
        }
        if (closed && changesSomething(context)) {
            checkOrigin(context, session.orElseThrow());
        }
    }

    private static boolean changesSomething(Context context) {
        return context.method() != HandlerType.GET && context.method() != HandlerType.HEAD;
    }

    private static void checkOrigin(Context context, Session session) {
        String token = context.header(CSRF_HEADER);
        if (comesFromElsewhere(context) || token == null || !Tokens.same(token, session.csrfToken())) {
            throw Refusal.of(
                    403,
                    "From elsewhere",
                    "A request that changes something carries the header " + CSRF_HEADER
                            + " with the csrfToken of GET /api/v1/me.");
        }
    }

    static boolean comesFromElsewhere(Context context) {
        String site = context.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    private void logOut(Context context) {
        Session session = session(context);
        sessions.end(session);
        ended.accept(session);
        SessionCookie.clear(context);
        context.status(HttpStatus.NO_CONTENT);
    }

    /**
     * The session of a request to what is closed.
     *
     * @throws Refusal if there is none
     */
    public static Session session(Context context) {
        @Nullable Session session = context.attribute(SESSION);
        if (session == null) {
            throw Refusal.of(401, "Not logged in", "Log in first, by a one-time link or by name and password.");
        }
        return session;
    }
}
