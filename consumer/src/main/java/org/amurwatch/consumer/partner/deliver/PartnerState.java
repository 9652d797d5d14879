package org.amurwatch.consumer.partner.deliver;

import java.time.Instant;
import org.amurwatch.consumer.partner.file.Partner;
import org.jspecify.annotations.Nullable;

/**
 * How sending to one partner stands.
 *
 * @param joined whether it is a member of its group
 * @param partitions how many partitions it reads
 * @param lastPoll when it last asked the brokers
 * @param lag records that it has still to pass, those of other agreements among them
 * @param waitsSince when the first event was released that waits for the partner; null: none does
 * @param lastSettled when something was last taken or refused, since this process began
 * @param trouble why it waits; null where it goes well
 * @param needsOperator whether somebody must mend something
 * @param failure what the worker died of
 */
public record PartnerState(
        Partner partner,
        boolean joined,
        int partitions,
        @Nullable Instant lastPoll,
        long lag,
        @Nullable Instant waitsSince,
        @Nullable Instant lastSettled,
        @Nullable String trouble,
        boolean needsOperator,
        @Nullable String failure) {}
