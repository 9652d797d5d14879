package org.amurwatch.streams.patrol;

import org.amurwatch.avro.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/** A position that can't be used; the message is a sentence that says what was expected and what came. */
final class UnusablePosition extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;

    UnusablePosition(DeadLetterReason reason, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    static UnusablePosition invalid(String sentence) {
        return new UnusablePosition(DeadLetterReason.INVALID, sentence, null);
    }

    DeadLetterReason reason() {
        return reason;
    }
}
