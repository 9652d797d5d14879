package org.amurwatch.streams.app;

import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.activity.ActivitySettings;
import org.amurwatch.streams.activity.ActivityTopology;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** Application "records": the counts. */
public final class RecordsTopology implements Supplier<Topology> {

    private final RegistrySerdes serdes;
    private final Purpose purpose;

    /** @param purpose what the system is set to, and so which events count */
    public RecordsTopology(RegistrySerdes serdes, Purpose purpose) {
        this.serdes = serdes;
        this.purpose = purpose;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        new ActivityTopology(serdes, ActivitySettings.standard(purpose)).addTo(builder);
        return builder.build();
    }
}
