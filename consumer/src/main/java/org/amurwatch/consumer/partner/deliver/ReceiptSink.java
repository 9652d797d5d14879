package org.amurwatch.consumer.partner.deliver;

import java.util.List;
import org.amurwatch.avro.PartnerReceipt;

/** Where receipts are written. */
@FunctionalInterface
public interface ReceiptSink {

    /**
     * Returns once all of them are stored for good.
     *
     * @throws RuntimeException if one is not, and perhaps none
     */
    void store(List<PartnerReceipt> receipts);
}
