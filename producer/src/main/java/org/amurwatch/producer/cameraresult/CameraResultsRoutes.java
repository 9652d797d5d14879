package org.amurwatch.producer.cameraresult;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.producer.http.Gate;
import org.amurwatch.producer.http.Guest;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.http.Reply;
import org.amurwatch.producer.live.FaultyInput;

/** {@code POST /v1/camera-results}: results of a classifier as soon as it has them. */
public final class CameraResultsRoutes implements IngestRoutes {

    private static final int MOST_NAMED = 50;

    private final CameraUpload uploads;

    public CameraResultsRoutes(CameraUpload uploads) {
        this.uploads = uploads;
    }

    /** As a service has it: with the threshold of imports by file. */
    public static CameraResultsRoutes of(HttpParts parts) {
        return new CameraResultsRoutes(
                new CameraUpload(parts.connection().purpose(), ResultsOptions.DEFAULT_THRESHOLD, parts.clock()));
    }

    @Override
    public void addTo(RoutesConfig routes, Gate gate) {
        routes.post("/v1/camera-results", gate.guard("camera-results", this::results));
    }

    private CompletableFuture<Reply> results(Context context, Guest guest) throws FaultyInput {
        CameraUpload.Content content = uploads.read(guest.body("application/json"), guest.sourceId());
        if (content.shown().isEmpty() && !content.unusable().isEmpty()) {
            throw new FaultyInput(content.unusable());
        }
        return guest.accept(content.events()).thenApply(records -> Reply.json(202, answer(content)));
    }

    private static Map<String, Object> answer(CameraUpload.Content content) {
        List<Map<String, String>> unusable = content.unusable().stream()
                .limit(MOST_NAMED)
                .map(fault -> Map.of("pointer", fault.field(), "detail", fault.sentence()))
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pictures", content.pictures());
        answer.put("accepted", content.events().size());
        answer.put("shown", content.shown());
        answer.put("unusableCount", content.unusable().size());
        answer.put("unusable", unusable);
        return answer;
    }
}
