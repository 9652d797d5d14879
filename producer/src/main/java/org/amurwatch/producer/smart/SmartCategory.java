package org.amurwatch.producer.smart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.amurwatch.producer.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * What was observed, as SMART's data model names it.
 *
 * @param key of the category, with its parts in lower case, letters and digits only, and dots between them: {@code
 *     humanactivity.weaponsequipment.trap}
 * @param detail key of what an attribute says more exactly, such as {@code wiresnare} or a species; null where none does
 * @param words the category as the table writes it
 */
record SmartCategory(String key, @Nullable String detail, String words) {

    private static final int DEEPEST = 10;
    private static final int LONGEST = 200;

    /** The category of a row; null for a waypoint at which nothing was observed. */
    static @Nullable SmartCategory of(Row row, List<String> detailColumns) {
        List<String> keys = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int depth = 0; depth < DEEPEST; depth++) {
            String part = row.text("Observation Category " + depth);
            if (part != null && !key(part).isEmpty()) {
                keys.add(key(part));
                words.add(part);
            }
        }
        if (keys.isEmpty()) {
            return null;
        }
        String detail = detailColumns.stream()
                .map(row::text)
                .filter(Objects::nonNull)
                .map(SmartCategory::key)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
        String said = String.join(" / ", words);
        return new SmartCategory(
                String.join(".", keys), detail, said.length() <= LONGEST ? said : said.substring(0, LONGEST));
    }

    /** The most exact that is known of it, for a mapping that falls back on the category. */
    String exactKey() {
        return detail == null ? key : key + "." + detail;
    }

    /** A label as a key: SMART makes its own keys so. */
    static String key(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }
}
