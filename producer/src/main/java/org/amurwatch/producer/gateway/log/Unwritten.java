package org.amurwatch.producer.gateway.log;

import java.util.concurrent.CompletableFuture;

/** What is to be written, and whoever waits for it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record Unwritten(LogKind kind, String source, ReceiptTime receivedAt, byte[] payload, CompletableFuture<Long> answer) {

    int size() {
        return RecordForm.size(source, payload);
    }
}
