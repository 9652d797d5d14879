package org.amurwatch.consumer.alertpage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.read.DeliveryProgress;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.amurwatch.consumer.wording.Words;

/** The parts of an alert's page that are about its incident: what there is of evidence, and all that was said of it, to whom. */
final class IncidentSections {

    /** Whoever reads an old message must see at once that it is not the last one to the same team. */
    void later(StringBuilder html, AlertBook.Entry entry, Words words) {
        PatrolAlert alert = entry.alert();
        List<PatrolAlert> toTeam = entry.messages().stream()
                .map(AlertBook.Message::alert)
                .filter(other -> other.getTeamId().equals(alert.getTeamId()))
                .toList();
        PatrolAlert last = toTeam.isEmpty() ? alert : toTeam.get(toTeam.size() - 1);
        if (last.getAlertId().equals(alert.getAlertId())) {
            return;
        }
        AlertMessage said = last.getMessage() == AlertMessage.RAISED ? AlertMessage.UPDATED : last.getMessage();
        html.append("<p class=\"later\"><a href=\"#messages\">")
                .append(AlertPage.escape(words.word("page.later." + said.name())))
                .append("</a></p>\n");
    }

    /** Evidence by kind, most first. */
    void evidence(StringBuilder html, PatrolAlert alert, Words words) {
        Map<String, Integer> kinds = EvidenceKinds.of(alert);
        if (kinds.isEmpty()) {
            return;
        }
        html.append("<h2>")
                .append(AlertPage.escape(words.word("page.evidence")))
                .append("</h2>\n<ul class=\"counts\">\n");
        kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(kind -> html.append("<li>")
                        .append(AlertPage.escape(EvidenceKinds.word(kind.getKey(), words)))
                        .append(" <b>×")
                        .append(kind.getValue())
                        .append("</b></li>\n"));
        html.append("</ul>\n");
    }

    /** All messages of the incident, oldest first, each with the team and, for the command centre, how far it has come. */
    void messages(StringBuilder html, AlertBook.Entry entry, Words words, Instant now, boolean withDeliveries) {
        html.append("<h2 id=\"messages\">")
                .append(AlertPage.escape(words.word("page.messages")))
                .append("</h2>\n<ol class=\"messages\">\n");
        for (AlertBook.Message message : entry.messages()) {
            PatrolAlert alert = message.alert();
            boolean isThis = alert.getAlertId().equals(entry.alert().getAlertId());
            html.append(isThis ? "<li class=\"this\">" : "<li>")
                    .append("<b>")
                    .append(AlertPage.escape(
                            words.word("page.message." + alert.getMessage().name())))
                    .append("</b> → ")
                    .append(AlertPage.escape(alert.getTeamId()));
            if (alert.getMessage() != AlertMessage.ALL_CLEAR) {
                html.append(" · ").append(AlertPage.severity(alert, words));
            }
            if (isThis) {
                html.append(" <small>(")
                        .append(AlertPage.escape(words.word("page.this")))
                        .append(")</small>");
            }
            html.append("<br><small><time datetime=\"")
                    .append(alert.getReceivedAt())
                    .append("\">")
                    .append(AlertPage.escape(words.time(alert.getReceivedAt(), AlertText.zone(entry.alert()))))
                    .append("</time>")
                    .append(withDeliveries ? " · " + deliveries(message, words, now) : "")
                    .append("</small>");
            String text = AlertText.told(alert);
            if (!text.isEmpty() && !isThis) {
                html.append("<br>").append(AlertPage.escape(text));
            }
            html.append("</li>\n");
        }
        html.append("</ol>\n");
    }

    private static String deliveries(AlertBook.Message message, Words words, Instant now) {
        if (message.deliveries().isEmpty()) {
            return AlertPage.escape(words.word("page.no-deliveries"));
        }
        return message.deliveries().stream()
                .map(progress -> delivery(progress, words, now))
                .collect(Collectors.joining(", "));
    }

    private static String delivery(DeliveryProgress progress, Words words, Instant now) {
        String outcome = progress.outcome(now);
        return AlertPage.escape(progress.delivery().getEndpoint()) + " <span class=\"state "
                + outcome.toLowerCase(Locale.ROOT) + "\">" + AlertPage.escape(words.word("state." + outcome))
                + "</span>";
    }
}
