package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amurwatch.producer.gateway.log.LogKind;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** Reads what HTTP ingest answers to a batch. */
final class AnswerReading {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int LONGEST_TEXT = 2_000;
    /** The batch can't be taken as it is: a smaller one may. */
    private static final Set<Integer> WHOLE = Set.of(400, 413, 422);

    private AnswerReading() {}

    /** Where events of a kind are posted. */
    static String path(LogKind kind) {
        return switch (kind) {
            case URGENT, POACHING_ALERT -> "/v1/poaching-alerts";
            case PATROL_POSITION -> "/v1/patrol-positions";
            case SIGHTING -> "/v1/sightings";
        };
    }

    /**
     * @param count how many events were sent
     * @param now for a {@code Retry-After} that is a time of day
     */
    static Verdict of(Centre.Answer answer, int count, Instant now) {
        int status = answer.status();
        // A batch of which all is wrong is answered 422, and says so of each.
        if ((status >= 200 && status < 300) || status == 422) {
            List<Verdict.Item> items = items(answer.body());
            if (items.size() == count) {
                return new Verdict.Each(items);
            }
        }
        if (status >= 200 && status < 300) {
            return new Verdict.NotTheCentre(
                    "What answers is no ingest of Amur Watch: it does not say what became of each"
                            + " event. Look at setting amurwatch.gateway.centre-url, and whether the network asks for a login.");
        }
        if (status == 401 || status == 403) {
            return new Verdict.NotLetIn(
                    "The centre does not let this source's key in (" + status + "). Ask for a new key.");
        }
        if (WHOLE.contains(status)) {
            return new Verdict.Whole(new Verdict.Item(status, text(answer.body())));
        }
        if (status == 429 || status == 408 || status == 425 || status >= 500) {
            return new Verdict.Later(
                    wait(answer.retryAfter(), now), "The centre can't take events now (" + status + ").");
        }
        return new Verdict.NotTheCentre("What answers (" + status + ") is no ingest of Amur Watch. Look at setting"
                + " amurwatch.gateway.centre-url, and whether the network asks for a login.");
    }

    private static List<Verdict.Item> items(byte[] body) {
        List<Verdict.Item> items = new ArrayList<>();
        try {
            for (JsonNode result : JSON.readTree(body).path("results")) {
                items.add(new Verdict.Item(result.path("status").asInt(), shortened(result.toString())));
            }
        } catch (IOException e) {
            return List.of();
        }
        return items;
    }

    private static Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration wait;
        try {
            wait = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        } catch (NumberFormatException | ArithmeticException e) {
            Instant until = DateUtils.parseStandardDate(retryAfter);
            wait = until == null ? Duration.ZERO : Duration.between(now, until);
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static String text(byte[] body) {
        return shortened(new String(body, StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
    }
}
