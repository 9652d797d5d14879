package org.amurwatch.producer.importing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.table.RowIssues;
import org.amurwatch.producer.table.Summary;

/** How an import went. Holds its lists of rows on disk until it is closed. */
public final class ImportSummary implements Summary {

    static final List<String> DEPLOYMENT_STATES =
            List.of("read", "new", "changed", "unchanged", "superseded", "rejected");

    private final String sourceId;
    private final boolean dryRun;
    private final ImportWorkspace workspace;
    private final RowIssues rejected;
    private final RowIssues clockSuspect;
    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<String, Long> deployments = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    ImportSummary(String sourceId, boolean dryRun, ImportWorkspace workspace) {
        this.sourceId = sourceId;
        this.dryRun = dryRun;
        this.workspace = workspace;
        this.rejected = new RowIssues(workspace.folder().resolve("rejected"));
        this.clockSuspect = new RowIssues(workspace.folder().resolve("clock-suspect"));
        for (Count count : Count.values()) {
            counts.put(count, 0L);
        }
        for (String state : DEPLOYMENT_STATES) {
            deployments.put(state, 0L);
        }
    }

    public String sourceId() {
        return sourceId;
    }

    public boolean dryRun() {
        return dryRun;
    }

    public long count(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** Deployments by what became of them: read, new, changed, unchanged, superseded, rejected. */
    public Map<String, Long> deployments() {
        return Collections.unmodifiableMap(deployments);
    }

    @Override
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("source", sourceId);
        figures.put("dryRun", dryRun);
        for (Count count : Count.values()) {
            figures.put(count.label(), count(count));
        }
        figures.put("unchanged", count(Count.DUPLICATES));
        figures.put("deployments", deployments());
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
        return List.copyOf(notes);
    }

    public boolean hasRejected() {
        return rejected.count() > 0;
    }

    /** Rows that could not be used. */
    RowIssues rejected() {
        return rejected;
    }

    /** Rows that are kept though their time can't be right: they enter no day's count and page nobody. */
    RowIssues clockSuspect() {
        return clockSuspect;
    }

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, long more) {
        counts.merge(count, more, Long::sum);
    }

    void addDeployment(String state) {
        deployments.merge(state, 1L, Long::sum);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void close() {
        rejected.close();
        clockSuspect.close();
        workspace.close();
    }
}
