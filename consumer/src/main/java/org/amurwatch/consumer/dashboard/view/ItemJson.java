package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SightingReference;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IncidentItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IndividualItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.OpenIncident;
import org.amurwatch.consumer.dashboard.state.ParkItem.PatrolItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;
import org.amurwatch.consumer.dashboard.state.ParkItem.SignalItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.StationItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.TerritoryItem;

/** Things as they are, for who sees them exact; of what leads on to other things, what its reader sees of those. */
final class ItemJson {

    private ItemJson() {}

    /** @param scope of whom it is for; it sees this very thing */
    static ObjectNode of(ParkItem item, Scope scope) {
        if (!scope.sees(item)) {
            throw new IllegalArgumentException("A thing that may not be seen was about to be shown.");
        }
        if (item instanceof TerritoryItem territory) {
            return territory(territory, scope);
        }
        if (item instanceof StationItem station) {
            return station(station);
        }
        if (item instanceof EventItem event) {
            return event(event, scope);
        }
        if (item instanceof SignalItem signal) {
            return signal(signal, scope);
        }
        if (item instanceof IncidentItem incident) {
            return IncidentJson.of(incident);
        }
        if (item instanceof ReviewEntry review) {
            return ReviewJson.of(scope.state(), review.item(), scope);
        }
        if (item instanceof PatrolItem patrol) {
            return patrol(patrol);
        }
        return individual(((IndividualItem) item).status());
    }

    private static ObjectNode territory(TerritoryItem item, Scope scope) {
        List<OpenIncident> open = item.open().stream()
                .filter(incident -> scope.wasTold(incident.told()))
                .toList();
        ObjectNode json = Json.object()
                .put("id", item.id())
                .put("name", item.territory().getName())
                .put("sector", item.territory().getSectorId())
                .put("timeZone", item.territory().getTimeZone())
                .put("state", state(open))
                .put("openIncidents", open.size())
                .put("lastEventAt", Json.time(item.lastEventAt()));
        ObjectNode names = json.putObject("names");
        item.territory().getNames().forEach(names::put);
        ArrayNode polygons = json.putArray("polygons");
        item.territory().getPolygons().forEach(polygon -> polygons.add(PlaceJson.rings(polygon)));
        ArrayNode subjects = json.putArray("subjects");
        item.weeks().forEach(week -> subjects.addObject()
                .put("type", week.type().name())
                .put("subject", week.subject())
                .put("last7Days", week.detections())
                .put("usual", week.usual()));
        return json;
    }

    private static String state(List<OpenIncident> open) {
        if (open.isEmpty()) {
            return "CALM";
        }
        // The worst stands first.
        return open.get(0).severity().compareTo(Severity.SEVERE) >= 0 ? "ALARM" : "NOTABLE";
    }

    private static ObjectNode station(StationItem item) {
        String state = item.active() ? (item.silent() ? "SILENT" : "ACTIVE") : "ENDED";
        ObjectNode json = Json.object()
                .put("id", item.id())
                .put("territory", item.placement().getTerritoryId())
                .put("state", state)
                .put("lastEventAt", Json.time(item.lastEventAt()));
        json.set("position", Json.position(item.position()));
        return json;
    }

    private static ObjectNode event(EventItem item, Scope scope) {
        LocatedEvent event = item.event();
        Sighting sighting = event.getSighting();
        ObjectNode json = Json.object()
                .put("id", item.id())
                .put("territory", event.getPlacement().getTerritoryId())
                .put("receivedAt", Json.time(event.getReceivedAt()))
                .put("incident", scope.seenIncident(item.incidentId()))
                .putNull("vernacular");
        return sighting != null ? sighting(json, sighting) : alert(json, event.getPoachingAlert());
    }

    private static ObjectNode sighting(ObjectNode json, Sighting sighting) {
        String individual = sighting.getIdentification() == null
                ? null
                : sighting.getIdentification().getIndividualId();
        json.put("kind", "SIGHTING")
                .put("subject", sighting.getScientificName())
                .put("observedAt", Json.time(sighting.getObservedAt()))
                .put("method", sighting.getMethod().name())
                .put("count", sighting.getCount())
                .put("individual", individual)
                .put("clockSuspect", sighting.getClockSuspect())
                .put("purpose", sighting.getPurpose().name());
        json.set("position", Json.position(sighting.getPosition()));
        return json;
    }

    private static ObjectNode alert(ObjectNode json, PoachingAlert alert) {
        json.put("kind", alert.getKind().name())
                .put("subject", alert.getKind().name())
                .put("observedAt", Json.time(alert.getObservedAt()))
                .put("method", alert.getMethod().name())
                .put("count", alert.getCount())
                .putNull("individual")
                .put("clockSuspect", alert.getClockSuspect())
                .put("purpose", alert.getPurpose().name());
        json.set("position", Json.position(alert.getPosition()));
        return json;
    }

    private static ObjectNode signal(SignalItem item, Scope scope) {
        Signal signal = item.signal();
        String kind = "SIGNAL_" + signal.getKind().name();
        ObjectNode json = Json.object()
                .put("id", item.id())
                .put("territory", signal.getPlacement().getTerritoryId())
                .put("receivedAt", Json.time(signal.getDetectedAt()))
                .put("incident", scope.seenIncident(item.incidentId()))
                .putNull("vernacular")
                .put("kind", kind)
                .put("subject", kind)
                .put("observedAt", Json.time(signal.getObservedAt()))
                .putNull("method")
                .putNull("count")
                .put("individual", signal.getSubjectKind() == SignalSubject.INDIVIDUAL ? signal.getSubject() : null)
                .put("clockSuspect", false)
                .put("purpose", signal.getPurpose().name());
        json.set("position", Json.position(signal.getPosition()));
        return json;
    }

    private static ObjectNode patrol(PatrolItem item) {
        String status = item.over() ? "OVER" : item.overdue() ? "OVERDUE" : "OUT";
        ObjectNode json = Json.object()
                .put("team", item.id())
                .put("name", item.name())
                .put("at", Json.time(item.last().at()))
                .put("status", status);
        json.set("position", Json.position(item.last().position()));
        ArrayNode track = json.putArray("track");
        item.track().forEach(point -> track.addObject()
                .put("latitude", point.position().getLatitude())
                .put("longitude", point.position().getLongitude())
                .put("at", Json.time(point.at())));
        return json;
    }

    private static ObjectNode individual(IndividualStatus status) {
        SightingReference last = status.getLast();
        ObjectNode json = Json.object()
                .put("id", status.getIndividualId())
                .put("name", status.getName())
                .put("species", status.getScientificName())
                .put("lastSeenAt", last == null ? null : Json.time(last.getObservedAt()))
                .put("lastTerritory", last == null ? null : last.getTerritoryId())
                .put("overdue", status.getOverdueSince() != null)
                .put("crossings", status.getCrossings());
        json.set("position", last == null ? null : Json.position(last.getPosition()));
        return json;
    }
}
