package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.Outcome;
import org.amurwatch.consumer.answer.AnswerChoice;
import org.amurwatch.consumer.answer.AnswerTaker;
import org.amurwatch.consumer.answer.ResponseSink;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.http.Refusal;

/** Takes what somebody answers about an incident that they see, as the page behind a message's link does. */
final class AnswerRoute {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WORDS = Set.of("acknowledged", "on-the-way", "arrived", "not-us");
    private static final String RESOLVED = "resolved";
    private static final String FALSE_ALARM = "false-alarm";
    private static final Set<Outcome> NOTHING_BAD =
            Set.of(Outcome.DETECTOR_ERROR, Outcome.ANIMAL, Outcome.OUR_STAFF, Outcome.PERMITTED_PERSON);

    private final ParkView view;
    private final AnswerTaker taker;
    private final ResponseSink sink;

    AnswerRoute(ParkView view, AnswerTaker taker, ResponseSink sink) {
        this.view = view;
        this.taker = taker;
        this.sink = sink;
    }

    void take(Context context) {
        Viewer viewer = AccessRoutes.session(context).viewer();
        if (!viewer.role().mayAnswer()) {
            throw Denial.forbidden();
        }
        Incident incident = view.seen(viewer, context.pathParam("id")).orElseThrow(Denial::notFound);
        AnswerChoice choice = choice(body(context), viewer);
        AnswerTaker.Taken taken = taker.take(choice, incident, viewer.team(), viewer.name());
        if (taken instanceof AnswerTaker.TooLate) {
            throw Refusal.of(409, "Over", "The incident is over, and this can't be said of it any more.");
        }
        boolean fresh = taken instanceof AnswerTaker.New;
        if (taken instanceof AnswerTaker.New answer && !sink.store(answer.response())) {
            throw Refusal.later(503, "Not stored", "The answer could not be stored: give it again.", 5);
        }
        context.status(202)
                .header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(ApiRoutes.object()
                        .put("stored", true)
                        .put("saidBefore", !fresh)
                        .toString());
    }

    private static JsonNode body(Context context) {
        try {
            JsonNode body = JSON.readTree(context.body());
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // Told below, and nothing of what it holds.
        }
        throw unusable("The body is a JSON object with the field answer.");
    }

    private static AnswerChoice choice(JsonNode body, Viewer viewer) {
        String answer = body.path("answer").asText();
        if (!body.path("note").asText("").isBlank() || answer.equals("note")) {
            throw unusable("An answer has no words of its own: a note goes to /api/v1/incidents/ID/notes.");
        }
        if (answer.equals(RESOLVED) || answer.equals(FALSE_ALARM)) {
            Outcome outcome = outcome(body.path("outcome"), answer.equals(FALSE_ALARM));
            return AnswerChoice.closed(outcome);
        }
        Optional<AnswerChoice> choice = WORDS.contains(answer) ? AnswerChoice.of(answer) : Optional.empty();
        if (viewer.team() == null && answer.equals("not-us")) {
            throw unusable("Only a team can answer not-us.");
        }
        return choice.orElseThrow(
                () -> unusable("Field answer is acknowledged, on-the-way, arrived, not-us, resolved or false-alarm."));
    }

    private static Outcome outcome(JsonNode field, boolean nothingBad) {
        String text = field.asText("").toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(text) && NOTHING_BAD.contains(outcome) == nothingBad)
                .findFirst()
                .orElseThrow(() -> unusable("Field outcome says what it was: one of "
                        + Arrays.stream(Outcome.values())
                                .filter(outcome -> NOTHING_BAD.contains(outcome) == nothingBad)
                                .toList()
                        + "."));
    }

    private static Refusal unusable(String sentence) {
        return Refusal.of(422, "Can't be used", sentence);
    }
}
