package org.amurwatch.streams.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one language in which incidents are told, from its resource file. */
final class MessageWords {

    static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final String language;
    private final Properties words;
    private final DateTimeFormatter time;

    MessageWords(String language) {
        this.language = language;
        this.words = read(language);
        this.time = DateTimeFormatter.ofPattern(word("time.pattern"), Locale.forLanguageTag(language));
    }

    String language() {
        return language;
    }

    Set<String> keys() {
        return words.stringPropertyNames();
    }

    /** @throws IllegalArgumentException if the language has no such word, which a test forbids */
    String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalArgumentException("No word '" + key + "' in messages-" + language + ".properties.");
        }
        return word;
    }

    String sentence(String key, Map<String, String> values) {
        return fill(word(key), values);
    }

    /** A template with its placeholders replaced; what is put in is taken as it is. One that nobody knows is left out. */
    static String fill(String template, Map<String, String> values) {
        Matcher placeholders = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (placeholders.find()) {
            placeholders.appendReplacement(
                    filled, Matcher.quoteReplacement(values.getOrDefault(placeholders.group(1), "")));
        }
        return placeholders.appendTail(filled).toString();
    }

    /** So many of something, such as {@code 2 shots}: the forms of a word stand in one line, divided by '|'. */
    String number(String key, int number) {
        String[] forms = word(key).split("\\|", -1);
        int form = Math.min(form(number), forms.length - 1);
        return fill(forms[form], Map.of("number", Integer.toString(number)));
    }

    /** Number of the form: Russian has one, few, many; English one, many; Chinese a single one. */
    private int form(int number) {
        if (language.equals("ru")) {
            int ten = number % 10;
            int hundred = number % 100;
            if (ten == 1 && hundred != 11) {
                return 0;
            }
            return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
        }
        return number == 1 ? 0 : 1;
    }

    /** A time as people of the zone say it, with the zone's distance from UTC: a border has two clocks. */
    String time(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        int minutes = local.getOffset().getTotalSeconds() / 60;
        String offset = (minutes < 0 ? "-" : "+")
                + Math.abs(minutes) / 60
                + (minutes % 60 == 0 ? "" : String.format(Locale.ROOT, ":%02d", Math.abs(minutes) % 60));
        return sentence("time.zone", Map.of("time", time.format(local), "offset", offset));
    }

    private static Properties read(String language) {
        String file = "messages-" + language + ".properties";
        Properties read = new Properties();
        try (InputStream in = Objects.requireNonNull(MessageWords.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file + ", which is part of this build.", e);
        }
        return read;
    }
}
