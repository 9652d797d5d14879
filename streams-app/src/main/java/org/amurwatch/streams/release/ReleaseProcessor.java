package org.amurwatch.streams.release;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleaseEntry;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.StreamsBytes;
import org.amurwatch.streams.activity.StreamsCodec;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.reference.StoreView;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Hands changes, and the passing of decision time, to the ledger, and sends what it releases: by cell, with the attributes of a
 * CloudEvent in headers (Kafka binding, binary mode).
 */
final class ReleaseProcessor extends ContextualProcessor<String, ObservationChange, String, ReleasedEvent> {

    private static final Duration TURN = Duration.ofSeconds(1);

    private final Purpose purpose;
    private final DecisionClock clock;
    private final AudienceKeys keys;
    private final StoreView<Supplier<AgreementBook>> agreements;
    private final StoreView<Supplier<Gazetteer>> gazetteer;
    private @Nullable ReleaseLedger ledger;

    ReleaseProcessor(
            Purpose purpose,
            DecisionClock clock,
            AudienceKeys keys,
            StoreView<Supplier<AgreementBook>> agreements,
            StoreView<Supplier<Gazetteer>> gazetteer) {
        this.purpose = purpose;
        this.clock = clock;
        this.keys = keys;
        this.agreements = agreements;
        this.gazetteer = gazetteer;
    }

    @Override
    public void init(ProcessorContext<String, ReleasedEvent> context) {
        super.init(context);
        StationCells stations = new StationCells(map(context, ReleaseTopology.STATIONS_STORE));
        StoredReleases state = new StoredReleases(
                map(context, ReleaseTopology.EVENTS_STORE),
                map(context, ReleaseTopology.DUE_STORE),
                new StreamsCodec<>(ReleaseEntry.class));
        ReleaseLedger opened = new ReleaseLedger(
                state, purpose, agreements.open(context), new Generaliser(keys, gazetteer.open(context), stations));
        ledger = opened;
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, millis -> publish(opened.due(clock.now())));
    }

    private static OrderedBytes map(ProcessorContext<String, ReleasedEvent> context, String name) {
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(name);
        return new StreamsBytes(store);
    }

    @Override
    public void process(Record<String, ObservationChange> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        clock.seen(at);
        publish(Objects.requireNonNull(ledger, "init comes first").on(record.key(), record.value(), at));
    }

    private void publish(List<ReleasedEvent> released) {
        for (ReleasedEvent event : released) {
            context()
                    .forward(new Record<>(
                            cell(event), event, event.getReleasedAt().toEpochMilli(), headers(event)));
        }
    }

    private static String cell(ReleasedEvent event) {
        GridCell cell = event.getCell();
        return cell != null ? cell.getId() : "country/" + Objects.requireNonNullElse(event.getCountry(), "unknown");
    }

    private static RecordHeaders headers(ReleasedEvent event) {
        RecordHeaders headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.getId() + "/" + event.getVersion());
        put(headers, "ce_source", "/amurwatch/release/" + event.getAgreementId());
        put(headers, "ce_type", "org.amurwatch.released-event");
        put(headers, "ce_subject", event.getId());
        put(headers, "ce_time", event.getReleasedAt().toString());
        put(headers, "content-type", "application/vnd.confluent.avro");
        return headers;
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
