package org.amurwatch.consumer.read;

import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.Canary;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;

/** Reads all deliveries with their receipts from the topics. */
public final class DeliveryTopics {

    private final TopicReader reader;
    private final boolean canaries;

    /** @param canaries whether canaries, one each minute, are read too */
    public DeliveryTopics(Connection connection, boolean canaries) {
        this.reader = new TopicReader(connection);
        this.canaries = canaries;
    }

    /** All but the canaries. */
    public static Deliveries read(Connection connection) {
        return new DeliveryTopics(connection, false).all();
    }

    Deliveries all() {
        Deliveries deliveries = new Deliveries(Integer.MAX_VALUE);
        reader.read(Topics.DELIVERIES, (raw, attempt) -> {
            if (isWanted(attempt)) {
                deliveries.add(attempt);
            }
        });
        reader.read(Topics.RECEIPTS, (raw, receipt) -> {
            if (isWanted(receipt)) {
                deliveries.add(receipt);
            }
        });
        return deliveries;
    }

    /** Everything that is known of one; empty for an unknown one. */
    DeliveryHistory of(String deliveryId) {
        DeliveryHistory history = new DeliveryHistory();
        reader.read(Topics.DELIVERIES, (raw, attempt) -> {
            if (attempt.getDeliveryId().equals(deliveryId)) {
                history.asked(attempt, raw.timestamp());
            }
        });
        reader.read(Topics.RECEIPTS, (raw, receipt) -> {
            if (receipt.getDeliveryId().equals(deliveryId)) {
                history.answered(receipt);
            }
        });
        return history;
    }

    private boolean isWanted(AlertDelivery attempt) {
        return canaries || attempt.getAlert().getPurpose() != Purpose.CANARY;
    }

    private boolean isWanted(DeliveryReceipt receipt) {
        return canaries || !receipt.getTeamId().equals(Canary.TEAM_ID);
    }
}
