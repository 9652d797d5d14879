package org.amurwatch.streams.app;

import java.util.List;

/**
 * How one application is.
 *
 * @param name decisions or records
 * @param state Kafka Streams' name of its state
 * @param caughtUp whether it has processed what its topics held when it came up
 * @param deadLetters records that it put aside since the process started
 * @param skippedReferenceRecords reference records that it could not use since the process started
 * @param unusableReferenceRecords why the last record of a key could not be used; empty when all is well
 */
public record ApplicationHealth(
        String name,
        String applicationId,
        String state,
        boolean caughtUp,
        long deadLetters,
        long skippedReferenceRecords,
        List<String> unusableReferenceRecords) {}
