package org.amurwatch.producer.live;

/** What a live source may send. */
public enum LiveKind {
    SIGHTING,
    POACHING_ALERT,
    PATROL_POSITION
}
