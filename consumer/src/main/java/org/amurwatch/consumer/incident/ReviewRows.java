package org.amurwatch.consumer.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.ReviewItem;
import org.jspecify.annotations.Nullable;

/** Rows of {@code review}. They hold no exact places: a station's name says where. */
final class ReviewRows {

    static final List<String> COLUMNS = List.of(
            "eventKey",
            "state",
            "verdict",
            "kind",
            "probability",
            "observedAt",
            "openedAt",
            "changedAt",
            "territory",
            "station",
            "usualPerWeek",
            "nearestTeam",
            "nearestTeamKilometres",
            "incidentId",
            "media",
            "sector",
            "purpose");

    /** Those that fit a screen. */
    static final List<String> TABLE_COLUMNS = List.of(
            "eventKey",
            "state",
            "kind",
            "probability",
            "observedAt",
            "territory",
            "station",
            "usualPerWeek",
            "nearestTeam",
            "nearestTeamKilometres");

    private ReviewRows() {}

    /** @param nested whether pictures stand as a list (JSON), else as a text */
    static List<Map<String, @Nullable Object>> of(Collection<ReviewItem> items, boolean nested) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        items.stream()
                .sorted(Comparator.comparing(ReviewItem::getOpenedAt).thenComparing(ReviewItem::getEventKey))
                .forEach(item -> rows.add(row(item, nested)));
        return rows;
    }

    private static Map<String, @Nullable Object> row(ReviewItem item, boolean nested) {
        List<String> media = item.getMedia().stream()
                .map(MediaReference::getMediaId)
                .filter(Objects::nonNull)
                .toList();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("eventKey", item.getEventKey());
        row.put("state", item.getState().name());
        row.put("verdict", item.getVerdict() == null ? null : item.getVerdict().name());
        row.put("kind", item.getKind().name());
        row.put("probability", item.getProbability());
        row.put("observedAt", item.getObservedAt().toString());
        row.put("openedAt", item.getOpenedAt().toString());
        row.put("changedAt", item.getChangedAt().toString());
        row.put("territory", item.getTerritoryId());
        row.put("station", item.getStationId());
        row.put("usualPerWeek", item.getUsualPerWeek());
        row.put("nearestTeam", item.getNearestTeamId());
        Double metres = item.getNearestTeamMetres();
        row.put("nearestTeamKilometres", metres == null ? null : metres / 1_000);
        row.put("incidentId", item.getIncidentId());
        row.put("media", nested ? media : String.join(", ", media));
        row.put("sector", item.getSectorId());
        row.put("purpose", item.getPurpose().name());
        return row;
    }
}
