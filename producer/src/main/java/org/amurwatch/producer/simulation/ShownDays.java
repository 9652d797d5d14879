package org.amurwatch.producer.simulation;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Tells now and then how many days are done: every thirtieth, and each that comes long after the last one told. */
final class ShownDays implements IntConsumer {

    private static final long LONG_NANOS = 10_000_000_000L;

    private final int days;
    private final boolean published;
    private final Consumer<String> teller;
    private long told = System.nanoTime();

    ShownDays(int days, boolean published, Consumer<String> teller) {
        this.days = days;
        this.published = published;
        this.teller = teller;
    }

    @Override
    public void accept(int day) {
        if (day % 30 == 0 || day == days || System.nanoTime() - told > LONG_NANOS) {
            told = System.nanoTime();
            teller.accept((published ? "Simulated and published " : "Simulated ") + day + " of " + days + " days.");
        }
    }
}
