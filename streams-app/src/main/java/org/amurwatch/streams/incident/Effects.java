package org.amurwatch.streams.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.HistoryEntry;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEntry;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PlaceTraffic;
import org.amurwatch.avro.ReviewItem;
import org.jspecify.annotations.Nullable;

/**
 * What one input of a sector leads to: rows to be written, and records to be sent. Rows are by the key within the sector; a
 * null row is to be deleted, and of several rows under one key the last holds.
 */
public final class Effects {

    private final Map<String, @Nullable HistoryEntry> history = new LinkedHashMap<>();
    private final Map<String, @Nullable IncidentEntry> entries = new LinkedHashMap<>();
    private final Map<String, PlaceTraffic> traffic = new LinkedHashMap<>();
    private final Map<String, @Nullable PatrolPosition> positions = new LinkedHashMap<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<IncidentEvidence> evidence = new ArrayList<>();
    private final List<ReviewItem> reviewItems = new ArrayList<>();
    private final List<PatrolAlert> alerts = new ArrayList<>();

    /** Rows of the history, by event key. */
    public Map<String, @Nullable HistoryEntry> history() {
        return history;
    }

    /** Rows of incidents, by incident id. */
    public Map<String, @Nullable IncidentEntry> entries() {
        return entries;
    }

    /** Rows of how many people pass, by purpose and place. */
    public Map<String, PlaceTraffic> traffic() {
        return traffic;
    }

    /** Rows of positions, by team and time. */
    public Map<String, @Nullable PatrolPosition> positions() {
        return positions;
    }

    /** To be published, in order. */
    public List<Incident> incidents() {
        return incidents;
    }

    /** To be published, in order. */
    public List<IncidentEvidence> evidence() {
        return evidence;
    }

    /** To be published, in order. */
    public List<ReviewItem> reviewItems() {
        return reviewItems;
    }

    /** To be told, in order. */
    public List<PatrolAlert> alerts() {
        return alerts;
    }

    /** Whether there is nothing to write or send. */
    public boolean isEmpty() {
        return history.isEmpty()
                && entries.isEmpty()
                && traffic.isEmpty()
                && positions.isEmpty()
                && incidents.isEmpty()
                && evidence.isEmpty()
                && reviewItems.isEmpty()
                && alerts.isEmpty();
    }
}
