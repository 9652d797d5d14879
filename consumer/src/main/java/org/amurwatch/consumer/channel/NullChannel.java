package org.amurwatch.consumer.channel;

import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.endpoint.Endpoint;
import org.amurwatch.consumer.endpoint.NullDestination;

/** Takes canaries, and tells nobody. An alert that comes here is one that nobody would hear of: it fails. */
public final class NullChannel implements Channel<NullDestination> {

    @Override
    public Answer attempt(Endpoint endpoint, NullDestination destination, AlertDelivery delivery) {
        return delivery.getAlert().getPurpose() == Purpose.CANARY
                ? Answer.delivered(null)
                : Answer.of(
                        DeliveryOutcome.FAILED,
                        "Channel 'null' tells nobody, and takes canaries alone: give the team another endpoint.");
    }
}
