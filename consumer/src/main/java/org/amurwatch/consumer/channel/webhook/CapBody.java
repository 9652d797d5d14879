package org.amurwatch.consumer.channel.webhook;

import java.time.Instant;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.answer.ReplyCode;
import org.amurwatch.consumer.cap.CapTime;
import org.amurwatch.consumer.cap.CapXml;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.channel.text.Sentences;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.amurwatch.consumer.wording.Words;
import org.amurwatch.event.DeliveryId;

/**
 * An alert in CAP 1.2 (OASIS). It is private, to one team; its area is the name of a territory and never a shape. A later
 * message of an incident refers to the earlier ones of its receiver: their identifiers and times follow from the alert
 * itself, whichever dispatch sent them.
 */
final class CapBody implements WebhookBody {

    /** So long may a headline be, by the specification's advice for small displays. */
    private static final int LONGEST_HEADLINE = 160;

    private final AlertText text;
    private final MessageLinks links;

    CapBody(AlertText text, MessageLinks links) {
        this.text = text;
        this.links = links;
    }

    @Override
    public byte[] of(AlertDelivery delivery, String sender, Instant now) {
        PatrolAlert alert = delivery.getAlert();
        Words words = text.words(alert);
        CapXml xml = new CapXml().root("alert");
        xml.element("identifier", token(delivery.getDeliveryId()));
        xml.element("sender", sender);
        xml.element("sent", time(alert, CapCodes.sent(alert)));
        xml.element("status", CapCodes.status(alert));
        xml.element("msgType", CapCodes.messageType(alert));
        xml.element("scope", "Private");
        xml.element("addresses", quoted(alert.getTeamId()));
        xml.element("note", alert.getPurpose() == Purpose.EXERCISE ? words.word("page.exercise") : "");
        xml.element("references", references(delivery, sender));
        xml.element("incidents", alert.getIncidentId() == null ? "" : quoted(alert.getIncidentId()));
        information(xml, delivery, words, text.of(alert, now));
        return xml.end().bytes();
    }

    private void information(CapXml xml, AlertDelivery delivery, Words words, String said) {
        PatrolAlert alert = delivery.getAlert();
        boolean ofSystem = CapCodes.isOfSystem(alert);
        boolean over = CapCodes.isOver(alert);
        xml.begin("info");
        xml.element("language", words.language());
        xml.element("category", CapCodes.category(alert));
        String event = ofSystem ? "Amur Watch" : EvidenceKinds.headline(alert, words);
        xml.element("event", AlertText.mark(alert, words) + event);
        xml.element("responseType", CapCodes.responseType(alert));
        xml.element("urgency", CapCodes.urgency(alert));
        xml.element("severity", CapCodes.severity(alert));
        xml.element("certainty", CapCodes.certainty(alert));
        xml.named("eventCode", "amurwatch", alert.getKind().name());
        if (alert.getLifetimeMillis() != null && !over) {
            xml.element("expires", time(alert, CapCodes.sent(alert).plusMillis(alert.getLifetimeMillis())));
        }
        xml.element("headline", headline(said));
        xml.element("description", said);
        xml.element("web", alert.getLevel() == PageLevel.NONE ? "" : links.of(delivery));
        if (!ofSystem) {
            xml.named("parameter", "observedAt", time(alert, alert.getObservedAt()));
        }
        if (alert.getIncidentId() != null && !over) {
            xml.named("parameter", "replyCode", ReplyCode.of(alert.getIncidentId()));
        }
        if (!ofSystem) {
            xml.begin("area")
                    .element("areaDesc", AlertText.territory(alert, words))
                    .end();
        }
        xml.end();
    }

    /** {@code sender,identifier,sent} of what was told to this receiver before. */
    private static String references(AlertDelivery delivery, String sender) {
        PatrolAlert alert = delivery.getAlert();
        return alert.getEarlier().stream()
                .map(earlier -> String.join(
                        ",",
                        sender,
                        token(DeliveryId.of(earlier.getAlertId(), delivery.getEndpoint())),
                        time(alert, earlier.getToldAt())))
                .collect(Collectors.joining(" "));
    }

    private static String time(PatrolAlert alert, Instant at) {
        return CapTime.of(at, AlertText.zone(alert));
    }

    private static String headline(String said) {
        String first = Sentences.first(said);
        if (first.length() <= LONGEST_HEADLINE) {
            return first;
        }
        int end = LONGEST_HEADLINE - 1;
        return first.substring(0, Character.isHighSurrogate(first.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** An id without what CAP forbids in identifiers: white space, commas, '<' and '&'. */
    private static String token(String id) {
        return WebhookMessage.visible(id)
                .replace(",", "%2C")
                .replace("<", "%3C")
                .replace("&", "%26");
    }

    /** One of a list that is separated by spaces. */
    private static String quoted(String name) {
        String plain = name.replace('"', '\'');
        return plain.chars().anyMatch(Character::isWhitespace) ? '"' + plain + '"' : plain;
    }
}
