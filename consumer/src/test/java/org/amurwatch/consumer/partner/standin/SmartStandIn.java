package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SMART Connect: sessions by form, and incidents that a client names by a UUID (7.5), or observations (older). */
public final class SmartStandIn extends StandIn {

    public static final String USER = "amur";
    public static final String PASSWORD = "a pass&word";
    public static final String AREA = "a1b2c3d4-0000-4000-8000-000000000001";

    private static final String FORM = "j_username=amur&j_password=a+pass%26word";
    private static final Set<String> CATEGORIES = Set.of("humanactivity.weaponsequipment.trap", "animals.liveanimals");

    private final Map<String, ObjectNode> incidents = new LinkedHashMap<>();
    private final List<JsonNode> observations = new ArrayList<>();
    private String begun = "";
    private String checked = "";
    private String session = "";
    private boolean refusesByPage;
    private int logIns;

    public SmartStandIn() throws IOException {}

    public synchronized List<ObjectNode> incidents() {
        return List.copyOf(incidents.values());
    }

    /** What came as a server before 7.5 takes it. */
    public synchronized List<JsonNode> observations() {
        return List.copyOf(observations);
    }

    public synchronized int logIns() {
        return logIns;
    }

    /** From now on, a wrong password is answered by a page, with status 200. */
    public synchronized void refusesByPage() {
        refusesByPage = true;
    }

    /** Ends the session, as a server does after some time. */
    public synchronized void endSession() {
        session = "";
    }

    @Override
    protected Answer answer(Request request) {
        String cookie = request.header("Cookie");
        if (request.path().equals("/server/connect/home")) {
            return home(cookie);
        }
        if (request.path().equals("/server/j_security_check")) {
            return logIn(request, cookie);
        }
        if (session.isEmpty() || !session.equals(cookie)) {
            return page("log in", Map.of());
        }
        if (request.path().equals("/server/api/query/custom/waypoint/incident")) {
            check(request.method().equals("GET"), "queries are asked by GET");
            ArrayNode found = JSON.createArrayNode();
            ObjectNode incident = incidents.get(request.query().get("client_incident_uuid"));
            if (incident != null) {
                found.add(asGiven(incident));
            }
            return Answer.of(200, found);
        }
        check(request.path().equals("/server/api/data/" + AREA), "no such path");
        check(request.method().equals("POST"), "data are posted");
        return take(request.json());
    }

    /** Where a session begins, and where a user who has logged in is taken into it. */
    private Answer home(@Nullable String cookie) {
        if (cookie != null && cookie.equals(checked)) {
            session = newSession();
            checked = "";
            return page("welcome", Map.of("Set-Cookie", session + "; Path=/server; HttpOnly"));
        }
        if (cookie != null && cookie.equals(session)) {
            return page("welcome", Map.of());
        }
        begun = newSession();
        return page("log in", Map.of("Set-Cookie", begun + "; Path=/server; HttpOnly"));
    }

    private Answer logIn(Request request, @Nullable String cookie) {
        check(request.method().equals("POST"), "the form is posted");
        if (begun.isEmpty() || !begun.equals(cookie)) {
            return Answer.of(408);
        }
        if (!request.body().equals(FORM)) {
            return refusesByPage ? page("try again", Map.of()) : Answer.of(401);
        }
        logIns++;
        checked = begun;
        begun = "";
        return new Answer(302, "", Map.of("Location", "/server/connect/home"));
    }

    private static String newSession() {
        return "JSESSIONID=" + UUID.randomUUID().toString().replace("-", "");
    }

    private static Answer page(String text, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "text/html");
        return new Answer(200, "<!DOCTYPE html><title>" + text + "</title>", all);
    }

    private static ObjectNode asGiven(ObjectNode incident) {
        ObjectNode given = object().put("type", "Feature");
        given.set("geometry", incident.get("geometry"));
        String[] dateTime = incident.at("/properties/dateTime").asText().split("T");
        given.putObject("properties")
                .putObject("waypoint")
                .put("date", dateTime[0])
                .put("time", dateTime[1]);
        return given;
    }

    private Answer take(JsonNode feature) {
        fields(feature, Set.of("type", "properties"), Set.of("geometry"));
        check(feature.get("type").asText().equals("Feature"), "no feature");
        JsonNode properties = feature.get("properties");
        fields(properties, Set.of("smartDataType", "smartFeatureType", "smartAttributes"), Set.of("dateTime"));
        check(properties.get("smartDataType").asText().equals("incident"), "no incident");
        String type = properties.get("smartFeatureType").asText();
        // An incident that is there may be changed without its place and its time.
        if (feature.has("geometry") || !type.equals("waypoint")) {
            placed(feature);
        }
        if (properties.has("dateTime") || !type.equals("waypoint")) {
            check(
                    properties.path("dateTime").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"),
                    "a local time without a zone is expected: " + properties.get("dateTime"));
        }
        return switch (type) {
            case "waypoint/new" -> create(feature, properties.get("smartAttributes"));
            case "waypoint" -> change(feature, properties.get("smartAttributes"));
            case "waypoint/observation" -> changeObservation(properties.get("smartAttributes"));
            case "observation" -> {
                group(properties.get("smartAttributes"), false);
                observations.add(feature);
                yield Answer.of(200, object());
            }
            default -> throw new Complaint("unknown smartFeatureType " + type);
        };
    }

    private static void placed(JsonNode feature) {
        fields(feature.path("geometry"), Set.of("type", "coordinates"), Set.of());
        degrees(feature.at("/geometry/coordinates/0"), 180);
        degrees(feature.at("/geometry/coordinates/1"), 90);
        check(feature.at("/geometry/coordinates").size() == 2, "two coordinates");
    }

    private Answer create(JsonNode feature, JsonNode attributes) {
        String uuid = group(attributes, true);
        check(!incidents.containsKey(uuid), "the incident is there already");
        incidents.put(uuid, feature.deepCopy());
        return Answer.of(200, object());
    }

    private Answer change(JsonNode feature, JsonNode attributes) {
        String uuid = attributes.path("incidentUuid").asText();
        ObjectNode there = incidents.get(uuid);
        check(there != null, "no such incident");
        fields(attributes, Set.of("incidentUuid"), Set.of("comment", "observationGroups"));
        ObjectNode properties = (ObjectNode) there.get("properties");
        if (feature.has("geometry")) {
            there.set("geometry", feature.get("geometry"));
        }
        if (feature.get("properties").has("dateTime")) {
            properties.set("dateTime", feature.at("/properties/dateTime"));
        }
        ((ObjectNode) properties.get("smartAttributes")).set("comment", attributes.get("comment"));
        return Answer.of(200, object());
    }

    private Answer changeObservation(JsonNode attributes) {
        fields(attributes, Set.of("observationUuid", "category", "attributes"), Set.of());
        for (ObjectNode incident : incidents.values()) {
            ArrayNode all = (ArrayNode) incident.at("/properties/smartAttributes/observationGroups/0/observations");
            if (all.get(0).get("observationUuid").equals(attributes.get("observationUuid"))) {
                all.set(0, attributes);
                return Answer.of(200, object());
            }
        }
        throw new Complaint("no such observation");
    }

    private static String group(JsonNode attributes, boolean named) {
        fields(
                attributes,
                named ? Set.of("comment", "observationGroups", "incidentUuid") : Set.of("comment", "observationGroups"),
                Set.of());
        for (JsonNode group : attributes.get("observationGroups")) {
            fields(group, Set.of("observations"), Set.of());
            for (JsonNode observation : group.get("observations")) {
                fields(
                        observation,
                        named ? Set.of("category", "attributes", "observationUuid") : Set.of("category", "attributes"),
                        Set.of());
                check(CATEGORIES.contains(observation.get("category").asText()), "no such category in the data model");
                check(
                        !named || !observation.get("observationUuid").equals(attributes.get("incidentUuid")),
                        "an observation with the UUID of its incident");
            }
        }
        return attributes.path("incidentUuid").asText();
    }
}
