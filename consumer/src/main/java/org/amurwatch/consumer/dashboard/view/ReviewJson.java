package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.ReviewState;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IncidentItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;
import org.amurwatch.consumer.dashboard.state.ParkState;
import org.jspecify.annotations.Nullable;

/** What waits for a person to look at. */
final class ReviewJson {

    private ReviewJson() {}

    /** A page of what waits: evidence of the worst incident first, of those the one that has waited longest. */
    static ObjectNode page(ParkState state, Scope scope, int limit, @Nullable String after) {
        List<ReviewItem> waiting = state.snapshot().of(Kind.REVIEW).stream()
                .filter(scope::sees)
                .map(item -> ((ReviewEntry) item).item())
                .filter(item -> item.getState() == ReviewState.OPEN)
                .sorted(Comparator.comparing((ReviewItem item) -> severity(state, item), Comparator.reverseOrder())
                        .thenComparing(ReviewItem::getOpenedAt)
                        .thenComparing(ReviewItem::getEventKey))
                .toList();
        int begin = 0;
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).getEventKey().equals(after)) {
                begin = i + 1;
            }
        }
        int end = Math.min(waiting.size(), begin + limit);
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        waiting.subList(begin, end).forEach(item -> items.add(of(state, item, scope)));
        json.put("next", end < waiting.size() ? waiting.get(end - 1).getEventKey() : null);
        json.put("waiting", waiting.size());
        return json;
    }

    static ObjectNode of(ParkState state, ReviewItem item, Scope scope) {
        PoachingAlert alert = alert(state, item.getEventKey());
        Classification known = alert == null ? null : alert.getClassification();
        String by = known == null ? null : known.getBy();
        boolean person = known != null && known.getMethod() == ClassificationMethod.HUMAN;
        ObjectNode json = Json.object()
                .put("id", item.getEventKey())
                .put("state", item.getState().name())
                .put("verdict", Json.name(item.getVerdict()))
                .put("judgedBy", person ? by : null)
                .put("incident", scope.seenIncident(item.getIncidentId()))
                .put("severity", severity(state, item).name())
                .put("kind", item.getKind().name())
                .put("purpose", item.getPurpose().name())
                .put("method", alert == null ? null : alert.getMethod().name())
                .put("classifier", person ? null : by)
                .put("probability", item.getProbability())
                .put("count", alert == null ? null : alert.getCount())
                .put("observedAt", Json.time(item.getObservedAt()))
                .put("openedAt", Json.time(item.getOpenedAt()))
                .put("territory", item.getTerritoryId())
                .put("territoryName", item.getTerritoryName())
                .put("timeZone", item.getTimeZone())
                .put("station", item.getStationId())
                .put("usualPerWeek", item.getUsualPerWeek())
                .put("nearestTeam", item.getNearestTeamId())
                .put("nearestTeamMeters", item.getNearestTeamMetres());
        json.set("position", Json.position(item.getPosition()));
        json.set("media", MediaJson.of(item.getMedia()));
        return json;
    }

    private static @Nullable PoachingAlert alert(ParkState state, String eventKey) {
        @Nullable ParkItem event = state.item(Kind.SIGHTINGS, eventKey);
        return event instanceof EventItem known ? known.event().getPoachingAlert() : null;
    }

    /** That of its incident; the least where that is not known here. */
    private static Severity severity(ParkState state, ReviewItem item) {
        @Nullable
        ParkItem incident = item.getIncidentId() == null
                ? null
                : state.item(Kind.INCIDENTS, Objects.requireNonNull(item.getIncidentId()));
        return incident instanceof IncidentItem known ? known.incident().getSeverity() : Severity.values()[0];
    }
}
