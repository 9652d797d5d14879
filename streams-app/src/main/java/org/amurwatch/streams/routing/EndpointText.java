package org.amurwatch.streams.routing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is said of an endpoint that fails, in the language of the team whose it is. */
public final class EndpointText {

    /** What is to be said of it. */
    public enum Condition {
        /** All attempts have failed for a while. */
        FAILING,
        /** It asked never to be called again. */
        GONE,
        /** It can be reached again. */
        WELL
    }

    private final Map<String, MessageWords> words =
            MessageWords.LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), MessageWords::new));

    /**
     * @param endpoint its name; its address stands nowhere
     * @param since when it began
     * @param zone in which the team reads times; UTC where Java knows no such zone
     * @param language en, ru or zh; another is answered in English
     */
    public String of(Condition condition, String endpoint, Instant since, String zone, String language) {
        MessageWords spoken = Objects.requireNonNull(words.get(words.containsKey(language) ? language : "en"));
        return spoken.sentence(
                "endpoint." + condition, Map.of("endpoint", endpoint, "time", spoken.time(since, zone(zone))));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
