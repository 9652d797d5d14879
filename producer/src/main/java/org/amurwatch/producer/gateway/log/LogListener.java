package org.amurwatch.producer.gateway.log;

/** Told what happens to the log that somebody should know of. Calls come from several threads, and return soon. */
public interface LogListener {

    /** Bytes at the end of a file were no whole record, as after a loss of power, and are left out. */
    default void cutOff(String file, long bytes) {}

    /** Bytes inside a file were no record: they are kept aside under a name, and what follows is sent. */
    default void damaged(String file, long bytes, String keptAs) {}

    /** The disk refused to write; what was to be written was not accepted. */
    default void diskFailed(String sentence) {}
}
