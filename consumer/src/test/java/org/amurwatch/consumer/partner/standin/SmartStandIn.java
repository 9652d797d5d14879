package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** SMART Connect: sessions by form, and incidents that a client names by a UUID (7.5), or observations (older). */
public final class SmartStandIn extends StandIn {

    public static final String USER = "amur";
    public static final String PASSWORD = "a pass&word";
    public static final String AREA = "a1b2c3d4-0000-4000-8000-000000000001";

    private static final String FORM = "j_username=amur&j_password=a+pass%26word";
    private static final Set<String> CATEGORIES = Set.of("humanactivity.weaponsequipment.trap", "animals.liveanimals");

    private final Map<String, ObjectNode> incidents = new LinkedHashMap<>();
    private final List<JsonNode> observations = new ArrayList<>();
    private String session = "";
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

    /** Ends the session, as a server does after some time. */
    public synchronized void endSession() {
        session = "";
    }

    @Override
    protected Answer answer(Request request) {
        if (request.path().equals("/server/j_security_check")) {
            check(request.method().equals("POST"), "the form is posted");
            if (!request.body().equals(FORM)) {
                return Answer.of(401);
            }
            logIns++;
            session = "JSESSIONID=" + UUID.randomUUID().toString().replace("-", "");
            return new Answer(
                    302,
                    "",
                    Map.of("Set-Cookie", session + "; Path=/server; HttpOnly", "Location", "/server/connect/home"));
        }
        if (session.isEmpty() || !session.equals(request.header("Cookie"))) {
            return new Answer(302, "", Map.of("Location", "/server/login.jsp"));
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
        fields(feature, Set.of("type", "geometry", "properties"), Set.of());
        check(feature.get("type").asText().equals("Feature"), "no feature");
        fields(feature.get("geometry"), Set.of("type", "coordinates"), Set.of());
        degrees(feature.at("/geometry/coordinates/0"), 180);
        degrees(feature.at("/geometry/coordinates/1"), 90);
        check(feature.at("/geometry/coordinates").size() == 2, "two coordinates");
        JsonNode properties = feature.get("properties");
        fields(properties, Set.of("dateTime", "smartDataType", "smartFeatureType", "smartAttributes"), Set.of());
        check(
                properties.get("dateTime").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"),
                "a local time without a zone is expected: " + properties.get("dateTime"));
        check(properties.get("smartDataType").asText().equals("incident"), "no incident");
        return switch (properties.get("smartFeatureType").asText()) {
            case "waypoint/new" -> create(feature, properties.get("smartAttributes"));
            case "waypoint" -> change(feature, properties.get("smartAttributes"));
            case "waypoint/observation" -> changeObservation(properties.get("smartAttributes"));
            case "observation" -> {
                group(properties.get("smartAttributes"), false);
                observations.add(feature);
                yield Answer.of(200, object());
            }
            default -> throw new Complaint("unknown smartFeatureType " + properties.get("smartFeatureType"));
        };
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
        there.set("geometry", feature.get("geometry"));
        ObjectNode properties = (ObjectNode) there.get("properties");
        properties.set("dateTime", feature.at("/properties/dateTime"));
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
            }
        }
        return attributes.path("incidentUuid").asText();
    }
}
