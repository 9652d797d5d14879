package org.amurwatch.consumer.export;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells on a writer for messages how far an export is, every few seconds. */
final class ExportProgress {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final PrintWriter messages;
    private final Clock clock;
    private String step = "";
    private long total;
    private long done;
    private Instant next = Instant.EPOCH;

    ExportProgress(PrintWriter messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** @param total 0: not known */
    void begin(String name, long total) {
        this.step = name;
        this.total = total;
        this.done = 0;
        this.next = clock.instant().plus(BETWEEN);
    }

    void advance(long more) {
        done += more;
        if (!clock.instant().isBefore(next)) {
            say(step + ": " + done + (total == 0 ? "" : " of " + total) + " ...");
            next = clock.instant().plus(BETWEEN);
        }
    }

    void end() {
        say(step + ": " + done + ".");
    }

    void say(String sentence) {
        messages.println(sentence);
        messages.flush();
    }
}
