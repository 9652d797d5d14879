package org.amurwatch.producer.mqtt;

/** A message that no event can be made of. */
final class UnusableMessage extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, in a few words that never change: they are counted. */
    enum Reason {
        /** No subscription's topic fits. */
        NO_SUBSCRIPTION,
        /** The topic names a source that the subscription does not list. */
        UNKNOWN_SOURCE,
        /** Longer than is read. */
        TOO_LARGE,
        /** Not of the form that the subscription says. */
        UNREADABLE,
        /** The LoRaWAN server has not decoded what the device sent. */
        NOT_DECODED,
        /** Nothing says what was observed. */
        NO_TYPE,
        /** Neither the message nor the table of devices says where. */
        NO_POSITION,
        /** Neither the message nor the table of devices says whose tracker it is. */
        NO_TEAM,
        /** An old state with no time of its own: whether it was dealt with before can't be known. */
        RETAINED_WITHOUT_TIME,
        /** Amur Watch itself refused it, for as long as it is tried. */
        REFUSED
    }

    private final Reason reason;

    /** @param sentence what was expected and what came; cites no more than 100 characters */
    UnusableMessage(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** At most the first 100 characters. */
    static String cited(String text) {
        return "'" + (text.length() <= 100 ? text : text.substring(0, 100) + "...") + "'";
    }
}
