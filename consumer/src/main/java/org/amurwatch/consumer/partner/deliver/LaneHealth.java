package org.amurwatch.consumer.partner.deliver;

import java.time.Instant;
import org.amurwatch.consumer.partner.send.Trouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of how sending to one partner goes. Written by its worker, read by whoever looks. */
final class LaneHealth implements PartnerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LaneHealth.class);

    private final String partnerId;
    private final PartnerMetrics metrics;
    private volatile @Nullable Trouble current;
    private volatile @Nullable Instant lastSettled;

    LaneHealth(String partnerId, PartnerMetrics metrics) {
        this.partnerId = partnerId;
        this.metrics = metrics;
    }

    @Override
    public void failed(Trouble trouble, Instant next) {
        Trouble before = current;
        current = trouble;
        metrics.retried(partnerId);
        // Once for each new reason: a partner that is away for a week must not fill the log.
        if (before == null || !before.reason().equals(trouble.reason())) {
            LOG.warn("Partner {} waits; what is released is kept for it. {}", partnerId, trouble.reason());
        }
    }

    @Override
    public void settled(int delivered, int refused, Instant at) {
        if (current != null) {
            LOG.info("Partner {} takes events again.", partnerId);
        }
        current = null;
        lastSettled = at;
        metrics.settled(partnerId, delivered, refused, at);
    }

    @Nullable
    String trouble() {
        Trouble now = current;
        return now == null ? null : now.reason();
    }

    boolean needsOperator() {
        Trouble now = current;
        return now != null && now.needsOperator();
    }

    @Nullable
    Instant lastSettled() {
        return lastSettled;
    }
}
