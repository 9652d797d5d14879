package org.amurwatch.producer.gateway.log;

/**
 * One thing that was accepted.
 *
 * @param sequence the order in which everything came, whatever the clock said: grows from record to record, with gaps
 * @param number counts the records of its kind and source
 * @param receivedAt when it came
 * @param kind what it is
 * @param source whose statement
 * @param payload what is sent for it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and made once from the bytes read.
public record LogRecord(
        long sequence, long number, ReceiptTime receivedAt, LogKind kind, String source, byte[] payload) {}
