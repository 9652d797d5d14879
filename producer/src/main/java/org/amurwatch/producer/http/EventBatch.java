package org.amurwatch.producer.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.EventKey;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.amurwatch.producer.live.LiveEvent;
import org.jspecify.annotations.Nullable;

/** The events of one request, and what is to be said about each item of it. */
final class EventBatch implements JsonItems.Taker {

    private static final ObjectMapper SORTED =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private final EventForm form;
    private final ApiDocument.Check check;
    private final String sourceId;
    private final @Nullable String idempotencyKey;
    private final Purpose purpose;
    private final Instant receivedAt;
    private final List<LiveEvent> events = new ArrayList<>();
    private final List<Map<String, Object>> results = new ArrayList<>();
    private @Nullable List<Fault> firstFaults;

    /**
     * @param idempotencyKey makes the ids of events that have none; null: their content does
     * @param purpose of events that don't say
     */
    EventBatch(
            EventForm form,
            ApiDocument.Check check,
            String sourceId,
            @Nullable String idempotencyKey,
            Purpose purpose,
            Instant receivedAt) {
        this.form = form;
        this.check = check;
        this.sourceId = sourceId;
        this.idempotencyKey = idempotencyKey;
        this.purpose = purpose;
        this.receivedAt = receivedAt;
    }

    @Override
    public void item(JsonNode item) {
        try {
            check.check(item);
            LiveEvent event =
                    form.read(item, new EventForm.Circumstances(sourceId, derivedId(item), purpose, receivedAt));
            events.add(event);
            results.add(result(202, identity(event)));
        } catch (FaultyInput e) {
            reject(422, e.faults());
        }
    }

    @Override
    public void broken(String sentence) {
        reject(400, List.of(new Fault("", sentence)));
    }

    List<LiveEvent> events() {
        return events;
    }

    /** What is wrong with the first item that is; null where all are right. */
    @Nullable
    List<Fault> firstFaults() {
        return firstFaults;
    }

    /** How many items there were. */
    int size() {
        return results.size();
    }

    /** The answer to a single one that was accepted. */
    Reply single() {
        return Reply.json(202, identity(events.get(0)));
    }

    /** The answer to a batch, once its events are accepted. */
    Reply all() {
        Map<String, Object> body = new LinkedHashMap<>();
        int accepted = events.size();
        if (accepted == 0) {
            body.put("type", "about:blank");
            body.put("title", "Wrong fields");
            body.put("status", 422);
            body.put("detail", "Every item is wrong, as 'results' says: nothing was taken.");
        }
        body.put("accepted", accepted);
        body.put("rejected", size() - accepted);
        body.put("results", results);
        if (accepted == 0) {
            return Reply.json(422, "application/problem+json", body, Map.of());
        }
        return Reply.json(accepted == size() ? 202 : 200, body);
    }

    private void reject(int status, List<Fault> faults) {
        if (firstFaults == null) {
            firstFaults = faults;
        }
        results.add(result(status, Map.of("errors", Refusal.errors(faults))));
    }

    private Map<String, Object> result(int status, Map<String, ?> more) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("index", size());
        result.put("status", status);
        result.putAll(more);
        return result;
    }

    /** Holds nothing that differs when the same comes again. */
    private static Map<String, String> identity(LiveEvent event) {
        Map<String, String> identity = new LinkedHashMap<>();
        if (event instanceof LiveEvent.OfPatrolPosition position) {
            identity.put("source", position.value().getSourceId());
            identity.put("team", event.key());
        } else {
            int slash = event.key().indexOf('/');
            EventKey key =
                    new EventKey(event.key().substring(0, slash), event.key().substring(slash + 1));
            identity.put("source", key.sourceId());
            identity.put("id", key.eventId());
        }
        return identity;
    }

    private String derivedId(JsonNode item) {
        if (idempotencyKey != null) {
            return StableId.of("idempotency-key", form.schema(), idempotencyKey, Integer.toString(size()));
        }
        try {
            Object sorted = SORTED.treeToValue(item, Object.class);
            return StableId.of("content", form.schema(), SORTED.writeValueAsString(sorted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON can't be written as JSON.", e);
        }
    }
}
