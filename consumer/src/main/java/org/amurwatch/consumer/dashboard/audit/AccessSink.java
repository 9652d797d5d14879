package org.amurwatch.consumer.dashboard.audit;

import org.amurwatch.avro.AccessEntry;

/** Where entries go. Waits for nothing. */
@FunctionalInterface
public interface AccessSink {

    /** Takes one to be written after those before it; false: it is not taken, and what it tells of is not to be given. */
    boolean take(AccessEntry entry);
}
