package org.amurwatch.consumer.dashboard.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.answer.RequestLimit;
import org.jspecify.annotations.Nullable;

/** Logs in and out, and stands before all that only those may see who are logged in. */
public final class AccessRoutes implements Consumer<RoutesConfig> {

    /** A cookie of this prefix is taken by browsers from this very host alone, and sent by TLS (or loopback) alone. */
    static final String COOKIE = "__Host-amurwatch";

    /** Carries {@link Session#csrfToken} with whatever changes something. */
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String API = "/api/";
    private static final String OPEN_DOCUMENT = "/api/v1/openapi.json";
    private static final String LOGOUT = "/logout";
    private static final String SESSION = "session";
    private static final int MOST_FAILED = 10;
    private static final Duration FAILED_FOR = Duration.ofMinutes(10);
    private static final int MOST_TOKEN = 64;

    private final Sessions sessions;
    private final LoginLinks links;
    private final SecurityHeaders headers;
    private final ClientAddress address;
    private final RequestLimit failed;
    private final int cookieSeconds;
    private final Consumer<Session> ended;

    /**
     * @param address by which the limit of failed log-ins tells clients apart
     * @param cookieLife how long browsers keep the cookie
     * @param ended is told of each session whose user left
     */
    public AccessRoutes(
            Sessions sessions,
            LoginLinks links,
            SecurityHeaders headers,
            ClientAddress address,
            Duration cookieLife,
            Consumer<Session> ended,
            Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.headers = headers;
        this.address = address;
        this.failed = new RequestLimit(MOST_FAILED, FAILED_FOR, clock);
        this.cookieSeconds = (int) cookieLife.toSeconds();
        this.ended = ended;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.before(this::guard);
        // Fetching a link shows the page, which asks for a press: previews of messengers fetch links too.
        routes.post(LoginLinks.PATH + "{token}", this::logIn);
        routes.post(LOGOUT, this::logOut);
    }

    private void guard(Context context) {
        headers.set(context);
        String id = context.cookie(COOKIE);
        Optional<Session> session = id == null ? Optional.empty() : sessions.use(id);
        session.ifPresent(one -> context.attribute(SESSION, one));
        String path = context.path();
        boolean closed = (path.startsWith(API) && !path.equals(OPEN_DOCUMENT)) || path.equals(LOGOUT);
        if (closed && session.isEmpty()) {
            throw Refusal.of(401, "Not logged in", "Log in first: a one-time link opens a session.");
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

    private static boolean comesFromElsewhere(Context context) {
        String site = context.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    private void logIn(Context context) {
        if (comesFromElsewhere(context)) {
            // Else a page elsewhere could make somebody work in another's session.
            throw Refusal.of(403, "From elsewhere", "Open the link itself, and press the button that it shows.");
        }
        String client = address.of(context);
        if (failed.isUsedUp(client)) {
            throw Refusal.later(429, "Too often", "Too many log-ins failed from this address: wait ten minutes.", 600);
        }
        String token = context.pathParam("token");
        Optional<Viewer> viewer = token.length() > MOST_TOKEN ? Optional.empty() : links.take(token);
        if (viewer.isEmpty()) {
            failed.count(client);
            throw Refusal.of(
                    403, "No such link", "This link was used before, has run out, or never was: ask for a new one.");
        }
        cookie(context, sessions.begin(viewer.get()), cookieSeconds);
        context.header("Cache-Control", "no-store").status(HttpStatus.NO_CONTENT);
    }

    private void logOut(Context context) {
        Session session = session(context);
        sessions.end(session);
        ended.accept(session);
        cookie(context, "", 0);
        context.status(HttpStatus.NO_CONTENT);
    }

    private static void cookie(Context context, String value, int seconds) {
        context.cookie(new Cookie(COOKIE, value, "/", seconds, true, true, null, SameSite.STRICT));
    }

    /**
     * The session of a request to what is closed.
     *
     * @throws Refusal if there is none
     */
    public static Session session(Context context) {
        @Nullable Session session = context.attribute(SESSION);
        if (session == null) {
            throw Refusal.of(401, "Not logged in", "Log in first: a one-time link opens a session.");
        }
        return session;
    }
}
