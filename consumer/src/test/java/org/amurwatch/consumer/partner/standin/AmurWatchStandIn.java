package org.amurwatch.consumer.partner.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The CloudEvents way in of an Amur Watch, by its OpenAPI document. The real one is asked in the system tests. */
public final class AmurWatchStandIn extends StandIn {

    public static final String KEY = "awk_1";

    private static final Set<String> COMMON =
            Set.of("id", "revision", "withdrawn", "purpose", "observedUntil", "station", "method", "count");
    private static final Set<String> SIGHTING = Set.of("scientificName", "lifeStage", "sex", "individual");

    private final List<JsonNode> taken = new ArrayList<>();

    public AmurWatchStandIn() throws IOException {}

    /** The envelopes that were taken, repeats too, in their order. */
    public synchronized List<JsonNode> taken() {
        return List.copyOf(taken);
    }

    @Override
    protected Answer answer(Request request) {
        if (!("Bearer " + KEY).equals(request.header("Authorization"))) {
            return Answer.of(401);
        }
        check(request.method().equals("POST") && request.path().equals("/v1/events"), "no such path");
        String type = request.header("Content-Type");
        check(type != null && type.startsWith("application/cloudevents-batch+json"), "no batch of CloudEvents");
        JsonNode batch = request.json();
        check(batch.isArray() && !batch.isEmpty() && batch.size() <= 1_000, "no batch of 1 to 1000");
        ArrayNode errors = JSON.createArrayNode();
        for (int i = 0; i < batch.size(); i++) {
            checkEnvelope(batch.get(i));
            if (batch.get(i).at("/data/scientificName").asText().equals("Refuse me")) {
                errors.addObject()
                        .put("pointer", "/" + i + "/data/scientificName")
                        .put("detail", "is not liked.");
            } else {
                taken.add(batch.get(i));
            }
        }
        if (errors.isEmpty()) {
            return Answer.of(202, JSON.createArrayNode());
        }
        ObjectNode problem =
                object().put("type", "about:blank").put("title", "Wrong fields").put("status", 422);
        problem.set("errors", errors);
        return Answer.of(422, problem);
    }

    private static void checkEnvelope(JsonNode envelope) {
        fields(
                envelope,
                Set.of("specversion", "id", "source", "type", "data"),
                Set.of("time", "datacontenttype", "subject"));
        check(envelope.get("specversion").asText().equals("1.0"), "no specversion 1.0");
        JsonNode data = envelope.get("data");
        Set<String> optional = new java.util.TreeSet<>(COMMON);
        switch (envelope.get("type").asText()) {
            case "org.amurwatch.sighting" -> {
                optional.addAll(SIGHTING);
                fields(data, Set.of("observedAt", "location"), optional);
            }
            case "org.amurwatch.poaching-alert" -> fields(data, Set.of("kind", "observedAt", "location"), optional);
            default -> throw new Complaint("unknown type");
        }
        timeWithZone(data.get("observedAt"));
        timeWithZone(data.get("revision"));
        fields(data.get("location"), Set.of("latitude", "longitude"), Set.of("uncertaintyMetres"));
        degrees(data.get("location").get("latitude"), 90);
    }
}
