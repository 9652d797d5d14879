package org.amurwatch.streams.incident;

import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.streams.routing.Because;

/**
 * Why an event is no longer evidence.
 *
 * @param words for incident.evidence
 * @param because for those who were told
 * @param end what an incident becomes that has lost all its evidence so
 */
record Loss(String words, Because because, IncidentState end) {

    static final Loss WITHDRAWN = new Loss("withdrawn", Because.WITHDRAWN, IncidentState.WITHDRAWN);
    static final Loss CORRECTED = new Loss("corrected", Because.CORRECTED, IncidentState.WITHDRAWN);

    /** Of what stays as it was: other evidence was taken away. */
    static final Loss ALONE = new Loss("nothing connects it any more", Because.NOT_ENOUGH, IncidentState.WITHDRAWN);

    static Loss explained(Explanation explanation) {
        return new Loss("explained", Because.explained(explanation), IncidentState.EXPLAINED);
    }

    /**
     * What was concluded holds no longer.
     *
     * @param open the signal as it stood
     * @param ended the same, ended
     */
    static Loss ended(Signal open, Signal ended) {
        Because because =
                switch (ended.getKind()) {
                    case CHECK_IN -> Because.PATROL_HEARD;
                    case ABSENCE -> heard(open, ended);
                    case BASELINE -> Because.USUAL;
                    case CROSSING, MOVEMENT -> Because.SIGHTINGS_CORRECTED;
                };
        return new Loss("ended", because, IncidentState.ENDED);
    }

    /** An absence that an event ends names that event; a deployment is none. */
    private static Because heard(Signal open, Signal ended) {
        if (ended.getSubjectKind() != SignalSubject.STATION) {
            return Because.ANIMAL_SEEN;
        }
        return ended.getEventKeys().equals(open.getEventKeys()) ? Because.STATION_TAKEN_DOWN : Because.STATION_HEARD;
    }
}
