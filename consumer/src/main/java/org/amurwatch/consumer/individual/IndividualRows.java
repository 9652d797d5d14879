package org.amurwatch.consumer.individual;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SightingReference;
import org.jspecify.annotations.Nullable;

/** Rows of {@code individuals}. The list holds no places but territories; one animal's are shown when it is asked for. */
final class IndividualRows {

    static final List<String> COLUMNS = List.of(
            "individual",
            "name",
            "species",
            "registered",
            "sightings",
            "first",
            "last",
            "lastTerritory",
            "usualGapDays",
            "overdueSince",
            "crossings",
            "impossibleMovements");

    private IndividualRows() {}

    static Map<String, @Nullable Object> brief(IndividualStatus status) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        SightingReference last = status.getLast();
        row.put("individual", status.getIndividualId());
        row.put("name", status.getName());
        row.put("species", status.getScientificName());
        row.put("registered", status.getRegistered());
        row.put("sightings", status.getSightings());
        row.put("first", at(status.getFirst()));
        row.put("last", at(last));
        row.put("lastTerritory", last == null ? null : last.getTerritoryId());
        row.put("usualGapDays", status.getUsualGapDays());
        row.put("overdueSince", text(status.getOverdueSince()));
        row.put("crossings", status.getCrossings());
        row.put("impossibleMovements", status.getImpossibleMovements());
        return row;
    }

    /** @param nested whether lists stay lists */
    static Map<String, @Nullable Object> whole(IndividualStatus status, boolean nested) {
        Map<String, @Nullable Object> row = brief(status);
        SightingReference last = status.getLast();
        Position centre = status.getHomeRangeCentre();
        row.put("lastEvent", last == null ? null : last.getEventKey());
        row.put("lastLatitude", last == null ? null : last.getPosition().getLatitude());
        row.put("lastLongitude", last == null ? null : last.getPosition().getLongitude());
        row.put("lastStation", last == null ? null : last.getStationId());
        row.put("lastIdentification", last == null ? null : last.getStatus().name());
        row.put("territories", list(status.getTerritoryIds(), nested));
        row.put("homeRangeLatitude", centre == null ? null : centre.getLatitude());
        row.put("homeRangeLongitude", centre == null ? null : centre.getLongitude());
        row.put("homeRangeRadiusMetres", centre == null ? null : centre.getUncertaintyMetres());
        row.put("lastCrossing", text(status.getLastCrossingAt()));
        row.put("mother", status.getMotherId());
        row.put("cubs", list(status.getCubIds(), nested));
        row.put("changedAt", status.getChangedAt().toString());
        return row;
    }

    private static Object list(List<String> texts, boolean nested) {
        return nested ? List.copyOf(texts) : String.join(", ", texts);
    }

    private static @Nullable String at(@Nullable SightingReference reference) {
        return reference == null ? null : reference.getObservedAt().toString();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
