package org.amurwatch.event;

/** Ids of deliveries. */
public final class DeliveryId {

    private DeliveryId() {}

    /** The id of the delivery of an alert to an endpoint: the same on each attempt and however often the alert comes. */
    public static String of(String alertId, String endpoint) {
        return StableId.of(alertId, endpoint);
    }
}
