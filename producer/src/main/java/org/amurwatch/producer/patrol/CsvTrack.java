package org.amurwatch.producer.patrol;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.CsvReader;
import org.amurwatch.producer.table.UnusableRow;
import org.jspecify.annotations.Nullable;

/** Reads a table of positions row by row: a header with team, time, latitude, longitude and, if wanted, over, in any order. */
final class CsvTrack {

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "t");
    private static final String EXPECTED =
            "expected a header with team, time, latitude, longitude and, if wanted, over";

    private final TrackCells cells;
    private final @Nullable String teamId;

    /** @param teamId the team of rows that name none; null: each names its own */
    CsvTrack(TrackCells cells, @Nullable String teamId) {
        this.cells = cells;
        this.teamId = teamId;
    }

    /** @throws CommandFailure (2) if it has no such header */
    void read(Reader file, TrackHandler handler) {
        // Closed by who opened the file.
        CsvReader table = new CsvReader(file, ',', '"');
        try {
            Map<String, Integer> columns = columns(table.next());
            List<String> row;
            while ((row = table.next()) != null) {
                row(columns, row, table.row(), handler);
            }
        } catch (IOException e) {
            handler.rejected(
                    Math.max(1, table.row()),
                    "the file can't be read from here on (" + e.getMessage() + "); what follows was not read");
        }
    }

    private Map<String, Integer> columns(@Nullable List<String> header) {
        if (header == null) {
            throw CommandFailure.usage("The file is empty; " + EXPECTED + ".");
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT), i);
        }
        for (String name : List.of("time", "latitude", "longitude")) {
            if (!columns.containsKey(name)) {
                throw CommandFailure.usage("The file has no column " + name + "; " + EXPECTED + "; got "
                        + String.join(", ", header) + ".");
            }
        }
        if (teamId == null && !columns.containsKey("team")) {
            throw CommandFailure.usage("The file has no column team: say whose track it is with --team.");
        }
        return columns;
    }

    private void row(Map<String, Integer> columns, List<String> row, long number, TrackHandler handler) {
        try {
            String team = cell(columns, row, "team");
            String over = cell(columns, row, "over");
            handler.point(cells.point(
                    team == null ? teamId : team,
                    cell(columns, row, "time"),
                    cell(columns, row, "latitude"),
                    cell(columns, row, "longitude"),
                    over != null && TRUE.contains(over.toLowerCase(Locale.ROOT))));
        } catch (UnusableRow e) {
            handler.rejected(number, e.reason());
        }
    }

    private static @Nullable String cell(Map<String, Integer> columns, List<String> row, String name) {
        Integer index = columns.get(name);
        String text = index == null || index >= row.size() ? "" : row.get(index).strip();
        return text.isEmpty() ? null : text;
    }
}
