package org.amurwatch.producer.table;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows progress: on a terminal as a bar with rate and remaining time that is drawn over itself, elsewhere as a line now
 * and then and at the end of each step.
 */
public final class ShownProgress implements Progress {

    private static final int BAR_WIDTH = 30;
    private static final long ASK_CLOCK_EVERY = 256;
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String step = "";
    private long expected;
    private long done;
    private long began;
    private long shown;

    /** @param nanoTime such as {@code System::nanoTime} */
    public ShownProgress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** On the screen of who runs a command; NO_COLOR (no-color.org) asks for plain lines. */
    public static ShownProgress on(PrintWriter err) {
        boolean terminal = System.console() != null && System.getenv("NO_COLOR") == null;
        return new ShownProgress(err, terminal, System::nanoTime);
    }

    @Override
    public void begin(String step, long expected) {
        this.step = step;
        this.expected = expected;
        this.done = 0;
        this.began = nanoTime.getAsLong();
        this.shown = began;
    }

    @Override
    public void expect(long expected) {
        this.expected = expected;
    }

    @Override
    public void advance() {
        done++;
        if (done % ASK_CLOCK_EVERY == 0) {
            long now = nanoTime.getAsLong();
            if (now - shown >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
                shown = now;
                show(now);
            }
        }
    }

    @Override
    public void end() {
        show(nanoTime.getAsLong());
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private void show(long now) {
        double seconds = Math.max(1e-3, (now - began) / 1e9);
        double rate = done / seconds;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", step));
        if (expected > 0) {
            double share = Math.min(1, (double) done / expected);
            if (terminal) {
                int full = (int) (share * BAR_WIDTH);
                line.append(" [")
                        .append("#".repeat(full))
                        .append(".".repeat(BAR_WIDTH - full))
                        .append(']');
            }
            line.append(String.format(Locale.ROOT, " %3.0f %%", share * 100));
        }
        line.append(String.format(Locale.ROOT, " %,d, %,.0f a second", done, rate));
        if (expected > done && rate > 0) {
            line.append(", ").append(duration((expected - done) / rate)).append(" left");
        }
        if (terminal) {
            out.print("\r" + line + "\u001b[K");
        } else {
            out.println(line);
        }
        out.flush();
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
