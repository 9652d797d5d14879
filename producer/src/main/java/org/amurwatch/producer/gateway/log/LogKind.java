package org.amurwatch.producer.gateway.log;

import org.amurwatch.producer.live.LiveKind;

/** Kinds of events on a gateway's disk, in the order in which they are sent. */
public enum LogKind {
    /** Calls for help and contacts with poachers: sent before all else, and refused by no limit. */
    URGENT(LiveKind.POACHING_ALERT),
    POACHING_ALERT(LiveKind.POACHING_ALERT),
    PATROL_POSITION(LiveKind.PATROL_POSITION),
    SIGHTING(LiveKind.SIGHTING);

    private final LiveKind liveKind;

    LogKind(LiveKind liveKind) {
        this.liveKind = liveKind;
    }

    public LiveKind liveKind() {
        return liveKind;
    }
}
