package org.amurwatch.consumer.dispatch;

import org.amurwatch.avro.DeliveryReceipt;

/** Where dispatch answers how attempts ended. */
@FunctionalInterface
public interface Receipts {

    /** Takes a receipt; it may be stored later. One that gets lost is as an attempt that got lost: the ledger tries again. */
    void write(DeliveryReceipt receipt);
}
