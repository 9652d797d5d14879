package org.amurwatch.topic;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.security.Party;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topics in which the schema registry (Apicurio, storage "kafkasql") keeps what it knows. What they hold is its own
 * affair; they are listed to be created and to be let be read and written, and are not part of the catalogue.
 */
public final class RegistryTopics {

    /** What the names of its consumer groups begin with: a new one at each start. */
    public static final String GROUP_PREFIX = "apicurio-";

    private static final Set<Party> ITSELF = EnumSet.of(Party.REGISTRY);

    private static final List<Topic<?>> ALL = List.of(
            // Schemas and their ids are what this says from its beginning: nothing of it may ever be deleted.
            topic("kafkasql-journal", Cleanup.KEEP, null, ITSELF, ITSELF, "Every change of the schema registry."),
            topic("kafkasql-snapshots", Cleanup.KEEP, null, Set.of(), ITSELF, "Not used by us; it asks for it."),
            topic("registry-events", Cleanup.DELETE, Duration.ofDays(1), ITSELF, Set.of(), "Read by nobody."));

    private RegistryTopics() {}

    public static List<Topic<?>> all() {
        return ALL;
    }

    private static Topic<?> topic(
            String name,
            Cleanup cleanup,
            @Nullable Duration retention,
            Set<Party> writers,
            Set<Party> readers,
            String meaning) {
        // One partition each: the order of the journal is its database.
        return new Topic<SpecificRecord>(
                name, "its own", null, false, cleanup, retention, true, writers, readers, meaning);
    }
}
