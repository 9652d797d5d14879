package org.amurwatch.producer.earthranger;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.DialectSettings;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.earthranger.EarthRangerFixes.Outcome;
import org.amurwatch.producer.http.Gate;
import org.amurwatch.producer.http.Guest;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.http.Manners;
import org.amurwatch.producer.http.Refusal;
import org.amurwatch.producer.http.Reply;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.mapping.TypeMapping;
import org.jspecify.annotations.Nullable;

/** The part of EarthRanger's interface by which devices and scripts send: answered as EarthRanger answers. */
public final class EarthRangerRoutes implements IngestRoutes {

    private static final String WAY = "earthranger";
    private static final String JSON = "application/json";
    private static final Map<Integer, String> MESSAGES = Map.of(
            200, "OK",
            201, "Created",
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden");

    private final EarthRangerEvents events;
    private final EarthRangerFixes fixes;

    public EarthRangerRoutes(Dialect dialect) {
        this.events = new EarthRangerEvents(dialect);
        this.fixes = new EarthRangerFixes(dialect);
    }

    /** As the command makes it. */
    public static EarthRangerRoutes of(HttpParts parts) {
        return new EarthRangerRoutes(
                Dialect.of(parts, WAY, TypeMapping.builtIn("earthranger"), DialectSettings::earthranger));
    }

    @Override
    public void addTo(RoutesConfig routes, Gate gate) {
        Manners manners = new Manners() {
            @Override
            public Reply reply(Refusal refusal) {
                return refusal.reply().saying(body(refusal.status(), List.of(), refusal.getMessage()));
            }
        };
        routes.post("/api/v1.0/activity/events", gate.guard(WAY, manners, (context, guest) -> events(guest)));
        routes.patch("/api/v1.0/activity/event/{id}", gate.guard(WAY, manners, (context, guest) -> edit()));
        routes.post("/api/v1.0/sensors/{type}/{provider}/status", gate.guard(WAY, manners, this::fixes));
    }

    private CompletableFuture<Reply> events(Guest guest) {
        StatedItems items;
        try {
            items = events.read(guest.body(JSON), guest.sourceId());
        } catch (FaultyInput e) {
            return CompletableFuture.completedFuture(unreadable(e));
        }
        return items.accept(guest, EarthRangerRoutes::created);
    }

    private CompletableFuture<Reply> fixes(Context context, Guest guest) {
        if (context.pathParam("type").equals("camera-trap")) {
            throw Refusal.of(404, "Not offered", "Pictures are not taken here: send the event that they show.");
        }
        StatedItems items;
        try {
            items = fixes.read(guest.body(JSON), context.pathParam("provider"), guest.sourceId());
        } catch (FaultyInput e) {
            return CompletableFuture.completedFuture(unreadable(e));
        }
        return items.accept(guest, EarthRangerRoutes::located);
    }

    private static CompletableFuture<Reply> edit() {
        throw Refusal.of(
                405,
                "Not offered",
                "Events are not edited by id here: send the whole event again with the same eventsource and"
                        + " external_event_id.");
    }

    private static Reply created(StatedItems items) {
        if (items.isFaulty()) {
            return faulty(items);
        }
        return Reply.json(201, body(201, items.answersAndFaults(), null));
    }

    private static Reply located(StatedItems items) {
        if (items.isFaulty()) {
            return faulty(items);
        }
        long taken = count(items, Outcome.TAKEN);
        long unknown = count(items, Outcome.UNKNOWN);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("taken", taken);
        counts.put("unknown", unknown);
        counts.put("left_out", count(items, Outcome.LEFT_OUT));
        int status = taken > 0 ? 201 : 200;
        return Reply.json(
                status,
                body(
                        status,
                        counts,
                        unknown == 0
                                ? null
                                : unknown + " of " + items.items().size()
                                        + " positions were not taken: nobody said whom"
                                        + " these devices are with. Add them to the file of trackers."));
    }

    private static long count(StatedItems items, Outcome outcome) {
        return items.items().stream()
                .filter(item -> item.answer().get("outcome") == outcome)
                .count();
    }

    private static Reply unreadable(FaultyInput input) {
        return Reply.json(400, body(400, List.of(), input.getMessage()));
    }

    /** Names what is wrong; what is right was taken. */
    private static Reply faulty(StatedItems items) {
        return Reply.json(400, body(400, items.answersAndFaults(), items.sentence()));
    }

    private static Map<String, Object> body(int status, Object data, @Nullable String detail) {
        Map<String, Object> stated = new LinkedHashMap<>();
        stated.put("code", status);
        stated.put("message", MESSAGES.getOrDefault(status, "Refused"));
        if (detail != null) {
            stated.put("detail", detail);
        }
        return Map.of("data", data, "status", stated);
    }
}
