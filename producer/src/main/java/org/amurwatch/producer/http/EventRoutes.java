package org.amurwatch.producer.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.FaultyInput;
import org.jspecify.annotations.Nullable;

/** Our own way in: {@code /v1/sightings}, {@code /v1/poaching-alerts}, {@code /v1/patrol-positions}, as {@code /openapi.json} says. */
public final class EventRoutes implements IngestRoutes {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final int MOST_KEY = 255;

    private final ApiDocument document = new ApiDocument();
    private final Purpose purpose;
    private final Clock clock;

    /** @param purpose of events that don't say theirs */
    public EventRoutes(Purpose purpose, Clock clock) {
        this.purpose = purpose;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes, Gate gate) {
        routes.get("/openapi.json", context -> context.contentType("application/json")
                .result(document.text()));
        add(routes, gate, "/v1/sightings", new SightingForm());
        add(routes, gate, "/v1/poaching-alerts", new PoachingAlertForm());
        add(routes, gate, "/v1/patrol-positions", new PatrolPositionForm());
    }

    private void add(RoutesConfig routes, Gate gate, String path, EventForm form) {
        ApiDocument.Check check = document.check(form.schema());
        routes.post(path, gate.guard("http", (context, guest) -> take(context, guest, form, check)));
    }

    private CompletableFuture<Reply> take(Context context, Guest guest, EventForm form, ApiDocument.Check check)
            throws FaultyInput {
        guest.require(form.kind());
        EventBatch batch = new EventBatch(
                form, check, guest.sourceId(), idempotencyKey(context), purpose, Instant.ofEpochMilli(clock.millis()));
        byte[] body = guest.body(JSON, LINES);
        boolean single = false;
        if (guest.mediaType().equals(LINES)) {
            new JsonItems(batch).readLines(body);
        } else {
            single = !new JsonItems(batch).readJson(body);
        }
        if (batch.size() == 0) {
            throw new FaultyInput("", "There is no event in it.");
        }
        if (single && batch.firstFaults() != null) {
            throw new FaultyInput(batch.firstFaults());
        }
        boolean alone = single;
        return guest.accept(batch.events()).thenApply(records -> alone ? batch.single() : batch.all());
    }

    private static @Nullable String idempotencyKey(Context context) {
        String key = context.header("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > MOST_KEY)) {
            throw Refusal.of(400, "Wrong Idempotency-Key", "An Idempotency-Key has 1 to " + MOST_KEY + " characters.");
        }
        return key;
    }
}
