package org.amurwatch.consumer.partner.deliver;

import java.time.Instant;
import org.amurwatch.consumer.partner.send.Trouble;

/** Who wants to know how sending to a partner goes: metrics and health. */
public interface PartnerWatch {

    /** An attempt failed: it is made again, not before {@code next}. */
    void failed(Trouble trouble, Instant next);

    /** Events were settled. */
    void settled(int delivered, int refused, Instant at);
}
