package org.amurwatch.streams.activity;

import java.time.Duration;
import org.amurwatch.avro.Purpose;

/**
 * What the counts depend on beside the events. The state is made with these: after a change of one of them
 * {@code rebuild records} makes the counts again.
 *
 * @param interval rows of one station and subject closer than this to the last counted row are the same detection; a row
 *     exactly this long after it counts
 * @param thresholds below which a machine's label of a species is unverified
 * @param purpose what the system is set to; one that is set to exercise counts exercises too
 */
public record ActivitySettings(Duration interval, CountingThresholds thresholds, Purpose purpose) {

    /** The interval of the field: 30 minutes (camtrapR's minDeltaTime, with lastIndependentRecord). */
    public static final Duration STANDARD_INTERVAL = Duration.ofMinutes(30);

    public ActivitySettings {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The interval between independent detections is at least a millisecond; got " + interval
                            + ". The standard is " + STANDARD_INTERVAL + ".");
        }
    }

    /** 30 minutes, and 0.8 for every classifier. */
    public static ActivitySettings standard(Purpose purpose) {
        return new ActivitySettings(STANDARD_INTERVAL, CountingThresholds.STANDARD, purpose);
    }
}
