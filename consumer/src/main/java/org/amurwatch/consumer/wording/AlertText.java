package org.amurwatch.consumer.wording;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;

/**
 * An alert in short plain words of the team's language: those that were chosen with it, else one sentence that says what, in
 * which territory, when by the team's clock, how long ago. EXERCISE is its first word in every language. No coordinates, no names of people, no species.
 */
public final class AlertText {

    private final Languages languages;

    public AlertText(Languages languages) {
        this.languages = languages;
    }

    /** @param now from when "how long ago" is reckoned; for an exercise, which may play in a time of its own, the time received */
    public String of(PatrolAlert alert, Instant now) {
        Instant reckoned = alert.getPurpose() == Purpose.EXERCISE ? alert.getReceivedAt() : now;
        Words words = languages.of(alert.getLanguage());
        String said = alert.getText() == null ? sentence(alert, words, reckoned) : alert.getText();
        return alert.getPurpose() == Purpose.EXERCISE ? words.word("exercise") + said : said;
    }

    /** Of an alert that brings no words of its own. */
    private static String sentence(PatrolAlert alert, Words words, Instant reckoned) {
        return words.sentence(
                "text." + alert.getMessage().name(),
                Map.of(
                        "kind", words.word("kind." + alert.getKind().name()),
                        "territory", territory(alert, words),
                        "time", words.time(alert.getObservedAt(), zone(alert)),
                        "age", words.age(Duration.between(alert.getObservedAt(), reckoned))));
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
