package org.amurwatch.producer.simulation;

/** What an event says: every kind of poaching alert by its name, an animal, or the place of a patrol. */
public enum EventKind {
    SOS,
    PATROL_CONTACT,
    ARREST,
    SNARE,
    TRAP,
    GUNSHOT,
    CARCASS,
    SKIN_OR_PART,
    CAMP,
    HUMAN_TRACKS,
    HUMAN_PRESENCE,
    VEHICLE,
    DOG,
    LIGHT,
    CHAINSAW,
    FIRE,
    POISON,
    WEAPON,
    CAMERA_TAMPERED,
    CAMERA_SILENT,
    LIVESTOCK_KILLED,
    OTHER,
    /** An animal was seen. */
    SIGHTING,
    /** Where a patrol is. */
    PATROL_POSITION
}
