package org.amurwatch.producer.http;

import java.io.Serial;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem (RFC 9457) that says what is wrong and what to do. */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_FAULTS = 50;

    private final int status;
    private final String title;
    private final transient List<Fault> faults;
    private final @Nullable Duration retryAfter;

    private Refusal(int status, String title, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
        super(detail, null, false, false); // Nobody reads the stack of a request that somebody got wrong.
        this.status = status;
        this.title = title;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    /** @param detail a sentence or two: what was expected, what came, what to do */
    public static Refusal of(int status, String title, String detail) {
        return new Refusal(status, title, detail, List.of(), null);
    }

    /** What the same request may be sent again for, after a while. */
    public static Refusal later(int status, String title, String detail, Duration retryAfter) {
        return new Refusal(status, title, detail, List.of(), retryAfter);
    }

    /** 422: well-formed, but fields are wrong. */
    public static Refusal faulty(FaultyInput input) {
        return faulty(input, "Nothing of this was taken. Mend the fields named in 'errors', then send it again.");
    }

    /** 422, where more is to be said of what became of the request. */
    public static Refusal faulty(FaultyInput input, String detail) {
        return new Refusal(422, "Wrong fields", detail, input.faults(), null);
    }

    static Refusal unsupported(String detail) {
        return of(415, "Unsupported content", detail);
    }

    static Refusal tooLarge(String detail) {
        return of(413, "Too large", detail);
    }

    public int status() {
        return status;
    }

    /** The faults as {@code errors} of problems and results name them. */
    static List<Map<String, String>> errors(List<Fault> faults) {
        return faults.stream()
                .limit(MOST_FAULTS)
                .map(fault -> Map.of("pointer", fault.field(), "detail", fault.sentence()))
                .toList();
    }

    public Reply reply() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", String.valueOf(getMessage()));
        if (!faults.isEmpty()) {
            body.put("errors", errors(faults));
        }
        Map<String, String> headers = new HashMap<>();
        if (retryAfter != null) {
            headers.put("Retry-After", Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000)));
        }
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        return Reply.json(status, "application/problem+json", body, headers);
    }
}
