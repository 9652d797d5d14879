package org.amurwatch.producer.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.failure.CommandFailure;

/**
 * What the types of another system mean here: a YAML file of {@code their type: MEANING}, where a meaning is a kind of alert
 * ({@code SNARE}), {@code SIGHTING}, {@code SIGHTING Panthera pardus} or {@code IGNORE}. Types are compared without regard to
 * case; of dotted ones ({@code humanactivity.weaponsequipment.trap}) the longest known beginning holds.
 */
public final class TypeMapping {

    private static final Pattern ANIMAL = Pattern.compile("SIGHTING(?:\\s+(\\S.*))?");

    private final Map<String, TypeMeaning> meanings;

    private TypeMapping(Map<String, TypeMeaning> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    /** Knows no type. */
    public static TypeMapping none() {
        return new TypeMapping(Map.of());
    }

    /**
     * The mapping that comes with the program for a system, such as {@code earthranger}: file {@code NAME.yaml} beside this
     * class.
     */
    public static TypeMapping builtIn(String name) {
        try (InputStream in = TypeMapping.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no built-in mapping '" + name + "'.");
            }
            String called = "built-in mapping " + name;
            return of(called, NamedLines.parse(called, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Can't read the built-in mapping " + name, e);
        }
    }

    /**
     * Reads a mapping file.
     *
     * @throws CommandFailure (wrong usage) if it can't be read, or a meaning is none
     */
    public static TypeMapping read(Path file) {
        return of("mapping file " + file, NamedLines.read("mapping file", file));
    }

    /** This mapping where it knows a type, else the other. */
    public TypeMapping over(TypeMapping other) {
        Map<String, TypeMeaning> both = new HashMap<>(other.meanings);
        both.putAll(meanings);
        return new TypeMapping(both);
    }

    /** What a type means; empty where nothing says so: then it is an alert of kind OTHER that keeps their word. */
    public Optional<TypeMeaning> of(String type) {
        String known = normal(type);
        while (true) {
            TypeMeaning meaning = meanings.get(known);
            if (meaning != null) {
                return Optional.of(meaning);
            }
            int dot = known.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            known = known.substring(0, dot);
        }
    }

    /**
     * The mapping that is part of another file.
     *
     * @param name what to call it in sentences
     * @param texts their types and the meanings, as in a mapping file
     * @throws CommandFailure (wrong usage) if a meaning is none
     */
    public static TypeMapping of(String name, Map<String, String> texts) {
        Map<String, TypeMeaning> meanings = new HashMap<>();
        for (Map.Entry<String, String> line : texts.entrySet()) {
            String meaning = line.getValue() == null ? "" : line.getValue().strip();
            meanings.put(normal(line.getKey()), meaning(name, line.getKey(), meaning));
        }
        return new TypeMapping(meanings);
    }

    private static TypeMeaning meaning(String name, String type, String stated) {
        if (stated.equals("IGNORE")) {
            return new TypeMeaning.Ignored();
        }
        var animal = ANIMAL.matcher(stated);
        if (animal.matches()) {
            return new TypeMeaning.Animal(animal.group(1));
        }
        return Arrays.stream(AlertKind.values())
                .filter(kind -> kind.name().equals(stated))
                .findFirst()
                .<TypeMeaning>map(TypeMeaning.Alert::new)
                .orElseThrow(() -> CommandFailure.usage("The " + name + " gives '" + type + "' the meaning '" + stated
                        + "'; expected SIGHTING, 'SIGHTING scientific name', IGNORE or a kind: "
                        + Arrays.toString(AlertKind.values()) + "."));
    }

    private static String normal(String type) {
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
