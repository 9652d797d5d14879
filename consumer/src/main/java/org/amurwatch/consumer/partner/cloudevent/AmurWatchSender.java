package org.amurwatch.consumer.partner.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.consumer.partner.file.AmurWatchTarget;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Reply;
import org.amurwatch.consumer.partner.send.Settlement;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Another Amur Watch: batches of CloudEvents to {@code POST /v1/events} of its HTTP ingest, as a source of its own. It answers
 * 202 for all of a batch, or 422 with the fields that are wrong, each with its place in the batch; what is not named there it
 * took. A repeat does no harm there, and of two statements about one event the later revision holds.
 */
public final class AmurWatchSender implements PartnerSender {

    private static final int MOST = 100;
    private static final int MOST_NAMED = 5;
    private static final Pattern PLACE = Pattern.compile("/(\\d{1,4})(/.*)?");

    private final AmurWatchTarget target;
    private final PartnerHttp http;

    public AmurWatchSender(AmurWatchTarget target, PartnerHttp http) {
        this.target = target;
        this.http = http;
    }

    @Override
    public int most() {
        return MOST;
    }

    /** Settles the leading ones that can't be sent, and those behind them up to the next such one. */
    @Override
    public Attempt send(List<Outgoing> events) {
        List<Settlement> impossible = new ArrayList<>();
        List<ObjectNode> envelopes = new ArrayList<>();
        for (Outgoing outgoing : events) {
            Optional<ObjectNode> envelope = PartnerCloudEvent.of(outgoing.event(), target.source());
            if (envelope.isPresent()) {
                envelopes.add(envelope.get());
            } else if (envelopes.isEmpty()) {
                impossible.add(
                        Settlement.refused("Its place is withheld, and an Amur Watch takes no event without one."));
            } else {
                break;
            }
        }
        if (envelopes.isEmpty()) {
            return Attempt.settled(impossible);
        }
        Attempt sent = post(envelopes);
        List<Settlement> all = new ArrayList<>(impossible);
        all.addAll(sent.settled());
        return new Attempt(all, sent.trouble(), sent.oneByOne());
    }

    private Attempt post(List<ObjectNode> envelopes) {
        HttpPost request = new HttpPost(PartnerHttp.at(target.url(), "/v1/events"));
        request.setHeader("Authorization", "Bearer " + target.key().reveal());
        request.setEntity(new ByteArrayEntity(PartnerHttp.bytes(EventBatch.of(envelopes)), EventBatch.TYPE));
        Reply reply = http.send(request);
        return switch (reply.meaning()) {
            case TAKEN ->
                Attempt.settled(envelopes.stream()
                        .map(taken -> Settlement.delivered(null))
                        .toList());
            case BAD_ITEM -> refused(reply, envelopes.size());
            default -> Attempt.failed(reply.trouble());
        };
    }

    private static Attempt refused(Reply reply, int count) {
        SortedMap<Integer, SortedSet<String>> wrong =
                reply.status() == 422 ? wrongFields(reply.json(), count) : new TreeMap<>();
        if (!wrong.isEmpty()) {
            List<Settlement> settled = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                SortedSet<String> fields = wrong.get(i);
                settled.add(fields == null ? Settlement.delivered(null) : Settlement.refused(sentence(fields)));
            }
            return Attempt.settled(settled);
        }
        return count == 1
                ? Attempt.settled(
                        Settlement.refused("The other Amur Watch refuses the event (" + reply.status() + ")."))
                : Attempt.againOneByOne();
    }

    /** By the place of an event in the batch, the fields of it that are wrong; empty where one names no event. */
    private static SortedMap<Integer, SortedSet<String>> wrongFields(JsonNode problem, int count) {
        SortedMap<Integer, SortedSet<String>> wrong = new TreeMap<>();
        for (JsonNode error : problem.path("errors")) {
            Matcher place = PLACE.matcher(error.path("pointer").asText());
            int index = place.matches() ? Integer.parseInt(place.group(1)) : count;
            if (index >= count) {
                return new TreeMap<>();
            }
            String field = place.group(2) == null ? "/" : place.group(2);
            wrong.computeIfAbsent(index, none -> new TreeSet<>()).add(field);
        }
        return wrong;
    }

    private static String sentence(SortedSet<String> fields) {
        return "The other Amur Watch refuses it for "
                + String.join(", ", fields.stream().limit(MOST_NAMED).toList()) + ".";
    }
}
