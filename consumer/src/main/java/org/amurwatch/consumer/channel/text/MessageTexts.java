package org.amurwatch.consumer.channel.text;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.consumer.wording.Words;

/**
 * What a message says, by the template of its kind and language. Coordinates stand in it for endpoints marked confidential
 * alone, and never where an animal is among the evidence: no species goes with an exact place. EXERCISE is the first word of
 * every text of an exercise, whatever the template.
 */
public final class MessageTexts {

    private static final Set<String> NO_SPECIES = Set.of("SIGNAL_CHECK_IN");

    private final AlertText text;
    private final Languages languages;
    private final Templates templates;
    private final MessageLinks links;
    private final Function<String, String> code;
    private final boolean replies;

    /**
     * @param code the short code of an incident, by which a reply names it
     * @param replies whether replies are taken at all; how to reply is said for endpoints that have a way back, too
     */
    public MessageTexts(
            AlertText text,
            Languages languages,
            Templates templates,
            MessageLinks links,
            Function<String, String> code,
            boolean replies) {
        this.text = text;
        this.languages = languages;
        this.templates = templates;
        this.links = links;
        this.code = code;
        this.replies = replies;
    }

    /** The message as a whole. */
    public String whole(MessageKind kind, Endpoint endpoint, AlertDelivery delivery, Instant now) {
        return fitted(kind, endpoint, delivery, now, message -> true);
    }

    /**
     * The longest message that fits. Left out are, in this order: how to reply, how many signs, how sure, how long ago, what
     * to do; then the link, then the code. What, where and when stay; a name that is still too long is cut.
     */
    public String fitted(
            MessageKind kind, Endpoint endpoint, AlertDelivery delivery, Instant now, Predicate<String> fits) {
        PatrolAlert alert = delivery.getAlert();
        Words words = languages.of(alert.getLanguage());
        Map<String, String> values = values(endpoint, delivery, words);
        String template = templates.of(kind, words.language());
        List<String> texts = new Sentences(text.of(alert, now), time(alert, words)).everShorter();
        String whole = message(template, values, texts.get(0), alert, words);
        if (fits.test(whole)) {
            return whole;
        }
        values.put("answers", "");
        for (String said : texts) {
            String message = message(template, values, said, alert, words);
            if (fits.test(message)) {
                return message;
            }
        }
        String shortest = texts.get(texts.size() - 1);
        for (String dropped : List.of("link", "coordinates", "code")) {
            values.put(dropped, "");
            String message = message(template, values, shortest, alert, words);
            if (fits.test(message)) {
                return message;
            }
        }
        return alert.getLevel() == PageLevel.NONE ? cut(shortest, fits) : compact(alert, words, fits);
    }

    /** Where it was as two decimal degrees; empty where that may not be said. */
    public static String coordinates(Endpoint endpoint, PatrolAlert alert) {
        Position at = alert.getPosition();
        return mayShowPlace(endpoint, alert)
                ? String.format(Locale.ROOT, "%.5f, %.5f", at.getLatitude(), at.getLongitude())
                : "";
    }

    /** Whether the exact place may be shown: the endpoint is confidential, and no animal is among the evidence. */
    public static boolean mayShowPlace(Endpoint endpoint, PatrolAlert alert) {
        return endpoint.confidential()
                && alert.getLevel() != PageLevel.NONE
                && EvidenceKinds.of(alert).keySet().stream()
                        .allMatch(kind -> NO_SPECIES.contains(kind)
                                || !kind.startsWith("SIGNAL_") && !kind.equals(EvidenceKinds.SIGHTING));
    }

    private Map<String, String> values(Endpoint endpoint, AlertDelivery delivery, Words words) {
        PatrolAlert alert = delivery.getAlert();
        boolean ofIncident = alert.getIncidentId() != null;
        boolean open = ofIncident && alert.getMessage() != AlertMessage.ALL_CLEAR && !alert.getOver();
        Map<String, String> values = new TreeMap<>();
        values.put("kind", EvidenceKinds.headline(alert, words));
        values.put("territory", AlertText.territory(alert, words));
        values.put("time", time(alert, words));
        values.put("severity", words.word("severity." + alert.getSeverity().name()));
        values.put("link", alert.getLevel() == PageLevel.NONE ? "" : links.of(delivery));
        values.put("code", open ? "[" + code.apply(alert.getIncidentId()) + "]" : "");
        values.put("answers", open && replies && endpoint.replies() ? words.word("reply.how") : "");
        values.put("coordinates", coordinates(endpoint, alert));
        return values;
    }

    private static String time(PatrolAlert alert, Words words) {
        return words.time(alert.getObservedAt(), AlertText.zone(alert));
    }

    private static String message(
            String template, Map<String, String> values, String said, PatrolAlert alert, Words words) {
        values.put("text", said);
        String message = Templates.fill(template, values)
                .replaceAll("[\\p{Cntrl}&&[^\\n]]+", " ")
                .replaceAll(" {2,}", " ")
                .replaceAll(" *\\n *", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        return marked(message, alert, words);
    }

    private static String marked(String message, PatrolAlert alert, Words words) {
        String mark = AlertText.mark(alert, words);
        return message.startsWith(mark.strip()) ? message : mark + message;
    }

    /** Kind, territory and time alone; the territory's name is cut as far as it must be. */
    private static String compact(PatrolAlert alert, Words words, Predicate<String> fits) {
        String territory = AlertText.territory(alert, words);
        for (int length = territory.length(); length > 3; length--) {
            String name = length == territory.length() ? territory : shortened(territory, length);
            String message = marked(
                    words.sentence(
                            "text.compact",
                            Map.of(
                                    "kind", EvidenceKinds.headline(alert, words),
                                    "territory", name,
                                    "time", time(alert, words))),
                    alert,
                    words);
            if (fits.test(message)) {
                return message;
            }
        }
        return cut(marked(EvidenceKinds.headline(alert, words) + ", " + time(alert, words), alert, words), fits);
    }

    private static String cut(String message, Predicate<String> fits) {
        for (int length = message.length(); length > 1; length--) {
            String shorter = length == message.length() ? message : shortened(message, length);
            if (fits.test(shorter)) {
                return shorter;
            }
        }
        return "…";
    }

    /** The beginning of a text, with an ellipsis; a character beyond the basic plane is not cut in two. */
    private static String shortened(String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end).strip() + "…";
    }
}
