package org.amurwatch.consumer.alertpage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.read.Deliveries;
import org.amurwatch.consumer.read.DeliveryProgress;
import org.amurwatch.event.Canary;
import org.amurwatch.event.StableId;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.TopicFollower;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** The last alerts with the state of their deliveries and incidents, in memory. For several threads. */
public final class AlertBook {

    /** An alert goes to a few endpoints. */
    private static final int DELIVERIES_PER_ALERT = 4;

    private static final int MOST_MERGES = 10;

    /** What tells of the endpoint itself. */
    private static final Set<DeliveryOutcome> CALLS =
            EnumSet.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.RETRY, DeliveryOutcome.FAILED, DeliveryOutcome.GONE);

    private final int limit;
    private final Map<String, PatrolAlert> alerts;
    private final Map<Long, String> numbers;
    private final Map<String, Incident> incidents;
    private final Deliveries deliveries;
    private final Map<String, DeliveryReceipt> lastCalls;

    /** @param limit how many alerts, and how many incidents, are kept; the oldest go first */
    public AlertBook(int limit) {
        this.limit = limit;
        this.alerts = newest(limit);
        this.numbers = newest(limit);
        this.incidents = newest(limit);
        this.deliveries = new Deliveries(limit * DELIVERIES_PER_ALERT);
        this.lastCalls = newest(limit);
    }

    private static <K, V> Map<K, V> newest(int limit) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }

    /** What fills it from the topics, once it is started. */
    public TopicFollower feed(Connection connection) {
        return new TopicFollower("alert-book", connection)
                .last(Topics.PATROL_ALERTS, limit, this::add)
                .last(Topics.DELIVERIES, limit, this::add)
                .last(Topics.RECEIPTS, limit, this::add)
                .last(Topics.INCIDENTS, limit, this::add);
    }

    /**
     * An alert, how its deliveries stand, and what else was said of its incident.
     *
     * @param messages all of the incident to anybody, itself among them, oldest first
     * @param incident how the incident stands; null: the alert has none, or it is not known here yet
     */
    public record Entry(
            PatrolAlert alert,
            List<DeliveryProgress> deliveries,
            List<Message> messages,
            @Nullable Incident incident) {}

    /** One message to one team, and how its deliveries stand. */
    public record Message(PatrolAlert alert, List<DeliveryProgress> deliveries) {}

    /** Canaries are no alerts to be looked at, and must not push any out. */
    public synchronized void add(PatrolAlert alert) {
        if (alert.getPurpose() != Purpose.CANARY) {
            known(alert);
        }
    }

    /** The one copy that is kept of an alert: each of its deliveries comes with another, and most of the memory is alerts. */
    private PatrolAlert known(PatrolAlert alert) {
        PatrolAlert known = alerts.putIfAbsent(alert.getAlertId(), alert);
        if (known != null) {
            return known;
        }
        numbers.put(number(alert.getAlertId()), alert.getAlertId());
        return alert;
    }

    /** Keeps how an incident stands, if anybody was told of it; without its evidence, of which there can be much. */
    public synchronized void add(Incident incident) {
        if (incident.getToldTeamIds().isEmpty() && incident.getMergedInto() == null) {
            return;
        }
        // Taken out first, so that one that lives does not go as the oldest.
        incidents.remove(incident.getIncidentId());
        incidents.put(
                incident.getIncidentId(),
                Incident.newBuilder(incident).setEvidence(List.of()).build());
    }

    public synchronized void add(AlertDelivery delivery) {
        if (delivery.getAlert().getPurpose() != Purpose.CANARY) {
            delivery.setAlert(known(delivery.getAlert()));
            deliveries.add(delivery);
        }
    }

    public synchronized void add(DeliveryReceipt receipt) {
        if (!receipt.getTeamId().equals(Canary.TEAM_ID)) {
            deliveries.add(receipt);
            if (CALLS.contains(receipt.getOutcome())) {
                lastCalls.merge(
                        receipt.getEndpoint(),
                        receipt,
                        (known, next) -> next.getAttemptedAt().isBefore(known.getAttemptedAt()) ? known : next);
            }
        }
    }

    /** How the last call of each endpoint ended, by its name. */
    public synchronized Map<String, DeliveryReceipt> lastCalls() {
        return Map.copyOf(lastCalls);
    }

    public synchronized Optional<Entry> find(String alertId) {
        PatrolAlert alert = alerts.get(alertId);
        if (alert == null) {
            return Optional.empty();
        }
        Map<String, List<DeliveryProgress>> byAlert = deliveries.byAlert();
        List<Message> messages = ofIncident(alert).stream()
                .map(other -> new Message(other, byAlert.getOrDefault(other.getAlertId(), List.of())))
                .toList();
        return Optional.of(new Entry(alert, byAlert.getOrDefault(alertId, List.of()), messages, incident(alert)));
    }

    /** The alert of this {@link #number}. */
    public synchronized Optional<Entry> numbered(long number) {
        return Optional.ofNullable(numbers.get(number)).flatMap(this::find);
    }

    /** What was said of an incident to anybody, oldest first. */
    public synchronized List<Message> messages(String incidentId) {
        Map<String, List<DeliveryProgress>> byAlert = deliveries.byAlert();
        return about(incidentId).stream()
                .map(alert -> new Message(alert, byAlert.getOrDefault(alert.getAlertId(), List.of())))
                .toList();
    }

    /** A short stand-in for an alert's id, where 32 letters are too long; no two of those that are kept share one. */
    public static long number(String alertId) {
        return Long.parseUnsignedLong(StableId.of("alert", alertId).substring(0, 16), 16);
    }

    /** The alerts that were told to this endpoint, newest first. */
    public synchronized List<PatrolAlert> toldTo(String endpoint) {
        List<PatrolAlert> told = new ArrayList<>(alerts.values().stream()
                .filter(alert -> alert.getEndpoints().contains(endpoint))
                .toList());
        Collections.reverse(told);
        return told;
    }

    /** The incident of an alert as it stands now: where it became part of another, that one. */
    public synchronized @Nullable Incident incident(PatrolAlert alert) {
        Incident incident = alert.getIncidentId() == null ? null : incidents.get(alert.getIncidentId());
        for (int step = 0; step < MOST_MERGES && incident != null && incident.getMergedInto() != null; step++) {
            Incident into = incidents.get(incident.getMergedInto());
            if (into == null) {
                return incident;
            }
            incident = into;
        }
        return incident;
    }

    private List<PatrolAlert> ofIncident(PatrolAlert alert) {
        if (alert.getIncidentId() == null) {
            return List.of(alert);
        }
        return about(alert.getIncidentId());
    }

    private List<PatrolAlert> about(String incidentId) {
        return alerts.values().stream()
                .filter(alert -> incidentId.equals(alert.getIncidentId()))
                .sorted(Comparator.comparing(PatrolAlert::getReceivedAt).thenComparing(PatrolAlert::getSequence))
                .toList();
    }
}
