package org.amurwatch.consumer.partner.gundi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.file.GundiTarget;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.EarthRangerForms;
import org.amurwatch.consumer.partner.send.EventWords;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Reply;
import org.amurwatch.consumer.partner.send.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * Gundi v2: one request an attempt, as often as its owners allow. New events go in lists ({@code POST events/}), changes one by
 * one ({@code PATCH events/ID/}).
 *
 * <p>Gundi knows no id of ours. A list whose answer was lost is sent again; what is sent is the same to the byte, by which Gundi
 * drops repeats for a while itself.
 */
public final class GundiSender implements PartnerSender {

    private static final int MOST = 100;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GundiTarget target;
    private final PartnerHttp http;

    public GundiSender(GundiTarget target, PartnerHttp http) {
        this.target = target;
        this.http = http;
    }

    @Override
    public int most() {
        return MOST;
    }

    /** Settles the first ones: those that need no request, the first that needs one of its own, or a list of new ones. */
    @Override
    public Attempt send(List<Outgoing> events) {
        List<Settlement> settled = new ArrayList<>();
        List<Outgoing> created = new ArrayList<>();
        for (Outgoing outgoing : events) {
            Settlement needless = withoutRequest(outgoing);
            boolean changes = needless == null && outgoing.remoteId() != null;
            if (!created.isEmpty() && (changes || needless != null)) {
                break;
            }
            if (changes) {
                return with(settled, change(outgoing.event(), String.valueOf(outgoing.remoteId())));
            }
            if (needless != null) {
                settled.add(needless);
            } else {
                created.add(outgoing);
            }
        }
        return created.isEmpty() ? Attempt.settled(settled) : with(settled, create(created));
    }

    private static Attempt with(List<Settlement> before, Attempt attempt) {
        List<Settlement> all = new ArrayList<>(before);
        all.addAll(attempt.settled());
        return new Attempt(all, attempt.trouble(), attempt.oneByOne());
    }

    private static @Nullable Settlement withoutRequest(Outgoing outgoing) {
        ReleasedEvent event = outgoing.event();
        if (event.getWithdrawn()) {
            return outgoing.remoteId() == null ? Settlement.delivered(null) : null;
        }
        return event.getPosition() == null
                ? Settlement.refused("Its place is withheld, and Gundi takes no event without one.")
                : null;
    }

    private Attempt create(List<Outgoing> events) {
        ArrayNode list = JSON.createArrayNode();
        events.forEach(outgoing -> list.add(body(outgoing.event())));
        Reply reply = http.json("POST", PartnerHttp.at(target.url(), "/events/"), "apikey", key(), list);
        return switch (reply.meaning()) {
            case TAKEN -> taken(events.size(), reply.json());
            case BAD_ITEM ->
                events.size() == 1
                        ? Attempt.settled(Settlement.refused("Gundi refuses the event (" + reply.status()
                                + "): is its event type known to the connection?"))
                        : Attempt.againOneByOne();
            default -> Attempt.failed(reply.trouble());
        };
    }

    /** One id for each, in their order; the answer to a single one may stand without a list. */
    private static Attempt taken(int count, JsonNode answer) {
        List<Settlement> settled = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = (answer.isArray() ? answer.path(i) : answer)
                    .path("object_id")
                    .asText();
            settled.add(Settlement.delivered(
                    ID.matcher(id).matches() && (answer.isArray() ? answer.size() == count : count == 1) ? id : null));
        }
        return Attempt.settled(settled);
    }

    private Attempt change(ReleasedEvent event, String id) {
        ObjectNode body = event.getWithdrawn()
                ? JSON.createObjectNode().put("status", "resolved").put("title", EventWords.title(event))
                : body(event);
        Reply reply = http.json("PATCH", PartnerHttp.at(target.url(), "/events/" + id + "/"), "apikey", key(), body);
        if (reply.status() == 404) {
            return Attempt.settled(Settlement.refused("Gundi no longer has the event that was to be changed."));
        }
        return switch (reply.meaning()) {
            case TAKEN -> Attempt.settled(Settlement.delivered(id));
            case BAD_ITEM ->
                Attempt.settled(Settlement.refused("Gundi refuses the change of the event (" + reply.status() + ")."));
            default -> Attempt.failed(reply.trouble());
        };
    }

    private ObjectNode body(ReleasedEvent event) {
        String type = target.types().of(event);
        ObjectNode body = JSON.createObjectNode()
                .put("source", target.source())
                .put("title", EventWords.title(event))
                .put("event_type", type)
                .put("recorded_at", EventWords.time(EventWords.begin(event)));
        Position position = event.getPosition();
        if (position != null) {
            body.putObject("location").put("lat", position.getLatitude()).put("lon", position.getLongitude());
        }
        ObjectNode details = EventWords.details(event).put("amurwatch_remark", EventWords.remark(event));
        EarthRangerForms.fill(details, type, event);
        body.set("event_details", details);
        return body;
    }

    private String key() {
        return target.key().reveal();
    }
}
