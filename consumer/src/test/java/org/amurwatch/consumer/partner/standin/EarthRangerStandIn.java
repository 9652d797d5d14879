package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** EarthRanger's activity API, by er-server's primer and sources: reports that exist once for each external id. */
public final class EarthRangerStandIn extends StandIn {

    public static final String TOKEN = "er-token-1";
    public static final String EVENT_SOURCE = "0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f";

    private static final String EVENTS = "/api/v1.0/activity/events";
    private static final String EVENT = "/api/v1.0/activity/event/";
    private static final Set<String> TYPES = Set.of(
            "snare_rep",
            "carcass_rep",
            "shot_rep",
            "spoor_rep",
            "poacher_camp_rep",
            "contact_rep",
            "arrest_rep",
            "confiscation_rep",
            "light_rep",
            "traffic_rep",
            "activity_rep",
            "cameratrap_rep",
            "wildlife_sighting_rep",
            "fire_rep",
            "hwc_rep");
    private static final Set<String> TOLD = Set.of("time", "location", "title", "event_details");
    private static final Set<String> CREATED = Set.of(
            "time",
            "location",
            "title",
            "event_details",
            "priority",
            "state",
            "provenance",
            "eventsource",
            "external_event_id",
            "related_subjects",
            "notes");

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

    public EarthRangerStandIn() throws IOException {}

    /** The reports, in the order in which they were made. */
    public synchronized List<ObjectNode> reports() {
        return List.copyOf(byId.values());
    }

    @Override
    protected Answer answer(Request request) {
        if (!("Bearer " + TOKEN).equals(request.header("Authorization"))) {
            return Answer.of(401, object().put("detail", "Authentication credentials were not provided."));
        }
        if (request.path().equals(EVENTS) && request.method().equals("POST")) {
            return create(typed(request));
        }
        if (request.path().equals(EVENTS) && request.method().equals("GET")) {
            return find(request);
        }
        check(request.path().startsWith(EVENT), "no such path");
        String[] rest = request.path().substring(EVENT.length()).split("/");
        ObjectNode report = byId.get(rest[0]);
        if (report == null) {
            return Answer.of(404);
        }
        if (rest.length == 1) {
            check(request.method().equals("PATCH"), "a report is changed by PATCH");
            return change(report, typed(request));
        }
        check(rest.length == 2 && rest[1].equals("notes") && request.method().equals("POST"), "no such path");
        JsonNode note = typed(request);
        fields(note, Set.of("text"), Set.of());
        ((ArrayNode) report.get("notes"))
                .addObject()
                .put("text", note.get("text").asText());
        return Answer.of(201, object().set("data", note));
    }

    private static JsonNode typed(Request request) {
        String type = request.header("Content-Type");
        check(type != null && type.startsWith("application/json"), "the body is no application/json");
        return request.json();
    }

    private Answer create(JsonNode report) {
        fields(report, Set.of("event_type"), CREATED);
        told(report);
        check(report.path("priority").isInt() && report.get("priority").asInt() % 100 == 0, "no priority");
        check(Set.of("new", "active", "resolved").contains(report.path("state").asText()), "no state");
        check(
                Set.of("staff", "system", "sensor", "analyzer", "community")
                        .contains(report.path("provenance").asText()),
                "no provenance");
        check(report.path("eventsource").asText().equals(EVENT_SOURCE), "unknown event source");
        String external = report.path("external_event_id").asText();
        check(!external.isEmpty() && external.length() <= 100, "no external_event_id");
        report.path("notes").forEach(note -> fields(note, Set.of("text"), Set.of()));
        if (byId.values().stream()
                .anyMatch(made -> made.get("external_event_id").asText().equals(external))) {
            return Answer.of(409, object().put("external_event_id", "External event ID already exists."));
        }
        String id = UUID.randomUUID().toString();
        ObjectNode made = report.deepCopy();
        made.put("id", id);
        made.withArray("notes");
        byId.put(id, made);
        ObjectNode answer = object();
        answer.set("data", visible(made));
        answer.putObject("status").put("code", 201).put("message", "Created");
        return Answer.of(201, answer);
    }

    private Answer change(ObjectNode report, JsonNode changes) {
        fields(
                changes,
                Set.of(),
                Set.of("event_type", "time", "location", "title", "event_details", "state", "priority"));
        if (changes.has("event_type")) {
            told(changes);
        }
        report.setAll((ObjectNode) changes);
        return Answer.of(200, object().set("data", visible(report)));
    }

    private static void told(JsonNode report) {
        check(TYPES.contains(report.path("event_type").asText()), "unknown event_type " + report.path("event_type"));
        TOLD.forEach(field -> check(report.has(field), "lacks " + field));
        timeWithZone(report.get("time"));
        if (!report.get("location").isNull()) {
            fields(report.get("location"), Set.of("latitude", "longitude"), Set.of());
            degrees(report.get("location").get("latitude"), 90);
            degrees(report.get("location").get("longitude"), 180);
        }
        check(report.get("title").isTextual(), "no title");
        check(report.get("event_details").isObject(), "no event_details");
    }

    /** Its search looks into notes; it shows no external ids. */
    private Answer find(Request request) {
        check(
                Set.of("filter", "include_notes", "page_size")
                        .containsAll(request.query().keySet()),
                "unknown parameter");
        String text;
        try {
            text = JSON.readTree(request.query().get("filter")).path("text").asText();
        } catch (IOException e) {
            throw new Complaint("filter is no JSON");
        }
        ObjectNode answer = object();
        ArrayNode results = answer.putObject("data").putArray("results");
        byId.values().stream()
                .filter(report -> report.get("notes").toString().contains(text))
                .forEach(report -> results.add(visible(report)));
        return Answer.of(200, answer);
    }

    private static ObjectNode visible(ObjectNode report) {
        ObjectNode visible = report.deepCopy();
        visible.remove(List.of("external_event_id", "eventsource"));
        return visible;
    }
}
