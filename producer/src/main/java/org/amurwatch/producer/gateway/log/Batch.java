package org.amurwatch.producer.gateway.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Records of a lane in their order, the first being the oldest that was not sent; all of one file. */
public final class Batch {

    private final Segment segment;
    private final List<LogRecord> records = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private int bytes;

    Batch(Segment segment) {
        this.segment = segment;
    }

    /** One at least. */
    public List<LogRecord> records() {
        return Collections.unmodifiableList(records);
    }

    Segment segment() {
        return segment;
    }

    /** Of all payloads. */
    int bytes() {
        return bytes;
    }

    /** Where in the file a record ends. */
    long endOf(int index) {
        return ends.get(index);
    }

    void add(SegmentReader.Sound sound) {
        records.add(sound.record());
        ends.add(sound.end());
        bytes += sound.record().payload().length;
    }
}
