package org.amurwatch.consumer.answer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.TimelineEntry;
import org.amurwatch.avro.TimelineKind;
import org.amurwatch.consumer.alertpage.AlertPage;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Words;
import org.jspecify.annotations.Nullable;

/** The part of the page with which a team answers: what was answered so far, and large buttons. Works without scripts. */
final class AnswerForm {

    /** Last answers shown. */
    private static final int SHOWN = 4;

    /**
     * The form as HTML.
     *
     * @param token what the link came with; it goes back with the form
     * @param notice what became of the last button pressed
     */
    String html(PatrolAlert alert, @Nullable Incident incident, String token, @Nullable Notice notice, Words words) {
        StringBuilder html = new StringBuilder("<section class=\"answer\">\n");
        if (notice != null) {
            html.append("<p class=\"notice ")
                    .append(notice.good() ? "good" : "bad")
                    .append("\" role=\"status\">")
                    .append(AlertPage.escape(notice.text()))
                    .append("</p>\n");
        }
        if (incident != null) {
            answers(html, alert, incident, words);
        }
        boolean open = AnswerTaker.isOpen(incident);
        if (!open) {
            html.append("<p class=\"over\">")
                    .append(AlertPage.escape(words.word("answer.over")))
                    .append("</p>\n");
        }
        if (AnswerTaker.takesOutcome(incident)) {
            form(html, open, token, words);
        }
        return html.append("</section>\n").toString();
    }

    /** What the page says about the button that was pressed. */
    record Notice(boolean good, String text) {

        static Notice stored(PatrolResponse response, AnswerChoice choice, Words words) {
            return new Notice(
                    true,
                    words.sentence(
                            "answer.stored",
                            Map.of(
                                    "team",
                                    String.valueOf(response.getTeamId()),
                                    "answer",
                                    words.word(choice.wordKey()))));
        }
    }

    private static void form(StringBuilder html, boolean open, String token, Words words) {
        html.append("<form method=\"post\" action=\".\">\n<input type=\"hidden\" name=\"token\" value=\"")
                .append(AlertPage.escape(token))
                .append("\">\n");
        if (open) {
            html.append("<div class=\"choices\">\n");
            AnswerChoice.WHILE_OPEN.forEach(choice -> button(html, choice, words));
            html.append("</div>\n");
        }
        html.append(open ? "<details>" : "<details open>")
                .append("<summary>")
                .append(AlertPage.escape(words.word("answer.close")))
                .append("</summary>\n<p>")
                .append(AlertPage.escape(words.word("answer.close.more")))
                .append("</p>\n<div class=\"choices\">\n");
        AnswerChoice.ENDS.forEach(choice -> button(html, choice, words));
        html.append("</div>\n</details>\n</form>\n");
    }

    private static void button(StringBuilder html, AnswerChoice choice, Words words) {
        html.append("<button name=\"answer\" value=\"")
                .append(choice.value())
                .append("\">")
                .append(AlertPage.escape(words.word(choice.wordKey())))
                .append("</button>\n");
    }

    /** The last answers of anybody, newest first: whoever is asked sees who has gone. */
    private static void answers(StringBuilder html, PatrolAlert alert, Incident incident, Words words) {
        List<TimelineEntry> all = incident.getTimeline().stream()
                .filter(entry -> entry.getKind() == TimelineKind.ANSWERED)
                .toList();
        if (all.isEmpty()) {
            return;
        }
        html.append("<ul class=\"answers\">\n");
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - SHOWN); i--) {
            TimelineEntry entry = all.get(i);
            if (entry.getResponse() == null) {
                continue;
            }
            html.append("<li><b>")
                    .append(AlertPage.escape(String.valueOf(entry.getSubject())))
                    .append("</b>: ")
                    .append(AlertPage.escape(
                            words.word("answer." + entry.getResponse().name())))
                    .append(" <small>")
                    .append(AlertPage.escape(words.time(entry.getAt(), AlertText.zone(alert))))
                    .append(" · ")
                    .append(AlertPage.escape(words.after(Duration.between(incident.getOpenedAt(), entry.getAt()))))
                    .append("</small></li>\n");
        }
        html.append("</ul>\n");
    }
}
