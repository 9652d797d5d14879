package org.amurwatch.consumer.canary;

import java.time.Duration;

/** A way to the operator that needs nothing of the system: no brokers, no ledger. */
public interface OutOfBand {

    /**
     * Says that the way of alerts is shut.
     *
     * @param age since the last canary that arrived was received
     * @return whether somebody was told; if not, it is tried again
     */
    boolean shut(Duration age);

    /**
     * Says that it is open again; only after {@link #shut} was told.
     *
     * @param lasted from the last canary before to the first one after
     * @return as {@link #shut}
     */
    boolean openAgain(Duration lasted);
}
