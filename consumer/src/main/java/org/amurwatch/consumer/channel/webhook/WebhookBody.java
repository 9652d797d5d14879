package org.amurwatch.consumer.channel.webhook;

import java.time.Instant;
import org.amurwatch.avro.AlertDelivery;

/** Writes what a webhook carries, in one form. Exact coordinates, names of people and species are in none. */
@FunctionalInterface
interface WebhookBody {

    /**
     * The body, in UTF-8.
     *
     * @param sender whom it is from, where the form says so
     * @param now from when "how long ago" is reckoned
     */
    byte[] of(AlertDelivery delivery, String sender, Instant now);
}
