package org.amurwatch.consumer.wording;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one language, from its resource file, with what can be said by them: times, ages, sentences. */
public final class Words {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final Locale locale;
    private final Properties words;
    private final DateTimeFormatter time;

    private Words(String language) {
        this.locale = Locale.forLanguageTag(language);
        this.words = read("/org/amurwatch/consumer/wording/" + language + ".properties");
        this.time = DateTimeFormatter.ofPattern(word("time.pattern"), locale);
    }

    static Words of(String language) {
        return new Words(language);
    }

    /** BCP 47 tag of the language. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** @throws IllegalArgumentException if the language has no such word, which a test forbids */
    public String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalArgumentException("No word '" + key + "' in " + language() + ".properties.");
        }
        return word;
    }

    /** A sentence, with its placeholders replaced. What is put in is taken as it is, braces too. */
    public String sentence(String key, Map<String, String> values) {
        Matcher placeholders = PLACEHOLDER.matcher(word(key));
        StringBuilder sentence = new StringBuilder();
        while (placeholders.find()) {
            String value = Objects.requireNonNull(
                    values.get(placeholders.group(1)), () -> "No value for " + placeholders.group() + " of " + key);
            placeholders.appendReplacement(sentence, Matcher.quoteReplacement(value));
        }
        return placeholders.appendTail(sentence).toString();
    }

    /** A time as people of the zone say it, with the zone's distance from UTC: a border has two clocks. */
    public String time(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        ZoneOffset offset = local.getOffset();
        return sentence("time.zone", Map.of("time", time.format(local), "offset", hours(offset)));
    }

    private static String hours(ZoneOffset offset) {
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        return sign + minutes / 60 + (minutes % 60 == 0 ? "" : String.format(Locale.ROOT, ":%02d", minutes % 60));
    }

    /** How long ago: minutes below two hours, hours below two days, then days. */
    public String age(Duration age) {
        return spoken("age", age);
    }

    /** How long after something was raised, in the same steps. */
    public String after(Duration after) {
        return spoken("after", after);
    }

    private String spoken(String key, Duration duration) {
        if (duration.toMinutes() < 1) {
            return word(key + ".now");
        }
        if (duration.toHours() < 2) {
            return sentence(key + ".minutes", Map.of("number", Long.toString(duration.toMinutes())));
        }
        return duration.toDays() < 2
                ? sentence(key + ".hours", Map.of("number", Long.toString(duration.toHours())))
                : sentence(key + ".days", Map.of("number", Long.toString(duration.toDays())));
    }

    Iterable<String> keys() {
        return words.stringPropertyNames();
    }

    private static Properties read(String resource) {
        Properties properties = new Properties();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(resource), resource);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the resource " + resource + ".", e);
        }
        return properties;
    }
}
