package org.amurwatch.streams.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong in one file, so that all of it is told at once. */
final class Mistakes {

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node where, String sentence) {
        add(where.getStartMark(), sentence);
    }

    void add(@Nullable Mark where, String sentence) {
        int line = where == null ? 1 : where.getLine() + 1;
        int column = where == null ? 1 : where.getColumn() + 1;
        found.add(new Mistake(file, line, column, sentence));
    }

    /** In the order of the file. */
    List<Mistake> all() {
        return found.stream()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .distinct()
                .toList();
    }
}
