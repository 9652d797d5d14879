package org.amurwatch.consumer.wording;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;

/**
 * An alert in short plain sentences of the team's language: as the decision worded it, with when and how long ago; where it did
 * not, what, in which territory, when by the team's clock, how long ago. EXERCISE, or TEST, is its first word in every language. No
 * coordinates, no names of people, no species.
 */
public final class AlertText {

    private final Languages languages;

    public AlertText(Languages languages) {
        this.languages = languages;
    }

    /** @param now from when "how long ago" is reckoned; for an exercise, which may play in a time of its own, the time received */
    public String of(PatrolAlert alert, Instant now) {
        Instant reckoned = alert.getPurpose() == Purpose.EXERCISE ? alert.getReceivedAt() : now;
        Words words = words(alert);
        String age = words.age(Duration.between(alert.getObservedAt(), reckoned));
        String text = alert.getText() == null || alert.getText().isBlank()
                ? worded(alert, words, age)
                : told(alert, words, age);
        return mark(alert, words) + text;
    }

    /** The words in which an alert's team reads. */
    public Words words(PatrolAlert alert) {
        return languages.of(alert.getLanguage());
    }

    /** What every text of an exercise, or of a test, begins with; empty for what is neither. */
    public static String mark(PatrolAlert alert, Words words) {
        return switch (alert.getPurpose()) {
            case EXERCISE -> words.word("exercise");
            case TEST -> words.word("test");
            case ACTUAL, CANARY -> "";
        };
    }

    /** The decision's own text; when it was is said once, and not at all of what is about the system and no sign. */
    private static String told(PatrolAlert alert, Words words, String age) {
        String text = told(alert);
        if (alert.getLevel() == PageLevel.NONE) {
            return text;
        }
        String time = words.time(alert.getObservedAt(), zone(alert));
        String seen = text.contains(time)
                ? words.sentence("text.aged", Map.of("age", age))
                : words.sentence("text.seen", Map.of("time", time, "age", age));
        return text + words.word("text.space") + seen;
    }

    /** The decision's own text without control characters; empty where it gave none. */
    public static String told(PatrolAlert alert) {
        return alert.getText() == null
                ? ""
                : alert.getText().replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String worded(PatrolAlert alert, Words words, String age) {
        String sentence = words.sentence(
                "text." + alert.getMessage().name(),
                Map.of(
                        "kind", words.word("kind." + alert.getKind().name()),
                        "territory", territory(alert, words),
                        "time", words.time(alert.getObservedAt(), zone(alert)),
                        "age", age));
        boolean toBeLookedAt = alert.getLevel() == PageLevel.REVIEW && alert.getMessage() != AlertMessage.ALL_CLEAR;
        return toBeLookedAt ? sentence + words.word("text.space") + words.word("text.level.REVIEW") : sentence;
    }

    /** The name of the alert's territory; where it lies in none, words that say so: the id of such a place is a grid cell. */
    public static String territory(PatrolAlert alert, Words words) {
        String name = alert.getTerritoryName();
        if (name != null && !name.isBlank()) {
            return name.replaceAll("\\p{Cntrl}+", " ").strip();
        }
        return alert.getTerritoryId().startsWith("outside/") ? words.word("territory.none") : alert.getTerritoryId();
    }

    /** The zone in which the team reads times; UTC if it is none that Java knows, since a page must go out all the same. */
    public static ZoneId zone(PatrolAlert alert) {
        try {
            return ZoneId.of(alert.getTimeZone());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
