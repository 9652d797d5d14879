package org.amurwatch.producer.smart;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.producer.table.Row;
import org.jspecify.annotations.Nullable;

/** Names of people and free text of a row: kept apart and only if asked for. */
final class SmartNames {

    private static final List<String> PEOPLE =
            List.of("Leader", "Pilot", "Members", "Team Members", "Patrol Members", "Last Modified By");
    private static final List<String> TEXTS = List.of("Waypoint Comment", "Comment", "Comments", "Observer Comment");
    private static final int LONGEST = 2_000;

    private SmartNames() {}

    /** What is private about a row; null where nothing is. */
    static @Nullable PrivateDetails of(Row row, String eventKey) {
        String people = joined(row, PEOPLE);
        String text = joined(row, TEXTS);
        return people == null && text == null
                ? null
                : PrivateDetails.newBuilder()
                        .setEventKey(eventKey)
                        .setReporter(people)
                        .setNote(text)
                        .build();
    }

    private static @Nullable String joined(Row row, List<String> columns) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            String text = row.text(column);
            if (text != null) {
                parts.add(column + ": " + text);
            }
        }
        String all = String.join("; ", parts);
        return all.isEmpty() ? null : all.length() <= LONGEST ? all : all.substring(0, LONGEST);
    }
}
