package org.amurwatch.producer.simulation;

/** What people come to do who do harm. */
public enum Behaviour {
    /** Nets in a river, from dusk, over a night or two. */
    NETTER(false),
    /** With a lamp and a rifle, by vehicle, at night. */
    NIGHT_HUNTER(false),
    /** On foot by day, as any villager, and again every few days. */
    SNARE_SETTER(false),
    /** After one leopard, for its skin; about once a year. */
    SKIN_POACHER(false),
    /** With dogs, at dawn, on the first days after snow. Kept out of all tuning. */
    DOG_HUNTER(true);

    private final boolean heldOut;

    Behaviour(boolean heldOut) {
        this.heldOut = heldOut;
    }

    /** Whether no policy may be tuned on it. */
    public boolean heldOut() {
        return heldOut;
    }
}
