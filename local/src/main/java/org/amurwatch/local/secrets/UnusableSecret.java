package org.amurwatch.local.secrets;

/** A file of the folder can't be what its name says. The message says why and what to do; it never holds the content. */
final class UnusableSecret extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableSecret(String sentence) {
        super(sentence);
    }

    UnusableSecret(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
