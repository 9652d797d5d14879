package org.amurwatch.producer.table;

/** A row that can't be used; the message is the reason, for the person who can mend the row. */
public final class UnusableRow extends Exception {

    private static final long serialVersionUID = 1L;

    /** Without a stack trace: a package may hold millions of them. */
    public UnusableRow(String reason) {
        super(reason, null, false, false);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** A cell's text for a reason: shortened, so that no long free text gets into messages. */
    public static String shown(String text) {
        return "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "'";
    }
}
