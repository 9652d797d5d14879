package org.amurwatch.consumer.channel.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.channel.text.MessageKind;
import org.amurwatch.consumer.channel.text.MessageTexts;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.MailDestination;
import org.amurwatch.event.StableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message as it is mailed: the text, the same as HTML, and the map. Its Message-ID is the same on each attempt, so that a
 * mailbox can drop repeats; messages of one incident are of one thread.
 */
final class MailMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String PICTURE = "map";
    private static final byte[] NONE = {};
    private static final Logger LOG = LoggerFactory.getLogger(MailMessage.class);

    private final MessageTexts texts;

    MailMessage(MessageTexts texts) {
        this.texts = texts;
    }

    MimeMessage of(Session session, Endpoint endpoint, MailDestination to, AlertDelivery delivery, Instant now)
            throws MessagingException {
        PatrolAlert alert = delivery.getAlert();
        String domain = to.from().substring(to.from().lastIndexOf('@') + 1);
        String id = "<" + StableId.of("mail", delivery.getDeliveryId()) + "@" + domain + ">";
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", id);
            }
        };
        message.setFrom(new InternetAddress(to.from(), true));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(to.to(), true));
        message.setSubject(oneLine(texts.whole(MessageKind.MAIL_SUBJECT, endpoint, delivery, now)), UTF_8);
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (alert.getIncidentId() != null) {
            message.setHeader(
                    "References", "<" + StableId.of("mail-incident", alert.getIncidentId()) + "@" + domain + ">");
        }
        message.setContent(parts(endpoint, delivery, now));
        message.saveChanges();
        return message;
    }

    private MimeMultipart parts(Endpoint endpoint, AlertDelivery delivery, Instant now) throws MessagingException {
        PatrolAlert alert = delivery.getAlert();
        String text = texts.whole(MessageKind.MAIL, endpoint, delivery, now);
        byte[] map = alert.getLevel() == PageLevel.NONE ? NONE : drawn(endpoint, alert);
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(html(text, alert.getLanguage(), map.length > 0), UTF_8, "html");
        MimeMultipart related = new MimeMultipart("related", html);
        if (map.length > 0) {
            related.addBodyPart(picture(map));
        }
        MimeBodyPart rich = new MimeBodyPart();
        rich.setContent(related);
        return new MimeMultipart("alternative", plain, rich);
    }

    /** The map; none where this machine can't draw, since the text must go out all the same. */
    private static byte[] drawn(Endpoint endpoint, PatrolAlert alert) {
        try {
            return new MapPicture(
                            alert.getPosition().getLatitude(),
                            alert.getPosition().getLongitude(),
                            MessageTexts.mayShowPlace(endpoint, alert))
                    .png();
        } catch (RuntimeException | LinkageError | InternalError e) { // What Java throws where fonts are missing.
            LOG.warn("A mail goes without its map, since this machine can't draw it: are fonts installed?", e);
            return NONE;
        }
    }

    private static MimeBodyPart picture(byte[] map) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(map, "image/png")));
        part.setContentID("<" + PICTURE + ">");
        part.setDisposition(MimeBodyPart.INLINE);
        part.setFileName("map.png");
        return part;
    }

    private static String html(String text, String language, boolean picture) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"")
                .append(escaped(language))
                .append("\"><meta charset=\"utf-8\"><body>");
        for (String paragraph : text.split("\n\n")) {
            html.append("<p>")
                    .append(linked(escaped(paragraph)).replace("\n", "<br>"))
                    .append("</p>");
        }
        if (picture) {
            html.append("<p><img src=\"cid:" + PICTURE + "\" width=\"360\" height=\"360\" alt=\"\"></p>");
        }
        return html.append("</body></html>").toString();
    }

    private static String linked(String escaped) {
        return escaped.replaceAll("(https?://[^\\s<>\"]+)", "<a href=\"$1\">$1</a>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Whatever is in a name, a header stays one. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
