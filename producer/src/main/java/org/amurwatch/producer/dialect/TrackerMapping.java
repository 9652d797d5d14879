package org.amurwatch.producer.dialect;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.mapping.NamedLines;
import org.jspecify.annotations.Nullable;

/**
 * Whom trackers are with: a YAML file of {@code device: CARRIER}, where a device is its manufacturer's id or the name of its
 * subject, and a carrier {@code TEAM north}, {@code ANIMAL Panthera pardus orientalis}, {@code ANIMAL Panthera pardus orientalis
 * = Leo 117F} or {@code IGNORE}. Devices are compared without regard to case.
 */
public final class TrackerMapping {

    private static final Pattern TEAM = Pattern.compile("TEAM\\s+([^/\\s]{1,100})");
    private static final Pattern ANIMAL = Pattern.compile("ANIMAL(?:\\s+([^=]{1,100}?))?(?:\\s*=\\s*(\\S.{0,99}))?");

    private final Map<String, Carrier> carriers;

    private TrackerMapping(Map<String, Carrier> carriers) {
        this.carriers = Map.copyOf(carriers);
    }

    /** Knows no tracker. */
    public static TrackerMapping none() {
        return new TrackerMapping(Map.of());
    }

    /** @throws CommandFailure (wrong usage) if it can't be read, or says something else */
    public static TrackerMapping read(Path file) {
        Map<String, Carrier> carriers = new HashMap<>();
        NamedLines.read("file of trackers", file)
                .forEach((device, text) -> carriers.put(normal(device), carrier(file, device, text)));
        return new TrackerMapping(carriers);
    }

    /** Whom a device is with, by the first of its names that is known. */
    public Optional<Carrier> of(@Nullable String... names) {
        return Stream.of(names)
                .filter(Objects::nonNull)
                .map(name -> carriers.get(normal(name)))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Carrier carrier(Path file, String device, String stated) {
        if (stated.equals("IGNORE")) {
            return new Carrier.Nobody();
        }
        Matcher team = TEAM.matcher(stated);
        if (team.matches()) {
            return new Carrier.Team(team.group(1));
        }
        Matcher animal = ANIMAL.matcher(stated);
        if (animal.matches()) {
            return new Carrier.Animal(animal.group(1), animal.group(2));
        }
        throw CommandFailure.usage("The file of trackers " + file + " says of '" + device + "': '" + stated
                + "'; expected 'TEAM id', 'ANIMAL scientific name', 'ANIMAL scientific name = individual' or IGNORE.");
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
