package org.amurwatch.consumer.channel.webhook;

import java.time.Instant;
import java.util.Objects;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.consumer.cap.CapCategory;
import org.amurwatch.consumer.wording.EvidenceKinds;

/** What an alert is in the codes of CAP 1.2 (chapter 3.2). */
final class CapCodes {

    private CapCodes() {}

    /** Whether an alert is about the system itself: it belongs to no incident and no place. */
    static boolean isOfSystem(PatrolAlert alert) {
        return alert.getLevel() == PageLevel.NONE && alert.getIncidentId() == null;
    }

    /** Whether nothing more is asked for: the incident is over, by whatever end. */
    static boolean isOver(PatrolAlert alert) {
        return alert.getOver() || alert.getMessage() == AlertMessage.ALL_CLEAR;
    }

    static String status(PatrolAlert alert) {
        return switch (alert.getPurpose()) {
            case ACTUAL -> isOfSystem(alert) ? "System" : "Actual";
            case EXERCISE -> "Exercise";
            case TEST, CANARY -> "Test";
        };
    }

    /** Updates and cancellations name what they take the place of; where there is nothing to name, it is an alert. */
    static String messageType(PatrolAlert alert) {
        if (alert.getEarlier().isEmpty()) {
            return "Alert";
        }
        return isOver(alert) ? "Cancel" : "Update";
    }

    static String category(PatrolAlert alert) {
        if (isOfSystem(alert)) {
            return "Infra";
        }
        String category = CapCategory.of(alert.getKind());
        boolean missedCheckIn = EvidenceKinds.of(alert).containsKey("SIGNAL_CHECK_IN");
        return missedCheckIn && category.equals(CapCategory.SECURITY) ? "Rescue" : category;
    }

    /** Empty where nothing is asked for. AllClear is never said: an incident also ends where nobody found it clear. */
    static String responseType(PatrolAlert alert) {
        if (isOver(alert)) {
            return "";
        }
        return switch (alert.getLevel()) {
            case DISPATCH -> "Execute";
            case REVIEW -> "Assess";
            case NONE -> "";
        };
    }

    static String urgency(PatrolAlert alert) {
        if (isOver(alert)) {
            return "Past";
        }
        return switch (alert.getLevel()) {
            case DISPATCH -> "Immediate";
            case REVIEW -> "Expected";
            case NONE -> "Unknown";
        };
    }

    static String severity(PatrolAlert alert) {
        return switch (alert.getSeverity()) {
            case CRITICAL -> "Extreme";
            case SEVERE -> "Severe";
            case WARNING -> "Moderate";
            case INFO -> "Minor";
        };
    }

    /** What a patrol says itself is observed; else a team is sent for what is likely, and asked to look at what is possible. */
    static String certainty(PatrolAlert alert) {
        return switch (alert.getKind()) {
            case SOS, PATROL_CONTACT, ARREST -> "Observed";
            default ->
                switch (alert.getLevel()) {
                    case DISPATCH -> "Likely";
                    case REVIEW -> "Possible";
                    case NONE -> "Unknown";
                };
        };
    }

    /** When an alert was decided, which is when it was sent: the same on each attempt. */
    static Instant sent(PatrolAlert alert) {
        return Objects.requireNonNullElse(alert.getToldAt(), alert.getReceivedAt());
    }
}
