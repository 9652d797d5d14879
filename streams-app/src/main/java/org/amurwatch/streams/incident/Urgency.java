package org.amurwatch.streams.incident;

import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.streams.rule.RuleEvent;

/** What goes past grouping, cool-down and review: our own people may be in danger. */
final class Urgency {

    private Urgency() {}

    static boolean isUrgent(RuleEvent event) {
        return event.kind() == AlertKind.SOS
                || event.kind() == AlertKind.PATROL_CONTACT
                || (event.signal() != null && event.signal().getKind() == SignalKind.CHECK_IN);
    }
}
