package org.amurwatch.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;

/** Reads single events as the OpenAPI document has them, for ways in that wrap them in something else. For several threads. */
public final class EventReader {

    private final Map<LiveKind, EventForm> forms = new EnumMap<>(LiveKind.class);
    private final Map<LiveKind, ApiDocument.Check> checks = new EnumMap<>(LiveKind.class);
    private final Purpose purpose;
    private final Clock clock;

    /** @param purpose of events that don't say theirs */
    public EventReader(Purpose purpose, Clock clock) {
        this.purpose = purpose;
        this.clock = clock;
        ApiDocument document = new ApiDocument();
        for (EventForm form : List.of(new SightingForm(), new PoachingAlertForm(), new PatrolPositionForm())) {
            forms.put(form.kind(), form);
            checks.put(form.kind(), document.check(form.schema()));
        }
    }

    /**
     * The event that an item states.
     *
     * @param id of the event, whatever the item says; a position has none
     * @throws FaultyInput with every field that is not as the document has it
     */
    public LiveEvent read(LiveKind kind, JsonNode item, String sourceId, String id) throws FaultyInput {
        JsonNode stated = item;
        if (item instanceof ObjectNode object && kind != LiveKind.PATROL_POSITION) {
            // With an id, which a revision and a withdrawal must have.
            stated = object.deepCopy().put("id", id);
        }
        Objects.requireNonNull(checks.get(kind)).check(stated);
        return Objects.requireNonNull(forms.get(kind))
                .read(stated, new EventForm.Circumstances(sourceId, id, purpose, Instant.ofEpochMilli(clock.millis())));
    }
}
