package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Arrays;
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
    /** The types that come with it, and the fields of their forms. */
    private static final Map<String, Set<String>> FORMS = Map.ofEntries(
            Map.entry("snare_rep", Set.of("snarerep_numberofsnares", "snarerep_status", "snarerep_action")),
            Map.entry("carcass_rep", Set.of("carcassrep_species", "carcassrep_sex", "carcassrep_causeofdeath")),
            Map.entry("shot_rep", Set.of("shotrep_timeofshot", "shotrep_numberofshots", "shotrep_typeofshots")),
            Map.entry("spoor_rep", Set.of("spoorrep_type", "spoorrep_numberpeopletracked", "spoorrep_age")),
            Map.entry("poacher_camp_rep", Set.of("poachercamprep_status", "poachercamprep_numberofpeople")),
            Map.entry("contact_rep", Set.of("contactrep_arrests")),
            Map.entry("arrest_rep", Set.of("arrestrep_name")),
            Map.entry("confiscation_rep", Set.of("confiscationrep_numberofitems")),
            Map.entry("light_rep", Set.of("lightrep_whatdetected")),
            Map.entry("traffic_rep", Set.of("trafficrep_sightingdescription")),
            Map.entry("activity_rep", Set.of("activityrep_whatseen")),
            Map.entry("cameratrap_rep", Set.of("cameratraprep_camera-name")),
            Map.entry(
                    "wildlife_sighting_rep",
                    Set.of("wildlifesightingrep_species", "wildlifesightingrep_numberanimals")),
            Map.entry("fire_rep", Set.of("firerep_status")),
            Map.entry("hwc_rep", Set.of("hwcrep_species")));

    /** Of each type: what a report has that is sent with no priority, or with 0. */
    private static final int DEFAULT_PRIORITY = 300;

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
            "message",
            "related_subjects");

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
        fields(note, Set.of("text"), Set.of("event"));
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
        check(!report.has("notes"), "a note needs a report that is there");
        fields(report, Set.of("event_type"), CREATED);
        told(report);
        int priority = report.path("priority").asInt(0);
        check(Set.of(0, 100, 200, 300).contains(priority), "no priority");
        check(Set.of("new", "active", "resolved").contains(report.path("state").asText()), "no state");
        check(
                Set.of("staff", "system", "sensor", "analyzer", "community")
                        .contains(report.path("provenance").asText()),
                "no provenance");
        if (!report.path("eventsource").asText().equals(EVENT_SOURCE)) {
            ArrayNode errors = JSON.createArrayNode();
            errors.addArray().addObject().putObject("eventsource").put("eventsource", "ID does not exist.");
            return Answer.of(400, errors);
        }
        String external = report.path("external_event_id").asText();
        check(!external.isEmpty() && external.length() <= 100, "no external_event_id");
        if (byId.values().stream()
                .anyMatch(made -> made.get("external_event_id").asText().equals(external))) {
            return Answer.of(409, object().put("external_event_id", "External event ID already exists."));
        }
        String id = UUID.randomUUID().toString();
        ObjectNode made = report.deepCopy();
        made.put("id", id);
        made.put("priority", priority == 0 ? DEFAULT_PRIORITY : priority);
        made.putArray("notes");
        keepFormFields(made);
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
        if (!changes.has("state") && report.get("state").asText().equals("new")) {
            report.put("state", "active");
        }
        keepFormFields(report);
        return Answer.of(200, object().set("data", visible(report)));
    }

    /** Servers differ: these are those that keep no detail which the form of the type does not have. */
    private static void keepFormFields(ObjectNode report) {
        ((ObjectNode) report.get("event_details"))
                .retain(FORMS.get(report.get("event_type").asText()));
    }

    private static void told(JsonNode report) {
        check(FORMS.containsKey(report.path("event_type").asText()), "unknown event_type " + report.path("event_type"));
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

    /** Its search looks into titles, details and notes, or for times; it shows no external ids. */
    private Answer find(Request request) {
        check(
                Set.of("filter", "include_notes", "include_details", "include_updates", "include_files", "page_size")
                        .containsAll(request.query().keySet()),
                "unknown parameter");
        JsonNode filter;
        try {
            filter = JSON.readTree(request.query().get("filter"));
        } catch (IOException e) {
            throw new Complaint("filter is no JSON");
        }
        boolean withNotes = Boolean.parseBoolean(request.query().get("include_notes"));
        ObjectNode answer = object();
        ArrayNode results = answer.putObject("data").putArray("results");
        byId.values().stream().filter(report -> meets(report, filter)).forEach(report -> {
            ObjectNode shown = visible(report);
            results.add(withNotes ? shown : shown.without("notes"));
        });
        return Answer.of(200, answer);
    }

    private static boolean meets(ObjectNode report, JsonNode filter) {
        if (filter.has("date_range")) {
            OffsetDateTime time = OffsetDateTime.parse(report.get("time").asText());
            return !time.isBefore(
                            OffsetDateTime.parse(filter.at("/date_range/lower").asText()))
                    && !time.isAfter(
                            OffsetDateTime.parse(filter.at("/date_range/upper").asText()));
        }
        String text = filter.path("text").asText();
        if (text.matches("[0-9].*")) {
            // The number of a report, which no report has here.
            return false;
        }
        String searched = report.get("title").asText() + report.get("event_details") + report.get("notes");
        return Arrays.stream(text.split(" ")).allMatch(searched::contains);
    }

    private static ObjectNode visible(ObjectNode report) {
        ObjectNode visible = report.deepCopy();
        visible.remove(List.of("external_event_id", "eventsource"));
        return visible;
    }
}
