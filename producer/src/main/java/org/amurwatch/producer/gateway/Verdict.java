package org.amurwatch.producer.gateway;

import java.time.Duration;
import java.util.List;

/** What the centre's answer to a batch means for it. */
sealed interface Verdict {

    /** Each was dealt with by itself. */
    record Each(List<Item> items) implements Verdict {}

    /**
     * @param status as of a request of its own
     * @param answer what the centre said, as it came
     */
    record Item(int status, String answer) {

        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Whether the same event will be refused again. */
        boolean isRefused() {
            return status >= 400
                    && status < 500
                    && status != 401
                    && status != 403
                    && status != 408
                    && status != 425
                    && status != 429;
        }
    }

    /** Not now. */
    record Later(Duration notBefore, String reason) implements Verdict {}

    /** The source's key, or the key for this kind, is not let in. */
    record NotLetIn(String reason) implements Verdict {}

    /** The batch as a whole can't be taken: a smaller one may, and one of one event is refused. */
    record Whole(Item item) implements Verdict {}

    /** What answered is not the centre's ingest, or is one of another version. */
    record NotTheCentre(String reason) implements Verdict {}
}
