package org.amurwatch.producer.cybertracker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.amurwatch.producer.dialect.JsonFields;
import org.amurwatch.producer.dialect.StatedDetails;

/**
 * One record of a filled form.
 *
 * @param types the words by which a mapping may know it: {@code name=value} of each choice, then its values, then the names of
 *     its fields; the last of them is the name of a field, which the form's maker wrote and not whoever filled it in
 * @param linked the ids that it lists
 */
record FormRecord(String uid, List<String> types, StatedDetails details, Set<String> linked) {

    private static final int MOST_VALUES = 200;
    private static final String NOTHING = "observation";
    private static final Pattern CHOICE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.,()/-]{0,99}");

    FormRecord {
        types = List.copyOf(types);
        linked = Set.copyOf(linked);
    }

    static FormRecord empty(String uid) {
        return new FormRecord(uid, List.of(NOTHING), StatedDetails.of(List.of()), Set.of());
    }

    /** @param otherwise its id where it states none */
    static FormRecord read(JsonFields record, String otherwise) {
        String uid = record.optionalWord("uid");
        List<String> pairs = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> details = new ArrayList<>();
        Set<String> linked = new HashSet<>();
        for (JsonFields field : record.objects("values", MOST_VALUES)) {
            String name = field.optionalWord("name");
            JsonNode value = field.value("value");
            if (name == null || value.isNull() || value.isMissingNode()) {
                continue;
            }
            details.add(Map.entry(name, value));
            names.add(name);
            if (value.isTextual() && CHOICE.matcher(value.asText()).matches()) {
                pairs.add(name + "=" + value.asText().strip());
                values.add(value.asText().strip());
            }
            value.forEach(element -> linked.add(element.asText()));
        }
        List<String> types = new ArrayList<>(pairs);
        types.addAll(values);
        types.addAll(names);
        types.add(names.isEmpty() ? NOTHING : names.get(0));
        return new FormRecord(uid == null ? otherwise : uid, types, StatedDetails.of(details), linked);
    }

    FormRecord withUid(String other) {
        return new FormRecord(other, types, details, linked);
    }

    /** Whether it lists one of these records, but itself. */
    boolean names(Set<String> uids) {
        return linked.stream().anyMatch(id -> !id.equals(uid) && uids.contains(id));
    }
}
