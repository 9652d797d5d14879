package org.amurwatch.consumer.incident;

import java.util.Set;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;

/** Which incidents somebody still has to do with. */
public final class IncidentStates {

    private static final Set<IncidentState> OPEN =
            Set.of(IncidentState.OPEN, IncidentState.ACKNOWLEDGED, IncidentState.RESPONDING);

    private IncidentStates() {}

    public static boolean isOpen(Incident incident) {
        return OPEN.contains(incident.getState());
    }
}
