package org.amurwatch.producer.simulation;

/** What noticed an event, and by which way it came in. */
public enum Sensor {
    /** A camera that sends each picture at once. */
    CAMERA_LIVE,
    /** A camera whose card is read when the crew comes. */
    CAMERA_CARD,
    /** A sensor that listens for shots. */
    ACOUSTIC,
    /** What a patrol or the camera crew reports. */
    PATROL_REPORT,
    /** Where a patrol is. */
    PATROL_POSITION,
    /** What an inhabitant tells. */
    TIP_OFF
}
