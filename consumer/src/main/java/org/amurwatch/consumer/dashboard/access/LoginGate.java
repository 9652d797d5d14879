package org.amurwatch.consumer.dashboard.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.answer.RequestLimit;
import org.amurwatch.consumer.http.Refusal;

/** What stands before every way to log in, the limit of those that fail, and the session behind it. */
public final class LoginGate {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FAILED = 10;
    private static final Duration FAILED_FOR = Duration.ofMinutes(10);

    private final Sessions sessions;
    private final ClientAddress address;
    private final RequestLimit failed;
    private final int cookieSeconds;

    /**
     * @param address by which the limit of failed log-ins tells clients apart
     * @param cookieLife how long browsers keep the cookie
     */
    public LoginGate(Sessions sessions, ClientAddress address, Duration cookieLife, Clock clock) {
        this.sessions = sessions;
        this.address = address;
        this.failed = new RequestLimit(MOST_FAILED, FAILED_FOR, clock);
        this.cookieSeconds = (int) cookieLife.toSeconds();
    }

    /** The counter of whoever tries, by address, if it is not used up. */
    public String admit(Context context) {
        return admit(context, address.of(context));
    }

    /** A counter, if it is not used up. */
    String admit(Context context, String counter) {
        if (AccessRoutes.comesFromElsewhere(context)) {
            // Else a page elsewhere could make somebody work in another's session.
            throw Refusal.of(403, "From elsewhere", "Log in on the dashboard's own page.");
        }
        if (failed.isUsedUp(counter)) {
            throw Refusal.later(429, "Too often", "Too many log-ins failed: wait ten minutes.", 600);
        }
        return counter;
    }

    /** Counts one that failed. */
    public void countFailed(String counter) {
        failed.count(counter);
    }

    /**
     * What was sent, with texts in these fields. JSON alone: a form of a page elsewhere can't send that.
     *
     * @throws Refusal if it is something else
     */
    public static JsonNode body(Context context, String... fields) {
        String type = context.contentType();
        if (type != null && type.startsWith("application/json")) {
            try {
                JsonNode body = JSON.readTree(context.body());
                if (Arrays.stream(fields).allMatch(field -> body.path(field).isTextual())) {
                    return body;
                }
            } catch (JsonProcessingException e) {
                // Told below; what stands in it may be a password.
            }
        }
        throw Refusal.of(400, "Not understood", "Expected JSON with " + String.join(" and ", fields) + ".");
    }

    /** Begins a session. */
    public void letIn(Context context, Viewer viewer) {
        SessionCookie.set(context, sessions.begin(viewer), cookieSeconds);
        context.header("Cache-Control", "no-store").status(HttpStatus.NO_CONTENT);
    }
}
