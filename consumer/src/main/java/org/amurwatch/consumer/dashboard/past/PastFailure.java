package org.amurwatch.consumer.dashboard.past;

/** The index of the past can't be read or written now; its sentence says why. */
public final class PastFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PastFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    PastFailure(String sentence) {
        super(sentence);
    }
}
