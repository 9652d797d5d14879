package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Gundi v2's sensors API: lists of events, about one request a minute. */
public final class GundiStandIn extends StandIn {

    public static final String KEY = "gundi-key-1";

    private static final int MOST = 100;
    private static final Set<String> REQUIRED = Set.of("title", "event_type", "recorded_at", "location");
    private static final Set<String> OPTIONAL = Set.of("source", "event_details", "status");

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Set<String> dropped = new HashSet<>();
    private final Clock clock;
    private Instant last = Instant.EPOCH;
    private int tooSoon;

    public GundiStandIn(Clock clock) throws IOException {
        this.clock = clock;
    }

    /** The events, without those that are equal to one before: it gives these an id, and hands them to nobody. */
    public synchronized List<ObjectNode> events() {
        return List.copyOf(byId.values());
    }

    /** How many requests came within a minute of the one before. */
    public synchronized int tooSoon() {
        return tooSoon;
    }

    @Override
    protected Answer answer(Request request) {
        if (!KEY.equals(request.header("apikey"))) {
            return Answer.of(401, object().put("message", "No API key found in request"));
        }
        Instant now = clock.instant();
        if (Duration.between(last, now).toSeconds() < 60) {
            tooSoon++;
            return new Answer(429, "", Map.of("Retry-After", "60"));
        }
        last = now;
        String type = request.header("Content-Type");
        check(type != null && type.startsWith("application/json"), "the body is no application/json");
        if (request.path().equals("/v2/events/") && request.method().equals("POST")) {
            return create(request.json());
        }
        check(request.path().matches("/v2/events/[0-9a-f-]{36}/"), "no such path");
        check(request.method().equals("PATCH"), "an event is changed by PATCH");
        String id = request.path().split("/")[3];
        if (dropped.contains(id)) {
            return Answer.of(200, object().put("object_id", id));
        }
        ObjectNode event = byId.get(id);
        if (event == null) {
            return Answer.of(404);
        }
        JsonNode changes = request.json();
        fields(changes, Set.of(), all());
        event.setAll((ObjectNode) changes);
        return Answer.of(200, event);
    }

    private static Set<String> all() {
        Set<String> all = new java.util.TreeSet<>(REQUIRED);
        all.addAll(OPTIONAL);
        return all;
    }

    private Answer create(JsonNode list) {
        check(list.isArray() && !list.isEmpty() && list.size() <= MOST, "expected a list of 1 to " + MOST);
        list.forEach(GundiStandIn::checkEvent);
        ArrayNode answers = JSON.createArrayNode();
        list.forEach(event -> {
            String id = UUID.randomUUID().toString();
            if (byId.containsValue(event)) {
                dropped.add(id);
            } else {
                byId.put(id, event.deepCopy());
            }
            answers.addObject()
                    .put("object_id", id)
                    .put("created_at", clock.instant().toString());
        });
        return Answer.of(200, answers);
    }

    private static void checkEvent(JsonNode event) {
        fields(event, REQUIRED, OPTIONAL);
        timeWithZone(event.get("recorded_at"));
        fields(event.get("location"), Set.of("lat", "lon"), Set.of("alt"));
        degrees(event.get("location").get("lat"), 90);
        degrees(event.get("location").get("lon"), 180);
        check(!event.get("title").asText().contains("refuse-me"), "this one is refused");
    }
}
