package org.amurwatch.producer.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.http.EventReader;
import org.amurwatch.producer.http.Gate;
import org.amurwatch.producer.http.Guest;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.http.Reply;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;

/**
 * {@code /v1/events}: our own events, each in the envelope of a CloudEvent, alone or in a batch (structured mode), or with the
 * envelope in headers (binary mode). The type says which kind of event it is.
 */
public final class CloudEventRoutes implements IngestRoutes {

    private static final String WAY = "cloudevents";
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String JSON = "application/json";
    private static final int MOST = 1_000;
    private static final Map<String, LiveKind> TYPES = Map.of(
            "org.amurwatch.sighting", LiveKind.SIGHTING,
            "org.amurwatch.poaching-alert", LiveKind.POACHING_ALERT,
            "org.amurwatch.patrol-position", LiveKind.PATROL_POSITION);

    private final EventReader events;

    public CloudEventRoutes(EventReader events) {
        this.events = events;
    }

    /** As the command makes it. */
    public static CloudEventRoutes of(HttpParts parts) {
        return new CloudEventRoutes(new EventReader(parts.connection().purpose(), parts.clock()));
    }

    @Override
    public void addTo(RoutesConfig routes, Gate gate) {
        routes.post("/v1/events", gate.guard(WAY, this::take));
    }

    private CompletableFuture<Reply> take(Context context, Guest guest) throws FaultyInput {
        byte[] body = guest.body(STRUCTURED, BATCH, JSON);
        StatedItems items;
        if (guest.mediaType().equals(JSON)) {
            items = new StatedItems(List.of(item(Envelope.binary(context::header, body), guest.sourceId())), false);
        } else {
            items = StatedItems.read(
                    JsonBody.objects(body, MOST),
                    (envelope, pointer) -> item(Envelope.structured(envelope, pointer), guest.sourceId()));
        }
        return items.accept(guest, all -> all.answered(202));
    }

    private StatedItem item(Envelope envelope, String sourceId) throws FaultyInput {
        LiveKind kind = TYPES.get(envelope.type());
        if (kind == null) {
            throw new FaultyInput(
                    envelope.dataPointer().replaceFirst("/data$", "/type"),
                    "expected one of "
                            + String.join(", ", TYPES.keySet().stream().sorted().toList()) + ".");
        }
        LiveEvent event = read(envelope, kind, sourceId);
        return StatedItem.of(Map.of("source", sourceId, "id", envelope.eventId()), Optional.of(event));
    }

    private LiveEvent read(Envelope envelope, LiveKind kind, String sourceId) throws FaultyInput {
        JsonNode data = envelope.data();
        try {
            return events.read(kind, data, sourceId, envelope.eventId());
        } catch (FaultyInput e) {
            List<Fault> placed = new ArrayList<>();
            e.faults()
                    .forEach(fault -> placed.add(new Fault(envelope.dataPointer() + fault.field(), fault.sentence())));
            throw new FaultyInput(placed);
        }
    }
}
