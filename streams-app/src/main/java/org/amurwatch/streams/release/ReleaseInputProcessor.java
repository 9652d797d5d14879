package org.amurwatch.streams.release;

import java.util.Objects;
import java.util.function.Supplier;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.reference.StoreView;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Passes on what an agreement names, by station. */
final class ReleaseInputProcessor extends ContextualProcessor<String, ObservationChange, String, ObservationChange> {

    private final Purpose purpose;
    private final StoreView<Supplier<AgreementBook>> agreements;
    private final boolean live;
    private @Nullable Supplier<AgreementBook> opened;

    /** @param live false for a generation that is being built beside the running one: that releases nothing */
    ReleaseInputProcessor(Purpose purpose, StoreView<Supplier<AgreementBook>> agreements, boolean live) {
        this.purpose = purpose;
        this.agreements = agreements;
        this.live = live;
    }

    @Override
    public void init(ProcessorContext<String, ObservationChange> context) {
        super.init(context);
        opened = agreements.open(context);
    }

    @Override
    public void process(Record<String, ObservationChange> record) {
        if (live) {
            AgreementBook book =
                    Objects.requireNonNull(opened, "init comes first").get();
            ReleaseInput.of(record.value(), book, purpose).forEach(placed -> context()
                    .forward(new Record<>(placed.place(), placed.change(), record.timestamp())));
        }
    }
}
