package org.amurwatch.producer.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amurwatch.producer.live.LiveKind;

/** How an import of tables went. */
public final class TableSummary implements Summary {

    /** So many different words or reasons are counted each by itself. */
    private static final int MOST_LABELS = 1_000;

    private static final String FURTHER = "(further ones)";

    private final String sourceId;
    private final boolean dryRun;
    private final WorkFolder folder;
    private final RowIssues rejected;
    private final RowIssues clockSuspect;
    private final long[] events = new long[LiveKind.values().length];
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final Map<String, Long> unknownTypes = new TreeMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private long read;

    TableSummary(String sourceId, boolean dryRun, WorkFolder folder) {
        this.sourceId = sourceId;
        this.dryRun = dryRun;
        this.folder = folder;
        this.rejected = new RowIssues(folder.path().resolve("rejected"));
        this.clockSuspect = new RowIssues(folder.path().resolve("clock-suspect"));
    }

    /** Rows that were read, without headers. */
    public long read() {
        return read;
    }

    /** Events of a kind that were published, or with a dry run would be. */
    public long events(LiveKind kind) {
        return events[kind.ordinal()];
    }

    /** Rows that were left out as they should be, by reason. */
    public Map<String, Long> leftOut() {
        return Map.copyOf(leftOut);
    }

    /** Words that no mapping knows, and how often each came. */
    public Map<String, Long> unknownTypes() {
        return Map.copyOf(unknownTypes);
    }

    /** What else the format counts. */
    public Map<String, Long> counted() {
        return Map.copyOf(counted);
    }

    public RowIssues rejected() {
        return rejected;
    }

    public RowIssues clockSuspect() {
        return clockSuspect;
    }

    @Override
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("source", sourceId);
        figures.put("dryRun", dryRun);
        figures.put("read", read);
        figures.put(
                "published",
                events(LiveKind.SIGHTING) + events(LiveKind.POACHING_ALERT) + events(LiveKind.PATROL_POSITION));
        figures.put("sightings", events(LiveKind.SIGHTING));
        figures.put("poachingAlerts", events(LiveKind.POACHING_ALERT));
        figures.put("patrolPositions", events(LiveKind.PATROL_POSITION));
        figures.put("leftOut", leftOut);
        figures.put("unknownTypes", unknownTypes);
        figures.put("counted", counted);
        return figures;
    }

    @Override
    public Map<String, RowIssues> lists() {
        Map<String, RowIssues> lists = new LinkedHashMap<>();
        lists.put("rejected", rejected);
        lists.put("clockSuspect", clockSuspect);
        return lists;
    }

    @Override
    public List<String> notes() {
        return clockSuspect.count() == 0
                ? List.of()
                : List.of(clockSuspect.count()
                        + " rows have a time that can't be right (clockSuspect): they are kept, enter no"
                        + " day's count and page nobody.");
    }

    void countRow() {
        read++;
    }

    void countEvent(LiveKind kind) {
        events[kind.ordinal()]++;
    }

    void countLeftOut(String reason, long more) {
        count(leftOut, reason, more);
    }

    void count(String what) {
        count(counted, what, 1);
    }

    void countUnknownType(String type) {
        count(unknownTypes, type.length() <= 100 ? type : type.substring(0, 100) + "...", 1);
    }

    private static void count(Map<String, Long> counts, String label, long more) {
        counts.merge(counts.size() < MOST_LABELS || counts.containsKey(label) ? label : FURTHER, more, Long::sum);
    }

    @Override
    public void close() {
        rejected.close();
        clockSuspect.close();
        folder.close();
    }
}
