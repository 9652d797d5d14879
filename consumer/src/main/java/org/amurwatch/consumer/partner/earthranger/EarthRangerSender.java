package org.amurwatch.consumer.partner.earthranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.file.EarthRangerTarget;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.EventWords;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Reply;
import org.amurwatch.consumer.partner.send.Reply.Meaning;
import org.amurwatch.consumer.partner.send.Settlement;
import org.amurwatch.consumer.partner.send.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Reports of EarthRanger: {@code POST activity/events}, and for later versions {@code PATCH activity/event/ID}.
 *
 * <p>A report is made under (eventsource, external_event_id), which EarthRanger takes once: a repeat is answered 409, and that
 * is success. The 409 does not say the report's id, and no list can be asked for by an external id; so the event's id stands in
 * a note of the report, by which EarthRanger's search finds it. A report can't be made together with its note: where the note is
 * missing, for an answer was lost between the two, the report is found by its time and its message, and the note is made.
 */
public final class EarthRangerSender implements PartnerSender {

    private static final String EVENTS = "/api/v1.0/activity/events";
    private static final String EVENT = "/api/v1.0/activity/event/";
    /** Of a report, its notes and message and no more: what is read of an answer has an end. */
    private static final String BRIEF =
            "?include_notes=true&include_details=false&include_updates=false&include_files=false&page_size=25&filter=";

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EarthRangerTarget target;
    private final EarthRangerBody bodies;
    private final PartnerHttp http;

    public EarthRangerSender(EarthRangerTarget target, PartnerHttp http) {
        this.target = target;
        this.bodies = new EarthRangerBody(target);
        this.http = http;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Attempt send(List<Outgoing> events) {
        Outgoing outgoing = events.get(0);
        String known = outgoing.remoteId();
        if (known != null) {
            return change(outgoing.event(), known);
        }
        boolean wasTaken = outgoing.before() != null && outgoing.before().delivered();
        if (!outgoing.event().getWithdrawn() && !wasTaken) {
            return create(outgoing.event());
        }
        return changeWhatIsFound(outgoing.event(), wasTaken);
    }

    private Attempt create(ReleasedEvent event) {
        Reply reply = call("POST", EVENTS, bodies.created(event));
        if (reply.status() == 409) {
            // Made before, and perhaps by an earlier version: the last one is to stand there.
            return event.getVersion() == 1
                    ? found(
                            event,
                            report -> noted(event, String.valueOf(id(report)), report),
                            () -> Attempt.settled(Settlement.delivered(null)))
                    : changeWhatIsFound(event, true);
        }
        if (reply.status() == 400 && reply.json().findValue("eventsource") != null) {
            return Attempt.failed(Trouble.forOperator("EarthRanger does not know the event source for this user: check"
                    + " 'eventSource', and that the user owns the event provider that it belongs to."));
        }
        return switch (reply.meaning()) {
            case TAKEN -> made(event, id(reply.json()));
            case BAD_ITEM -> Attempt.settled(refused(reply));
            default -> Attempt.failed(reply.trouble());
        };
    }

    private Attempt made(ReleasedEvent event, @Nullable String id) {
        return id == null ? Attempt.settled(Settlement.delivered(null)) : note(event, id);
    }

    private Attempt changeWhatIsFound(ReleasedEvent event, boolean wasTaken) {
        return found(event, report -> change(event, String.valueOf(id(report))), () -> {
            if (!wasTaken && event.getWithdrawn()) {
                // Never sent, or taken away there: there is nothing to take back.
                return Attempt.settled(Settlement.delivered(null));
            }
            return Attempt.settled(
                    Settlement.refused("EarthRanger has the event, and does not say under which id, so that"
                            + " version " + event.getVersion() + " could not be put there."));
        });
    }

    /** Looks for the report of an event: by the mark in its note, or by its time and the mark in its message. */
    private Attempt found(ReleasedEvent event, Function<JsonNode, Attempt> whenFound, Supplier<Attempt> otherwise) {
        String mark = EventWords.mark(event);
        // Not the id alone: to some servers, a text that begins with a digit is the number of a report.
        Reply byNote = list(JSON.createObjectNode().put("text", mark.replace(".", "")));
        if (byNote.meaning() != Meaning.TAKEN) {
            return Attempt.failed(byNote.trouble());
        }
        List<JsonNode> reports = marked(byNote, mark);
        if (reports.isEmpty()) {
            Reply byTime = list(aroundBegin(event));
            if (byTime.meaning() != Meaning.TAKEN) {
                return Attempt.failed(byTime.trouble());
            }
            reports = marked(byTime, mark);
        }
        return reports.size() == 1 ? whenFound.apply(reports.get(0)) : otherwise.get();
    }

    private static ObjectNode aroundBegin(ReleasedEvent event) {
        Instant begin = EventWords.begin(event);
        ObjectNode filter = JSON.createObjectNode();
        filter.putObject("date_range")
                .put("lower", EventWords.time(begin.minusSeconds(1)))
                .put("upper", EventWords.time(begin.plusSeconds(1)));
        return filter;
    }

    private Reply list(JsonNode filter) {
        String value = URLEncoder.encode(filter.toString(), StandardCharsets.UTF_8);
        return http.get(PartnerHttp.at(target.url(), EVENTS + BRIEF + value), "Authorization", bearer());
    }

    private static List<JsonNode> marked(Reply reply, String mark) {
        List<JsonNode> marked = new ArrayList<>();
        for (JsonNode report : reply.json().path("data").path("results")) {
            if (id(report) != null && (report.path("message").asText().startsWith(mark) || hasNote(report, mark))) {
                marked.add(report);
            }
        }
        return marked;
    }

    private static boolean hasNote(JsonNode report, String beginning) {
        for (JsonNode note : report.path("notes")) {
            if (note.path("text").asText().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private Attempt change(ReleasedEvent event, String id) {
        Reply reply = call("PATCH", EVENT + id, event.getWithdrawn() ? bodies.withdrawn(event) : bodies.changed(event));
        if (reply.status() == 404) {
            return Attempt.settled(Settlement.refused("The partner no longer has the report that was to be changed."));
        }
        return switch (reply.meaning()) {
            case TAKEN -> noted(event, id, reply.json());
            case BAD_ITEM -> Attempt.settled(refused(reply));
            default -> Attempt.failed(reply.trouble());
        };
    }

    /** Delivered, with a note that says once how exact it is, and once why it is resolved. */
    private Attempt noted(ReleasedEvent event, String id, JsonNode answer) {
        JsonNode report = answer.has("data") ? answer.get("data") : answer;
        boolean said = event.getWithdrawn()
                ? hasNote(report, EventWords.remark(event))
                : !report.path("notes").isArray() || hasNote(report, EventWords.mark(event));
        return said ? delivered(id) : note(event, id);
    }

    private Attempt note(ReleasedEvent event, String id) {
        Reply reply =
                call("POST", EVENT + id + "/notes", JSON.createObjectNode().put("text", EventWords.remark(event)));
        if (reply.status() == 404) {
            // Deleted since: that is for the people there.
            return delivered(id);
        }
        return switch (reply.meaning()) {
            // The report is as it should be; a note that is refused is not worth more.
            case TAKEN, BAD_ITEM -> delivered(id);
            default -> Attempt.failed(reply.trouble());
        };
    }

    private static Attempt delivered(String id) {
        return Attempt.settled(Settlement.delivered(id));
    }

    private static Settlement refused(Reply reply) {
        return Settlement.refused("EarthRanger refuses the report (" + reply.status()
                + "): is its event type set up there, with the fields that are sent?");
    }

    private Reply call(String method, String path, JsonNode body) {
        return http.json(method, PartnerHttp.at(target.url(), path), "Authorization", bearer(), body);
    }

    private String bearer() {
        return "Bearer " + target.token().reveal();
    }

    /** A report's id, with or without EarthRanger's envelope; null where there is none that can stand in a path. */
    private static @Nullable String id(JsonNode answer) {
        JsonNode report = answer.has("data") ? answer.get("data") : answer;
        String id = report.path("id").asText();
        return ID.matcher(id).matches() ? id : null;
    }
}
