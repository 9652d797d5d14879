package org.amurwatch.consumer.partner.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.file.SmartTarget;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Reply;
import org.amurwatch.consumer.partner.send.Reply.Meaning;
import org.amurwatch.consumer.partner.send.Settlement;

/**
 * Incidents of SMART Connect: {@code POST api/data/CONSERVATION_AREA}, in a session.
 *
 * <p>From version 7.5 on, an incident is known by a UUID that the client makes: ours is made from agreement and event, so that
 * an incident whose answer was lost is found there, and is changed instead of made again. Older servers have no such thing:
 * there a lost answer means a second observation, and a correction is a new observation that says what it corrects.
 */
public final class SmartSender implements PartnerSender {

    private final SmartTarget target;
    private final SmartSession session;
    private final SmartBody bodies;

    public SmartSender(SmartTarget target, PartnerHttp http) {
        this.target = target;
        this.session = new SmartSession(target, http);
        this.bodies = new SmartBody(target);
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public Attempt send(List<Outgoing> events) {
        Outgoing outgoing = events.get(0);
        ReleasedEvent event = outgoing.event();
        boolean known = outgoing.remoteId() != null;
        if (event.getWithdrawn()) {
            return withdraw(event, known);
        }
        Optional<Settlement> impossible = impossible(event);
        if (impossible.isPresent()) {
            return Attempt.settled(impossible.get());
        }
        return target.featureType().equals(SmartTarget.WAYPOINT)
                ? createOrChange(event)
                : post(event, bodies.observation(event, known));
    }

    private Optional<Settlement> impossible(ReleasedEvent event) {
        if (event.getPosition() == null) {
            return Optional.of(Settlement.refused("Its place is withheld, and SMART takes no incident without one."));
        }
        return target.category(event).isPresent()
                ? Optional.empty()
                : Optional.of(Settlement.refused("The partners file maps no category of SMART to what it shows."));
    }

    /** Whether the incident is there is asked each time: a receipt may be lost, and an incident deleted there. */
    private Attempt createOrChange(ReleasedEvent event) {
        Reply there = session.incident(bodies.uuid(event));
        if (there.meaning() != Meaning.TAKEN) {
            return Attempt.failed(there.trouble());
        }
        if (!isThere(there.json())) {
            return post(event, bodies.created(event));
        }
        Attempt incident = post(event, bodies.changedIncident(event));
        boolean taken =
                incident.trouble() == null && incident.settled().stream().allMatch(Settlement::delivered);
        return taken ? post(event, bodies.changedObservation(event)) : incident;
    }

    private Attempt withdraw(ReleasedEvent event, boolean known) {
        if (!target.featureType().equals(SmartTarget.WAYPOINT)) {
            return Attempt.settled(
                    known
                            ? Settlement.refused(
                                    "SMART before 7.5 has no way to take an observation back: its people must.")
                            : Settlement.delivered(null));
        }
        Reply there = session.incident(bodies.uuid(event));
        if (there.meaning() != Meaning.TAKEN) {
            return Attempt.failed(there.trouble());
        }
        return isThere(there.json())
                ? post(event, bodies.withdrawnIncident(event))
                : Attempt.settled(Settlement.delivered(null));
    }

    private static boolean isThere(JsonNode found) {
        return found.isArray() && !found.isEmpty();
    }

    private Attempt post(ReleasedEvent event, JsonNode body) {
        Reply reply = session.data(body);
        return switch (reply.meaning()) {
            case TAKEN -> Attempt.settled(Settlement.delivered(bodies.uuid(event)));
            case BAD_ITEM ->
                Attempt.settled(Settlement.refused("SMART refuses the incident (" + reply.status()
                        + "): are its category and attributes in the data model there?"));
            default -> Attempt.failed(reply.trouble());
        };
    }
}
