package org.amurwatch.streams.app;

import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.activity.ActivitySettings;
import org.amurwatch.streams.activity.ActivityTopology;
import org.amurwatch.streams.naming.TopicNames;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** Application "records": the counts. */
public final class RecordsTopology implements Supplier<Topology> {

    private final RegistrySerdes serdes;
    private final Purpose purpose;
    private final TopicNames topics;

    /** On the topics of the running system. */
    public RecordsTopology(RegistrySerdes serdes, Purpose purpose) {
        this(serdes, purpose, TopicNames.LIVE);
    }

    /** @param purpose what the system is set to, and so which events count */
    public RecordsTopology(RegistrySerdes serdes, Purpose purpose, TopicNames topics) {
        this.serdes = serdes;
        this.purpose = purpose;
        this.topics = topics;
    }

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        new ActivityTopology(serdes, ActivitySettings.standard(purpose), topics).addTo(builder);
        return builder.build();
    }
}
