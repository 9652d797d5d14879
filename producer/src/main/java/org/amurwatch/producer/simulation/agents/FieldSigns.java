package org.amurwatch.producer.simulation.agents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.producer.simulation.sensors.Seen;

/** What lies or happens in the field for somebody to find: snares, tracks, carcasses, camps, nets, shots, people. */
public final class FieldSigns {

    private final Map<Integer, List<Sign>> byCell = new HashMap<>();

    /** One sign in one cell, from when to when. */
    static final class Sign {
        private final Seen seen;
        private final long from;
        private final long to;
        private final double findable;
        private int left;

        private Sign(Seen seen, long from, long to, double findable) {
            this.seen = seen;
            this.from = from;
            this.to = to;
            this.findable = findable;
            this.left = seen.count();
        }

        Seen seen() {
            return seen;
        }

        long from() {
            return from;
        }

        /** Chance that a patrol that comes through the cell finds it; snares have their own rule. */
        double findable() {
            return findable;
        }

        int left() {
            return left;
        }

        /** Takes some of it away; what is gone is found by nobody else. */
        void take(int count) {
            left -= count;
        }

        private boolean there(long begin, long end) {
            return left > 0 && from < end && to > begin;
        }
    }

    void add(int cell, Seen seen, long from, long to, double findable) {
        byCell.computeIfAbsent(cell, any -> new ArrayList<>(2)).add(new Sign(seen, from, to, findable));
    }

    /** What is there between two moments. */
    List<Sign> in(int cell, long begin, long end) {
        return byCell.getOrDefault(cell, List.of()).stream()
                .filter(sign -> sign.there(begin, end))
                .toList();
    }

    /** Forgets what is over, so that a long run stays small. */
    public void forget(long before) {
        byCell.values().removeIf(signs -> {
            signs.removeIf(sign -> sign.to < before || sign.left <= 0);
            return signs.isEmpty();
        });
    }
}
