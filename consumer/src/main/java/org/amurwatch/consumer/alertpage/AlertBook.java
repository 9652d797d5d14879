package org.amurwatch.consumer.alertpage;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.read.Deliveries;
import org.amurwatch.consumer.read.DeliveryProgress;

/** The last alerts with the state of their deliveries, in memory. For several threads. */
public final class AlertBook {

    /** An alert goes to a few endpoints. */
    private static final int DELIVERIES_PER_ALERT = 4;

    private final Map<String, PatrolAlert> alerts;
    private final Deliveries deliveries;

    /** @param limit how many alerts are kept; the oldest go first */
    public AlertBook(int limit) {
        this.alerts = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, PatrolAlert> eldest) {
                return size() > limit;
            }
        };
        this.deliveries = new Deliveries(limit * DELIVERIES_PER_ALERT);
    }

    /**
     * An alert, how its deliveries stand, and what else was said of its incident.
     *
     * @param messages all of the incident to anybody, itself among them, oldest first
     */
    public record Entry(PatrolAlert alert, List<DeliveryProgress> deliveries, List<Message> messages) {}

    /** One message to one team, and how its deliveries stand. */
    public record Message(PatrolAlert alert, List<DeliveryProgress> deliveries) {}

    public synchronized void add(PatrolAlert alert) {
        alerts.put(alert.getAlertId(), alert);
    }

    public synchronized void add(AlertDelivery delivery) {
        deliveries.add(delivery);
    }

    public synchronized void add(DeliveryReceipt receipt) {
        deliveries.add(receipt);
    }

    public synchronized Optional<Entry> find(String alertId) {
        PatrolAlert alert = alerts.get(alertId);
        return alert == null
                ? Optional.empty()
                : Optional.of(new Entry(alert, deliveries.of(alertId), messages(alert)));
    }

    private List<Message> messages(PatrolAlert alert) {
        if (alert.getIncidentId() == null) {
            return List.of(new Message(alert, deliveries.of(alert.getAlertId())));
        }
        return alerts.values().stream()
                .filter(other -> alert.getIncidentId().equals(other.getIncidentId()))
                .sorted(Comparator.comparing(PatrolAlert::getReceivedAt).thenComparing(PatrolAlert::getSequence))
                .map(other -> new Message(other, deliveries.of(other.getAlertId())))
                .toList();
    }
}
