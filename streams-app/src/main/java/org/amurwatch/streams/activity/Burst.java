package org.amurwatch.streams.activity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The rows of a chain around some moments, as far as each follows the one before in less than the interval. A gap of the
 * interval or more always restarts the chain, so rows beyond it change nothing here: a late, corrected or withdrawn row
 * recomputes its own burst and never a history. The longest burst of a real package (Leuven) has 20 rows; one of thousands,
 * a camera at a busy road that never rests for half an hour, is still right, but each of its rows costs the whole burst.
 */
final class Burst {

    private static final Comparator<EventRow> BY_TIME =
            Comparator.comparingLong(EventRow::observedAt).thenComparing(EventRow::eventKey);

    /** Where stored rows are read from. */
    interface Rows {

        /** Rows of a chain observed in this period, both ends included, in order of time. */
        List<EventRow> between(Chain chain, long fromMillis, long toMillis);
    }

    private final Rows rows;
    private final long reach;

    /** @param intervalMillis a gap this long ends a burst */
    Burst(Rows rows, long intervalMillis) {
        this.rows = rows;
        this.reach = intervalMillis - 1;
    }

    /** Stored rows in the bursts that these moments lie in, or would lie in if a row were there. */
    TreeSet<EventRow> around(Chain chain, Collection<Long> moments) {
        TreeSet<EventRow> burst = new TreeSet<>(BY_TIME);
        for (long moment : moments) {
            List<EventRow> near = rows.between(chain, moment - reach, moment + reach);
            burst.addAll(near);
            if (!near.isEmpty()) {
                addEarlier(burst, chain, Math.min(moment, near.get(0).observedAt()), moment - reach);
                addLater(
                        burst, chain, Math.max(moment, near.get(near.size() - 1).observedAt()), moment + reach);
            }
        }
        return burst;
    }

    /** The stored rows with some of them replaced: what the same bursts will be. */
    static TreeSet<EventRow> changed(
            TreeSet<EventRow> burst, Chain chain, List<EventRow> removed, List<EventRow> added) {
        TreeSet<EventRow> changed = new TreeSet<>(burst);
        removed.stream().filter(row -> row.chain().equals(chain)).forEach(changed::remove);
        added.stream().filter(row -> row.chain().equals(chain)).forEach(changed::add);
        return changed;
    }

    /** Reads window by window, none longer than the interval: no more than what it needs and one empty window. */
    private void addEarlier(TreeSet<EventRow> burst, Chain chain, long earliest, long readFrom) {
        long first = earliest;
        long unread = readFrom;
        while (first - reach < unread) {
            List<EventRow> earlier = rows.between(chain, first - reach, unread - 1);
            burst.addAll(earlier);
            unread = first - reach;
            first = earlier.isEmpty() ? first : earlier.get(0).observedAt();
        }
    }

    private void addLater(TreeSet<EventRow> burst, Chain chain, long latest, long readTo) {
        long last = latest;
        long unread = readTo;
        while (last + reach > unread) {
            List<EventRow> later = rows.between(chain, unread + 1, last + reach);
            burst.addAll(later);
            unread = last + reach;
            last = later.isEmpty() ? last : later.get(later.size() - 1).observedAt();
        }
    }
}
