package org.amurwatch.producer.gateway.log;

/** The log did not take something, and it is not on the disk as far as anybody knows. */
public final class NotAccepted extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** There is no more room for this kind. */
        FULL,
        /** The disk refused to write. */
        DISK,
        /** Too much waits to be written. */
        BUSY,
        /** The log is being closed. */
        CLOSED,
        /** It is larger than any record may be. */
        TOO_LARGE
    }

    public NotAccepted(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
