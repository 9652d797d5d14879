package org.amurwatch.producer.patrol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How an import of tracks went. */
final class TrackSummary {

    /** More rejected rows than this are counted and not listed: then the file is another one than was thought. */
    static final int LISTED = 1_000;

    /**
     * A row that could not be used.
     *
     * @param file name of the file, without its folders
     * @param row of a table its row (the header is row 1), of XML its line
     */
    record Rejected(String file, long row, String reason) {}

    private final boolean dryRun;
    private final List<Rejected> rejected = new ArrayList<>();
    private final TreeSet<String> teams = new TreeSet<>();
    private long rejectedCount;
    private long read;
    private long published;
    private long live;
    private long thinned;

    TrackSummary(boolean dryRun) {
        this.dryRun = dryRun;
    }

    void read(TrackPoint point) {
        read++;
        teams.add(point.teamId());
    }

    void reject(Rejected row) {
        rejectedCount++;
        if (rejected.size() < LISTED) {
            rejected.add(row);
        }
    }

    void published(boolean isLive) {
        published++;
        live += isLive ? 1 : 0;
    }

    void thinned(long count) {
        thinned = count;
    }

    boolean isEmpty() {
        return read == 0 && rejectedCount == 0;
    }

    boolean hasRejected() {
        return rejectedCount > 0;
    }

    List<Rejected> rejected() {
        return List.copyOf(rejected);
    }

    long rejectedCount() {
        return rejectedCount;
    }

    /** Its figures by name; of a dry run, {@code published} is what would be. */
    Map<String, @Nullable Object> figures() {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("dryRun", dryRun);
        figures.put("read", read);
        figures.put("published", published);
        figures.put("live", live);
        figures.put("thinned", thinned);
        figures.put("teams", String.join(", ", teams));
        return figures;
    }
}
