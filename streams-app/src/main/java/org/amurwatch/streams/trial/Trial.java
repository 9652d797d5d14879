package org.amurwatch.streams.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.streams.incident.Circumstances;
import org.amurwatch.streams.incident.IncidentReplay;

/**
 * One set of rules on the events of the past. Each sector is decided by itself, so that events have to come in order within
 * their sector alone. Tells nobody. Not safe for several threads.
 */
public final class Trial {

    /** No rule looks back for longer: a sequence of three steps, 60 days each, and the greatest age of a sign. */
    public static final Duration LOOKS_BACK = Duration.ofDays(2 * 60 + 14);

    private final Circumstances circumstances;
    private final Instant to;
    private final RaisedNotes notes;
    private final Map<String, IncidentReplay> sectors = new TreeMap<>();

    /**
     * @param circumstances with the rules that are tried
     * @param from what is raised before is not counted; events from {@link #LOOKS_BACK} before should be given
     * @param to what is raised then or later is not counted
     * @param purposes of the events that count
     */
    public Trial(Circumstances circumstances, Instant from, Instant to, Set<Purpose> purposes) {
        this.circumstances = circumstances;
        this.to = to;
        this.notes = new RaisedNotes(from, to, purposes);
    }

    /** Something happened in a sector. */
    public void on(String sectorId, SectorEvent event, Instant receivedAt) {
        sector(sectorId).on(sectorId, event, receivedAt);
    }

    /** Somebody answered about an incident; where these rules had none of that id, that changes nothing. */
    public void on(PatrolResponse response, Instant receivedAt) {
        sector(response.getSectorId()).on(response, receivedAt);
    }

    private IncidentReplay sector(String sectorId) {
        IncidentReplay known = sectors.get(sectorId);
        if (known != null) {
            return known;
        }
        IncidentReplay[] self = new IncidentReplay[1];
        self[0] = new IncidentReplay(circumstances, effects -> notes.decided(effects, self[0].now()));
        sectors.put(sectorId, self[0]);
        return self[0];
    }

    /** The period is over: what falls due until then is done, and told is what was raised. */
    public Raised end() {
        sectors.values().forEach(sector -> sector.advance(to));
        return notes.raised();
    }
}
