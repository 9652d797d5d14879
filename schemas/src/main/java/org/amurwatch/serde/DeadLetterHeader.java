package org.amurwatch.serde;

import java.util.Optional;
import org.amurwatch.avro.DeadLetterContext;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;

/** The header of a dead letter that says why it is one and where it came from. */
public final class DeadLetterHeader {

    public static final String NAME = "amurwatch.dead-letter";

    private static final Serde<DeadLetterContext> SERDE = StoreSerde.of(DeadLetterContext.class);

    private DeadLetterHeader() {}

    public static void put(Headers headers, DeadLetterContext context) {
        headers.remove(NAME);
        headers.add(NAME, SERDE.serializer().serialize(NAME, context));
    }

    /** The context; empty for a record that is no dead letter of ours. */
    public static Optional<DeadLetterContext> read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        return header == null
                ? Optional.empty()
                : Optional.of(SERDE.deserializer().deserialize(NAME, header.value()));
    }
}
