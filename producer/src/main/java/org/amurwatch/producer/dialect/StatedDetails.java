package org.amurwatch.producer.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.Sex;
import org.jspecify.annotations.Nullable;

/**
 * What a form of another system says beside type, time and place, as far as it is understood here. Sites make their own
 * forms: a detail that is not understood is no fault. Nothing of it is free text.
 *
 * @param values by name: in lower case, letters and digits alone, without the form's own prefix ({@code snare_rep_})
 */
public final class StatedDetails {

    private static final int MOST = 200;
    private static final int MOST_COUNTED = 1_000_000;
    private static final List<String> COUNTS = List.of(
            "numberofsnares",
            "numberofshots",
            "numberofpeople",
            "numberofvehicles",
            "numberoftraps",
            "numberofanimals",
            "numberanimals",
            "numberpeopletracked",
            "numberofitems",
            "poachinggroupsize",
            "animalcount",
            "numberofdogs",
            "numberofcarcasses",
            "number",
            "count",
            "groupsize",
            "quantity");
    private static final List<String> SPECIES = List.of("species", "scientificname", "animal");
    private static final List<String> QUALIFIERS =
            List.of("species", "scientificname", "animal", "type", "category", "item", "signtype");
    private static final List<String> PROBABILITIES = List.of("confidence", "probability", "score");

    /** As of a form's own type: {@code mistrep_Method}, {@code snare_rep_number}. */
    private static final Pattern PREFIX = Pattern.compile("^[a-z0-9]{1,40}?_?rep_");

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,49}");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\p{Lu}\\p{Ll}{2,29} \\p{Ll}{2,29}( \\p{Ll}{2,29})?");

    private final Map<String, JsonNode> values;

    private StatedDetails(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** @param stated what came as details; anything but an object says nothing */
    public static StatedDetails of(JsonNode stated) {
        return of(stated.properties());
    }

    /** @param stated name and value of each detail */
    public static StatedDetails of(Collection<Map.Entry<String, JsonNode>> stated) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        stated.stream().limit(MOST).forEach(detail -> put(values, detail.getKey(), detail.getValue()));
        return new StatedDetails(values);
    }

    private static void put(Map<String, JsonNode> values, String name, JsonNode value) {
        String known = PREFIX.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
        // A choice of several: the first one.
        values.putIfAbsent(NOT_A_WORD.matcher(known).replaceAll(""), value.isArray() ? value.path(0) : value);
    }

    /** How many; null where no known detail says so, or it is no count. */
    public @Nullable Integer count() {
        return known(COUNTS)
                .map(JsonFields::number)
                .filter(number ->
                        number != null && number >= 1 && number <= MOST_COUNTED && number == Math.rint(number))
                .findFirst()
                .map(Double::intValue)
                .orElse(null);
    }

    /** A scientific name, where a detail is one. */
    public @Nullable String scientificName() {
        return known(SPECIES)
                .map(JsonNode::asText)
                .map(String::strip)
                .filter(name -> SCIENTIFIC.matcher(name).matches())
                .findFirst()
                .orElse(null);
    }

    /** Words that say of what sort it is, for a mapping to make the type more exact: those of details that are choices. */
    public List<String> qualifiers() {
        List<String> words = new ArrayList<>();
        known(QUALIFIERS)
                .filter(JsonNode::isTextual)
                .map(value -> value.asText().strip())
                .filter(text -> WORD.matcher(text).matches())
                .forEach(words::add);
        return words;
    }

    /** How sure a machine is, 0 to 1; null where it does not say, or says something else. */
    public @Nullable Double probability() {
        return known(PROBABILITIES)
                .map(JsonFields::number)
                .filter(number -> number != null && number >= 0 && number <= 1)
                .findFirst()
                .orElse(null);
    }

    public Sex sex() {
        return switch (word("sex").or(() -> word("gender")).orElse("")) {
            case "female", "f" -> Sex.FEMALE;
            case "male", "m" -> Sex.MALE;
            default -> Sex.UNSPECIFIED;
        };
    }

    public LifeStage lifeStage() {
        return switch (word("lifestage").or(() -> word("age")).orElse("")) {
            case "adult" -> LifeStage.ADULT;
            case "subadult" -> LifeStage.SUBADULT;
            case "juvenile", "cub" -> LifeStage.JUVENILE;
            default -> LifeStage.UNSPECIFIED;
        };
    }

    private Optional<String> word(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(JsonNode::isTextual)
                .map(value -> value.asText().strip().toLowerCase(Locale.ROOT));
    }

    private Stream<JsonNode> known(List<String> names) {
        return names.stream().map(values::get).filter(value -> value != null && value.isValueNode());
    }
}
