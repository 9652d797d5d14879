package org.amurwatch.producer.earthranger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.FixMapping;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.dialect.JsonFields;
import org.amurwatch.producer.dialect.StableUuid;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.dialect.TrackerFix;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;

/**
 * Reads positions as EarthRanger's clients post them ({@code sensors/generic/PROVIDER/status}). A radio whose state is
 * {@code alarm}, for somebody pressed its emergency button, is a call of a patrol in danger too, whomever it is with.
 */
public final class EarthRangerFixes {

    private static final int MOST_FIXES = 100;

    private final FixMapping mapping;
    private final Purpose purpose;
    private final Clock clock;

    public EarthRangerFixes(Dialect dialect) {
        this.mapping = dialect.fixes();
        this.purpose = dialect.purpose();
        this.clock = dialect.clock();
    }

    /**
     * @param provider who runs the devices, as the path says
     * @throws FaultyInput if the body is no position and no list of positions
     */
    public StatedItems read(byte[] body, String provider, String sourceId) throws FaultyInput {
        return StatedItems.read(
                JsonBody.objects(body, MOST_FIXES), (fix, pointer) -> item(fix, pointer, provider, sourceId));
    }

    private StatedItem item(JsonNode object, String pointer, String provider, String sourceId) throws FaultyInput {
        JsonFields fields = JsonFields.of(object, pointer);
        if ("heartbeat".equals(fields.optionalWord("message_key"))) {
            return new StatedItem(Map.of("outcome", Outcome.HEARTBEAT), List.of(), List.of());
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant stated = fields.optionalTime("recorded_at", true);
        if (stated == null && !fields.has("recorded_at")) {
            fields.fault("recorded_at", "missing: expected a time, such as 2026-01-17T06:18:44Z.");
        }
        TrackerFix fix = new TrackerFix(
                provider,
                fields.word("manufacturer_id"),
                fields.optionalWord("subject_name"),
                "wildlife".equalsIgnoreCase(fields.optionalWord("subject_type")),
                fields.optionalWord("subject_subtype"),
                stated == null ? now : stated,
                fields.position("location", "lat", "lon"));
        fields.check();
        boolean known = mapping.knows(fix);
        List<LiveEvent> events = new ArrayList<>();
        mapping.event(fix, sourceId, now).ifPresent(events::add);
        call(fields, fix, sourceId, now).ifPresent(events::add);
        return new StatedItem(
                Map.of("outcome", !events.isEmpty() ? Outcome.TAKEN : known ? Outcome.LEFT_OUT : Outcome.UNKNOWN),
                events,
                List.of());
    }

    /** What became of a position. */
    enum Outcome {
        TAKEN,
        LEFT_OUT,
        UNKNOWN,
        HEARTBEAT
    }

    private Optional<LiveEvent> call(JsonFields fields, TrackerFix fix, String sourceId, Instant now)
            throws FaultyInput {
        if (!fields.value("additional").isObject()) {
            return Optional.empty();
        }
        JsonFields additional = fields.object("additional");
        String state = additional.value("radio_state").asText("");
        if (!state.toLowerCase(Locale.ROOT).equals("alarm")) {
            return Optional.empty();
        }
        // The state lasts over many positions: by its beginning they are one call.
        String since = additional.value("radio_state_at").asText(fix.at().toString());
        return Optional.of(new LiveEvent.OfPoachingAlert(
                PoachingAlert.newBuilder()
                        .setProvenance(Provenance.newBuilder()
                                .setSourceId(sourceId)
                                .setEventId(StableUuid.of(sourceId, "alarm", fix.provider(), fix.device(), since))
                                .setRevision(now)
                                .build())
                        .setPurpose(purpose)
                        .setObservedAt(fix.at())
                        .setPosition(fix.position())
                        .setMethod(ObservationMethod.REPORT)
                        .setKind(AlertKind.SOS)
                        .setStatedKind("radio_state alarm")
                        .build(),
                null));
    }
}
