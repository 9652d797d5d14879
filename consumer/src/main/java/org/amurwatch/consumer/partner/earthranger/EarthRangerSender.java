package org.amurwatch.consumer.partner.earthranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

/**
 * Reports of EarthRanger: {@code POST activity/events}, and for later versions {@code PATCH activity/event/ID}.
 *
 * <p>A report is made under (eventsource, external_event_id), which EarthRanger takes once: a repeat is answered 409, and that
 * is success. The 409 does not say the report's id, and no list can be asked for by an external id; so the id stands in a
 * note of the report, by which EarthRanger's search finds it.
 */
public final class EarthRangerSender implements PartnerSender {

    private static final String EVENTS = "/api/v1.0/activity/events";
    private static final String EVENT = "/api/v1.0/activity/event/";
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
                            id -> Attempt.settled(Settlement.delivered(id)),
                            () -> Attempt.settled(Settlement.delivered(null)))
                    : changeWhatIsFound(event, true);
        }
        return switch (reply.meaning()) {
            case TAKEN -> Attempt.settled(Settlement.delivered(id(reply.json())));
            case BAD_ITEM -> Attempt.settled(refused(reply));
            default -> Attempt.failed(reply.trouble());
        };
    }

    private Attempt changeWhatIsFound(ReleasedEvent event, boolean wasTaken) {
        return found(event, id -> change(event, id), () -> {
            if (!wasTaken && event.getWithdrawn()) {
                // Never sent, or taken away there: there is nothing to take back.
                return Attempt.settled(Settlement.delivered(null));
            }
            return Attempt.settled(
                    Settlement.refused("EarthRanger has the event, and does not say under which id, so that"
                            + " version " + event.getVersion() + " could not be put there."));
        });
    }

    /** Looks for a report by the mark in its note. */
    private Attempt found(ReleasedEvent event, Function<String, Attempt> whenFound, Supplier<Attempt> otherwise) {
        String filter = URLEncoder.encode(
                JSON.createObjectNode().put("text", event.getId()).toString(), StandardCharsets.UTF_8);
        URI address = PartnerHttp.at(target.url(), EVENTS + "?include_notes=true&page_size=10&filter=" + filter);
        Reply reply = http.get(address, "Authorization", bearer());
        if (reply.meaning() != Meaning.TAKEN) {
            return Attempt.failed(reply.trouble());
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode one : reply.json().path("data").path("results")) {
            String id = id(one);
            if (id != null && isMarked(one, EventWords.mark(event))) {
                ids.add(id);
            }
        }
        return ids.size() == 1 ? whenFound.apply(ids.get(0)) : otherwise.get();
    }

    private static boolean isMarked(JsonNode report, String mark) {
        for (JsonNode note : report.path("notes")) {
            if (note.path("text").asText().startsWith(mark)) {
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
            case TAKEN -> event.getWithdrawn() ? noteWithdrawal(event, id, reply.json()) : delivered(id);
            case BAD_ITEM -> Attempt.settled(refused(reply));
            default -> Attempt.failed(reply.trouble());
        };
    }

    /** Says once why the report is resolved. */
    private Attempt noteWithdrawal(ReleasedEvent event, String id, JsonNode changed) {
        JsonNode report = changed.has("data") ? changed.get("data") : changed;
        String remark = EventWords.remark(event);
        for (JsonNode note : report.path("notes")) {
            if (note.path("text").asText().equals(remark)) {
                return delivered(id);
            }
        }
        Reply reply =
                call("POST", EVENT + id + "/notes", JSON.createObjectNode().put("text", remark));
        return switch (reply.meaning()) {
            // It is resolved and titled as withdrawn; a note that is refused is not worth more.
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
