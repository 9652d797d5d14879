package org.amurwatch.producer.simulation;

/** What in truth was behind an event. */
public enum Origin {
    VILLAGER,
    /** The camera crew: its own pictures, and what it finds at a station that it can't explain otherwise. */
    CREW,
    PATROL,
    INCURSION,
    LEOPARD,
    TIGER,
    /** Prey, alive or killed by other animals. */
    PREY,
    LIVESTOCK,
    /** A machine that saw a person where none was, or heard a shot on a calm day. */
    DETECTOR_ERROR,
    /** A shot heard in thunder, wind or rain. */
    STORM,
    /** A shot that was fired lawfully. */
    LAWFUL_SHOT,
    /** A snare or net of earlier years that belongs to no incursion of this run. */
    OLD_SNARE,
    /** A camera that failed by itself. */
    CAMERA_FAILURE,
    /** A network that did not carry for a while. */
    NETWORK_OUTAGE,
    /** Somebody who told what was not so. */
    RUMOUR
}
