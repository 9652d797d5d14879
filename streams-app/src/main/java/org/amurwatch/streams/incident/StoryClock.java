package org.amurwatch.streams.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of a story that is played faster than life: that of the latest record, and, once no record has come for a moment, on
 * from there at the pace of the story, but not beyond the machine's own time: who reports something when the story is over is
 * answered in time. Safe for several threads.
 */
public final class StoryClock implements DecisionClock {

    /** Records that are under way are waited for: of the machine's time. */
    static final Duration MOMENT = Duration.ofMillis(500);

    private final Clock machine;
    private final double rate;
    private Instant latestRecord = Instant.EPOCH;
    private Instant seenAt = Instant.EPOCH;
    private Instant latestAnswer = Instant.EPOCH;

    /** @param rate so many times as fast as the machine's clock; above 0 */
    public StoryClock(Clock machine, double rate) {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("A story goes on at a rate above 0; got " + rate + ".");
        }
        this.machine = machine;
        this.rate = rate;
    }

    @Override
    public synchronized Instant now() {
        if (!latestRecord.equals(Instant.EPOCH)) {
            long quietMillis =
                    Duration.between(seenAt, machine.instant()).minus(MOMENT).toMillis();
            Instant now = notAhead(latestRecord.plusMillis(quietMillis <= 0 ? 0 : (long) (quietMillis * rate)));
            if (now.isAfter(latestAnswer)) {
                latestAnswer = now;
            }
        }
        return latestAnswer;
    }

    @Override
    public Instant latest() {
        return now();
    }

    private Instant notAhead(Instant story) {
        Instant latest = machine.instant().isAfter(latestRecord) ? machine.instant() : latestRecord;
        return story.isAfter(latest) ? latest : story;
    }

    @Override
    public synchronized void seen(Instant recordTimestamp) {
        seenAt = machine.instant();
        if (recordTimestamp.isAfter(latestRecord)) {
            latestRecord = recordTimestamp;
        }
    }
}
