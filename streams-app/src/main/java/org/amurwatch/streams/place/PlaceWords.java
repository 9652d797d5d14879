package org.amurwatch.streams.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.amurwatch.avro.Place;

/**
 * Where a position is, in words for people: "3 km NW of Barabash". Never finer than a kilometre, for it may go by SMS. A code
 * is that of the known point, not of the position. The words are in files by language; no form of them needs the name of a
 * place in another case than it has.
 */
public final class PlaceWords {

    /** Farther than this from every known point, there are no words that help. */
    public static final double REACH_METRES = 50_000;

    static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    static final List<String> DIRECTIONS = List.of("N", "NE", "E", "SE", "S", "SW", "W", "NW");

    /** From here on, kilometres are rounded to multiples of five. */
    private static final long ROUND_KILOMETRES = 20;

    /** Where the words would be longer with a code, it is left out: half a code would be another's. */
    public static final int LONGEST_CODED = 60;

    private final Map<String, Properties> words = new LinkedHashMap<>();

    /** Reads the words of all languages. */
    public PlaceWords() {
        LANGUAGES.forEach(language -> words.put(language, read(language)));
    }

    /**
     * Words for a position by the nearest known point, with that point's code, if it has one and the words are not too long
     * with it; empty where no known point is within {@link #REACH_METRES}.
     */
    public Optional<String> of(Places places, double latitude, double longitude, String language) {
        return places.nearestKnownPoint(latitude, longitude, REACH_METRES).map(nearby -> of(nearby, language));
    }

    /** @param language en, ru or zh; any other is answered in English */
    public String of(Places.Nearby nearby, String language) {
        Properties spoken = words.getOrDefault(language, Objects.requireNonNull(words.get("en")));
        String name = name(nearby.place(), language);
        String code = code(nearby.place());
        String plain = of(nearby, name, spoken);
        if (code.isEmpty()) {
            return plain;
        }
        String coded = of(nearby, word(spoken, "coded").replace("{name}", name).replace("{code}", code), spoken);
        return coded.length() <= LONGEST_CODED ? coded : plain;
    }

    private static String of(Places.Nearby nearby, String name, Properties spoken) {
        long kilometres = Math.round(nearby.metres() / 1000);
        if (kilometres >= ROUND_KILOMETRES) {
            kilometres = Math.round(nearby.metres() / 5000) * 5;
        }
        String direction = DIRECTIONS.get((int) (Math.round(nearby.bearingDegrees() / 45) % DIRECTIONS.size()));
        return word(spoken, kilometres == 0 ? "near" : "away")
                .replace("{kilometres}", Long.toString(kilometres))
                .replace("{direction}", word(spoken, "direction." + direction))
                .replace("{name}", name);
    }

    /** The operator's own code for a place; empty where it has none. */
    private static String code(Place place) {
        return place.getCode() == null
                ? ""
                : place.getCode().replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The name of a place in a language, else the one that people of the place say. */
    public static String name(Place place, String language) {
        String name = place.getNames().get(language);
        return (name == null || name.isBlank() ? place.getName() : name)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }

    private static String word(Properties spoken, String key) {
        return Objects.requireNonNull(spoken.getProperty(key), key);
    }

    private static Properties read(String language) {
        String file = "words-" + language + ".properties";
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(PlaceWords.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + ", which is part of this build.", e);
        }
        return read;
    }
}
