package org.amurwatch.consumer.dispatch;

import java.time.Duration;
import org.amurwatch.consumer.canary.OutOfBand;

/** For tests in which nobody is to be told past the system. */
final class NobodyToTell implements OutOfBand {

    @Override
    public boolean shut(Duration age) {
        throw new AssertionError("Told that the way is shut for " + age + ".");
    }

    @Override
    public boolean openAgain(Duration lasted) {
        throw new AssertionError("Told that the way is open after " + lasted + ".");
    }
}
