package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dashboard.health.StandingLetter;
import org.amurwatch.consumer.dashboard.health.StepState;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.StationItem;

/** How the system is, as far as the topics and the brokers' groups tell. */
final class HealthJson {

    private HealthJson() {}

    static ObjectNode of(Park park, AlertBook alerts, SystemFacts facts, String version) {
        ObjectNode json = Json.object();
        ArrayNode parts = json.putArray("parts");
        parts.addObject().put("name", "dashboard").put("ready", true).put("instances", 1);
        ArrayNode lag = json.putArray("lagByStep");
        json.put("stepsKnown", facts.steps().isPresent());
        for (StepState step : facts.steps().orElse(List.of())) {
            parts.addObject()
                    .put("name", step.group())
                    .put("ready", step.runs())
                    .put("instances", step.instances());
            lag.addObject().put("step", step.group()).put("records", step.waiting());
        }
        Duration canaryAge = park.canaryAge();
        json.put("canaryAgeSeconds", canaryAge == null ? null : canaryAge.toSeconds());
        json.put("deadLetters", facts.deadLetters().standing());
        ArrayNode letters = json.putArray("newestDeadLetters");
        facts.deadLetters().newest().forEach(letter -> letters.add(letter(letter)));
        json.put("silentStations", silentStations(park));
        json.set("endpoints", endpoints(alerts.lastCalls()));
        json.put("version", version);
        return json;
    }

    private static long silentStations(Park park) {
        return park.state().snapshot().of(Kind.STATIONS).stream()
                .filter(item -> item instanceof StationItem station && station.silent() && station.active())
                .count();
    }

    private static ObjectNode letter(StandingLetter letter) {
        return Json.object()
                .put("topic", letter.topic())
                .put("offset", letter.offset())
                .put("at", Json.time(letter.at()))
                .put("reason", letter.context().getReason().name())
                .put("explanation", letter.context().getExplanation())
                .put("step", letter.context().getStep())
                .put(
                        "origin",
                        letter.context().getTopic() + "-" + letter.context().getPartition() + "-"
                                + letter.context().getOffset());
    }

    private static ArrayNode endpoints(Map<String, DeliveryReceipt> last) {
        ArrayNode endpoints = Json.NODES.arrayNode();
        new TreeMap<>(last).forEach((endpoint, receipt) -> endpoints
                .addObject()
                .put("name", endpoint)
                .put("state", receipt.getOutcome().name())
                .put("at", Json.time(receipt.getAttemptedAt())));
        return endpoints;
    }
}
