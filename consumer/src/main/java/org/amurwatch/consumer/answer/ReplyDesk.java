package org.amurwatch.consumer.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.wording.EvidenceKinds;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.consumer.wording.Words;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a reply is about, takes it, and words what is written back. It keeps nothing: which incidents somebody was
 * told of, and what they are called, follows from the alerts.
 */
final class ReplyDesk {

    /** Incidents that are listed where somebody has to say which. */
    private static final int MOST_LISTED = 3;

    private final AlertBook book;
    private final AnswerTaker taker;
    private final ResponseSink answers;
    private final Languages languages;
    private final ReplyText.Vocabulary vocabulary;

    ReplyDesk(AlertBook book, AnswerTaker taker, ResponseSink answers, Languages languages) {
        this.book = book;
        this.taker = taker;
        this.answers = answers;
        this.languages = languages;
        this.vocabulary = new ReplyText.Vocabulary(languages);
    }

    /**
     * What is said to a reply.
     *
     * @param stored false: it could not be stored, and the gateway is to bring it again
     */
    record Said(String sentence, boolean stored) {}

    Said take(String endpoint, String text) {
        Map<String, PatrolAlert> told = new LinkedHashMap<>();
        book.toldTo(endpoint).stream()
                .filter(alert -> alert.getIncidentId() != null)
                .forEach(alert -> told.putIfAbsent(String.valueOf(alert.getIncidentId()), alert));
        List<PatrolAlert> open = told.values().stream()
                .filter(alert -> AnswerTaker.isOpen(book.incident(alert)))
                .toList();
        ReplyText reply = vocabulary.read(text);
        Words words = languages.of(
                told.values().stream().findFirst().map(PatrolAlert::getLanguage).orElse("en"));
        if (reply.answer().isEmpty()) {
            return new Said(words.word("reply.help"), true);
        }
        if (reply.code() == null && reply.closes() && open.size() > 1) {
            return new Said(words.sentence("reply.which", Map.of("list", list(open, words))), true);
        }
        Optional<PatrolAlert> meant = meant(reply.code(), open, told);
        return meant.map(alert -> take(reply.answer().get(), alert, endpoint))
                .orElseGet(() -> new Said(words.word(reply.code() == null ? "reply.none" : "reply.no-such"), true));
    }

    /** That of the code; without one, the one told last that is still open. */
    private static Optional<PatrolAlert> meant(
            @Nullable String code, List<PatrolAlert> open, Map<String, PatrolAlert> told) {
        if (code == null) {
            return open.stream().findFirst();
        }
        List<PatrolAlert> inOrder = new ArrayList<>(open);
        inOrder.addAll(told.values());
        return inOrder.stream().filter(alert -> code(alert).equals(code)).findFirst();
    }

    private Said take(AnswerChoice choice, PatrolAlert alert, String endpoint) {
        Words words = languages.of(alert.getLanguage());
        Incident incident = book.incident(alert);
        AnswerTaker.Taken taken = taker.take(choice, alert, incident, endpoint);
        if (taken instanceof AnswerTaker.TooLate) {
            return new Said(words.word("answer.over"), true);
        }
        if (taken instanceof AnswerTaker.New fresh && !answers.store(fresh.response())) {
            return new Said(words.word("answer.not-stored"), false);
        }
        return new Said(
                words.sentence(
                        "reply.stored", Map.of("answer", words.word(choice.wordKey()), "what", what(alert, words))),
                true);
    }

    private static String list(List<PatrolAlert> open, Words words) {
        return open.stream().limit(MOST_LISTED).map(alert -> what(alert, words)).collect(Collectors.joining("; "));
    }

    /** What it was, and its code: no place, since this goes through networks of others. */
    private static String what(PatrolAlert alert, Words words) {
        return EvidenceKinds.headline(alert, words) + " (" + code(alert) + ")";
    }

    private static String code(PatrolAlert alert) {
        return ReplyCode.of(String.valueOf(alert.getIncidentId()));
    }
}
