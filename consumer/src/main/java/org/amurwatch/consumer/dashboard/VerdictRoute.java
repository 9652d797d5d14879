package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Verdict;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.http.Refusal;

/** Takes what somebody saw on a picture or heard in a recording that was put up for review. */
final class VerdictRoute {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ParkView view;
    private final VerdictSink sink;
    private final Clock clock;

    VerdictRoute(ParkView view, VerdictSink sink, Clock clock) {
        this.view = view;
        this.sink = sink;
        this.clock = clock;
    }

    void take(Context context) {
        Viewer viewer = AccessRoutes.session(context).viewer();
        if (!viewer.role().mayJudge()) {
            throw Denial.forbidden();
        }
        ReviewItem item = view.toBeReviewed(viewer, context.pathParam("id")).orElseThrow(Denial::notFound);
        ReviewVerdict verdict = ReviewVerdict.newBuilder()
                .setEventKey(item.getEventKey())
                .setVerdict(verdict(context.body()))
                .setBy(viewer.name())
                .setAt(Instant.ofEpochMilli(clock.millis()))
                .build();
        if (!sink.store(verdict)) {
            throw Refusal.later(503, "Not stored", "The verdict could not be stored: give it again.", 5);
        }
        context.status(202)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(ApiRoutes.object().put("stored", true).toString());
    }

    private static Verdict verdict(String body) {
        try {
            String text = JSON.readTree(body).path("verdict").asText("");
            return Arrays.stream(Verdict.values())
                    .filter(verdict -> word(verdict).equals(text))
                    .findFirst()
                    .orElseThrow(VerdictRoute::unusable);
        } catch (JsonProcessingException e) {
            throw unusable();
        }
    }

    private static Refusal unusable() {
        return Refusal.of(
                422,
                "Can't be used",
                "The body is a JSON object whose field verdict is one of "
                        + Arrays.stream(Verdict.values())
                                .map(VerdictRoute::word)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    /** As people write it: {@code our-staff}. */
    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
