package org.amurwatch.consumer.alertpage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.read.DeliveryProgress;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.consumer.wording.Words;

/**
 * What stands behind the link of an alert: one page without scripts, in the team's language, to be read on a phone. It
 * shows the exact place, and so must be served to nobody but the team and the command centre. Whoever may answer gets the
 * buttons on it; the command centre sees how each delivery stands.
 */
public final class AlertPage {

    private final Languages languages;
    private final Clock clock;
    private final String style;
    private final String styleHash;
    private final IncidentSections incident = new IncidentSections();

    public AlertPage(Languages languages, Clock clock) {
        this.languages = languages;
        this.clock = clock;
        this.style = "\n" + resource("alert-page.css");
        this.styleHash = "sha256-" + Base64.getEncoder().encodeToString(sha256(style));
    }

    /** The only style that a browser is to take from a page, as a policy names it. */
    public String styleHash() {
        return styleHash;
    }

    /** The page of an alert, as HTML, for the command centre. */
    public String of(AlertBook.Entry entry) {
        return of(entry, "", true);
    }

    /** The page of an alert for a team, which can answer with the form. */
    public String toAnswer(AlertBook.Entry entry, String formHtml) {
        return of(entry, formHtml, false);
    }

    private String of(AlertBook.Entry entry, String formHtml, boolean withDeliveries) {
        PatrolAlert alert = entry.alert();
        Words words = languages.of(alert.getLanguage());
        Instant now = clock.instant();
        StringBuilder html = new StringBuilder();
        if (alert.getPurpose() != Purpose.ACTUAL) {
            html.append("<p class=\"exercise\">")
                    .append(escape(words.word("page.exercise")))
                    .append("</p>\n");
        }
        String kind = EvidenceKinds.headline(alert, words);
        html.append("<p class=\"message\">")
                .append(escape(words.word("page.message." + alert.getMessage().name())))
                .append("</p>\n<h1>")
                .append(escape(kind))
                .append("</h1>\n");
        incident.later(html, entry, words);
        if (!AlertText.told(alert).isEmpty()) {
            html.append("<p class=\"text\">")
                    .append(escape(AlertText.told(alert)))
                    .append("</p>\n");
        }
        html.append(formHtml).append("<dl>\n");
        if (alert.getMessage() != AlertMessage.ALL_CLEAR) {
            fact(html, "half", words.word("page.severity"), severity(alert, words));
            fact(
                    html,
                    "half",
                    words.word("page.level"),
                    escape(words.word("level." + alert.getLevel().name())));
        }
        fact(html, "half", words.word("page.observed"), time(alert.getObservedAt(), alert, words, now));
        fact(html, "half", words.word("page.received"), time(alert.getReceivedAt(), alert, words, now));
        fact(html, "whole", words.word("page.territory"), escape(AlertText.territory(alert, words)));
        fact(html, "whole", words.word("page.position"), place(alert.getPosition(), words));
        html.append("</dl>\n");
        incident.evidence(html, alert, words);
        if (entry.messages().size() > 1) {
            incident.messages(html, entry, words, now, withDeliveries);
        } else if (withDeliveries) {
            html.append("<h2>").append(escape(words.word("page.deliveries"))).append("</h2>\n");
            deliveries(html, entry, words, now);
        }
        return page(words, kind, html.toString());
    }

    static String severity(PatrolAlert alert, Words words) {
        String severity = alert.getSeverity().name();
        return "<span class=\"severity " + severity.toLowerCase(Locale.ROOT) + "\">"
                + escape(words.word("severity." + severity)) + "</span>";
    }

    /** The page for an id that is not known here. */
    public String notFound() {
        Words words = languages.of("en");
        return saying(words, words.word("page.not-found"), words.word("page.not-found.more"));
    }

    /** A page that says one thing and shows no alert. */
    public String saying(Words words, String title, String more) {
        return page(words, title, "<h1>" + escape(title) + "</h1>\n<p>" + escape(more) + "</p>\n");
    }

    private static void deliveries(StringBuilder html, AlertBook.Entry entry, Words words, Instant now) {
        if (entry.deliveries().isEmpty()) {
            html.append("<p>").append(escape(words.word("page.no-deliveries"))).append("</p>\n");
            return;
        }
        html.append("<ul>\n");
        for (DeliveryProgress progress : entry.deliveries()) {
            String outcome = progress.outcome(now);
            DeliveryReceipt receipt = progress.receipt();
            html.append("<li><b>")
                    .append(escape(progress.delivery().getEndpoint()))
                    .append("</b> <span class=\"state ")
                    .append(outcome.toLowerCase(Locale.ROOT))
                    .append("\">")
                    .append(escape(words.word("state." + outcome)))
                    .append("</span><br><small>")
                    .append(escape(words.sentence(
                            "page.attempts",
                            Map.of(
                                    "number",
                                    Integer.toString(progress.delivery().getAttempt())))));
            if (receipt != null) {
                ZoneId zone = AlertText.zone(entry.alert());
                html.append(" · ").append(escape(words.time(receipt.getAttemptedAt(), zone)));
                if (receipt.getReason() != null) {
                    html.append(" · ").append(escape(receipt.getReason()));
                }
            }
            html.append("</small></li>\n");
        }
        html.append("</ul>\n");
    }

    /** @param width {@code half} of a line, or the {@code whole} */
    private static void fact(StringBuilder html, String width, String name, String valueHtml) {
        html.append("<div class=\"")
                .append(width)
                .append("\"><dt>")
                .append(escape(name))
                .append("</dt><dd>")
                .append(valueHtml)
                .append("</dd></div>\n");
    }

    private static String time(Instant instant, PatrolAlert alert, Words words, Instant now) {
        return "<time datetime=\"" + instant + "\">" + escape(words.time(instant, AlertText.zone(alert)))
                + "</time><br><small>" + escape(words.age(Duration.between(instant, now))) + "</small>";
    }

    private static String place(Position position, Words words) {
        String point = String.format(Locale.ROOT, "%.5f, %.5f", position.getLatitude(), position.getLongitude());
        String geo = String.format(Locale.ROOT, "geo:%.5f,%.5f", position.getLatitude(), position.getLongitude());
        StringBuilder html = new StringBuilder("<a href=\"" + geo + "\">" + point + "</a>");
        if (position.getUncertaintyMetres() != null) {
            String metres = Long.toString(Math.round(position.getUncertaintyMetres()));
            html.append(" <small>")
                    .append(escape(words.sentence("page.uncertainty", Map.of("metres", metres))))
                    .append("</small>");
        }
        return html.append("<br><small>")
                .append(escape(words.word("page.confidential")))
                .append("</small>")
                .toString();
    }

    private String page(Words words, String title, String bodyHtml) {
        return "<!DOCTYPE html>\n<html lang=\"" + words.language() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
                + escape(title) + " – Amur Watch</title>\n<style>" + style + "</style>\n</head>\n<body>\n<main>\n"
                + bodyHtml
                + "</main>\n</body>\n</html>\n";
    }

    /** Text as it may stand in HTML, in attributes too. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(AlertPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the resource " + name + ".", e);
        }
    }
}
