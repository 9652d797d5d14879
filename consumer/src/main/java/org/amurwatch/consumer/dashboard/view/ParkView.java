package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentNote;
import org.amurwatch.avro.ReviewItem;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.state.Change;
import org.amurwatch.consumer.dashboard.state.MediaOwners;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IncidentItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.IndividualItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkItem.ReviewEntry;
import org.amurwatch.consumer.dashboard.state.ParkItem.StationItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.TerritoryItem;
import org.amurwatch.consumer.dashboard.state.ParkState.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may see, as JSON: the one way from the state to anything that leaves. Exactness, and whose things are whose,
 * are decided here alone. For several threads.
 */
public final class ParkView {

    private static final Comparator<IncidentItem> NEWEST_FIRST = Comparator.comparing(
                    (IncidentItem item) -> item.incident().getOpenedAt())
            .reversed()
            .thenComparing(IncidentItem::id);

    private static final int YEAR = 364;

    private final Park park;
    private final AlertBook alerts;
    private final SystemFacts facts;
    private final MediaOwners media;
    private final String version;
    private final Clock clock;

    /** @param version of the program */
    public ParkView(Park park, AlertBook alerts, SystemFacts facts, String version, Clock clock) {
        this.park = park;
        this.alerts = alerts;
        this.facts = facts;
        this.media = new MediaOwners(park.state());
        this.version = version;
        this.clock = clock;
    }

    /** Everything that somebody sees. */
    public SeenSnapshot snapshot(Viewer viewer) {
        Snapshot snapshot = park.state().snapshot();
        boolean exact = viewer.role().seesExactPositions();
        return new SeenSnapshot(
                shown(viewer, snapshot.version()),
                snapshot,
                new Scope(viewer, park),
                exact ? Json.NODES.arrayNode() : CellJson.of(snapshot.of(Kind.SIGHTINGS), clock),
                viewer.role().seesHealth() ? health() : null);
    }

    /** The version as somebody may know it: how fast it grows tells how much happens. */
    public long shown(Viewer viewer, long version) {
        return viewer.role().seesExactPositions() ? version : 0;
    }

    /** A change as somebody sees it; empty: it is none to them, and they are told nothing at all. */
    public Optional<ObjectNode> change(Viewer viewer, Change change) {
        Scope scope = new Scope(viewer, park);
        @Nullable ParkItem after = change.after();
        @Nullable ParkItem before = change.before();
        boolean seesAfter = after != null && scope.sees(after);
        if (!seesAfter && (before == null || !scope.sees(before))) {
            return Optional.empty();
        }
        ObjectNode json = Json.object()
                .put("version", change.version())
                .put("collection", name(change.kind()))
                .put("id", change.id());
        json.set("value", after != null && seesAfter ? ItemJson.of(after, scope) : null);
        return Optional.of(json);
    }

    /** A page of incidents, the newest first, and where the next one begins. */
    public ObjectNode incidents(Viewer viewer, IncidentQuery query) {
        Scope scope = new Scope(viewer, park);
        List<IncidentItem> all = park.state().snapshot().of(Kind.INCIDENTS).stream()
                .filter(scope::sees)
                .map(item -> (IncidentItem) item)
                .filter(item -> query.takes(item.incident()))
                .sorted(NEWEST_FIRST)
                .toList();
        int begin = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(query.after())) {
                begin = i + 1;
            }
        }
        int end = Math.min(all.size(), begin + query.limit());
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        all.subList(begin, end).forEach(item -> items.add(IncidentJson.of(item)));
        json.put("next", end < all.size() ? all.get(end - 1).id() : null);
        return json;
    }

    /** An incident as it stands, if somebody sees it: for what they answer about it. */
    public Optional<Incident> seen(Viewer viewer, String incidentId) {
        return item(viewer, incidentId).map(IncidentItem::incident);
    }

    /** What was noted of an incident that somebody sees, oldest first. */
    public List<IncidentNote> notes(Viewer viewer, String incidentId) {
        return item(viewer, incidentId).map(known -> park.notes(incidentId)).orElse(List.of());
    }

    private Optional<IncidentItem> item(Viewer viewer, String incidentId) {
        @Nullable ParkItem item = park.state().item(Kind.INCIDENTS, incidentId);
        return item instanceof IncidentItem known && new Scope(viewer, park).sees(known)
                ? Optional.of(known)
                : Optional.empty();
    }

    /** A page of what waits for a person to look at, and where the next one begins. */
    public ObjectNode review(Viewer viewer, int limit, @Nullable String after) {
        return ReviewJson.page(park.state(), new Scope(viewer, park), limit, after);
    }

    /** What was put up for review, if somebody sees it: for what they say is on it. */
    public Optional<ReviewItem> toBeReviewed(Viewer viewer, String eventKey) {
        @Nullable ParkItem item = park.state().item(Kind.REVIEW, eventKey);
        return item instanceof ReviewEntry known && new Scope(viewer, park).sees(known)
                ? Optional.of(known.item())
                : Optional.empty();
    }

    /** A picture or a sound, by its hash, if somebody sees anything that it belongs to. Signs of people are blurred for most. */
    public Optional<SeenMedia> media(Viewer viewer, String hash) {
        Scope scope = new Scope(viewer, park);
        List<ParkItem> all = media.of(park.state(), hash);
        boolean people = all.stream()
                .anyMatch(item -> item instanceof ReviewEntry
                        || (item instanceof EventItem event && event.event().getPoachingAlert() != null));
        boolean blurred = people && !viewer.role().seesPeople();
        return all.stream().filter(scope::sees).findFirst().map(item -> new SeenMedia(item.id(), blurred));
    }

    /** All that is known of an incident, with the pictures and sounds that are kept of its evidence. */
    public Optional<ObjectNode> incident(Viewer viewer, String incidentId) {
        Scope scope = new Scope(viewer, park);
        return item(viewer, incidentId).map(item -> {
            ObjectNode json = IncidentJson.whole(
                    item,
                    park.answers(incidentId),
                    park.notes(incidentId),
                    alerts.messages(incidentId),
                    clock.instant());
            json.path("evidence").forEach(one -> ((ObjectNode) one)
                    .set(
                            "media",
                            MediaJson.of(park.state(), scope, one.path("event").asText())));
            return json;
        });
    }

    /** A territory with its counts from one local day to another, both among them. */
    public Optional<ObjectNode> territory(Viewer viewer, String id, LocalDate from, LocalDate to) {
        Scope scope = new Scope(viewer, park);
        @Nullable ParkItem item = park.state().item(Kind.TERRITORIES, id);
        if (!(item instanceof TerritoryItem territory) || !scope.sees(territory)) {
            return Optional.empty();
        }
        ObjectNode json = Json.object();
        json.set("territory", ItemJson.of(territory, scope));
        json.set("days", TerritoryJson.days(park.days(id, from, to)));
        json.set("patrolDays", TerritoryJson.patrolDays(park.patrolDays(id, from, to, scope::seesPatrol)));
        json.set("baseline", TerritoryJson.baseline(park.days(id, from.minusDays(YEAR), from.minusDays(1))));
        Snapshot snapshot = park.state().snapshot();
        ArrayNode individuals = json.putArray("individuals");
        snapshot.of(Kind.INDIVIDUALS).stream()
                .filter(one -> ((IndividualItem) one).status().getTerritoryIds().contains(id) && scope.sees(one))
                .forEach(one -> individuals.add(ItemJson.of(one, scope)));
        ArrayNode silent = json.putArray("silentStations");
        snapshot.of(Kind.STATIONS).stream()
                .filter(one -> one instanceof StationItem station
                        && station.silent()
                        && station.active()
                        && station.placement().getTerritoryId().equals(id)
                        && scope.sees(one))
                .forEach(one -> silent.add(ItemJson.of(one, scope)));
        return Optional.of(json);
    }

    /** Its counts as CSV (RFC 4180). */
    public Optional<String> territoryCsv(Viewer viewer, String id, LocalDate from, LocalDate to) {
        @Nullable ParkItem item = park.state().item(Kind.TERRITORIES, id);
        List<TerritoryDay> days = park.days(id, from, to);
        return item != null && new Scope(viewer, park).sees(item)
                ? Optional.of(TerritoryJson.csv(days))
                : Optional.empty();
    }

    /** The known animals that somebody sees. */
    public ObjectNode individuals(Viewer viewer) {
        Scope scope = new Scope(viewer, park);
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        park.state().snapshot().of(Kind.INDIVIDUALS).stream()
                .filter(scope::sees)
                .forEach(item -> items.add(ItemJson.of(item, scope)));
        return json;
    }

    /** The operator's own map as GeoJSON, for those who see exact positions: camps and cordons of rangers are on it. */
    public Optional<ObjectNode> places(Viewer viewer) {
        return viewer.role().seesExactPositions()
                ? Optional.of(PlaceJson.collection(park.places().all()))
                : Optional.empty();
    }

    /** How the system is, as far as this process knows. */
    public ObjectNode health() {
        return HealthJson.of(park, alerts, facts, version);
    }

    static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
