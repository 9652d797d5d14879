package org.amurwatch.streams.release;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.ReleaseEntry;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.OrderedKey;
import org.amurwatch.streams.activity.RecordCodec;
import org.jspecify.annotations.Nullable;

/** What is kept of events that agreements name, in sorted maps of bytes. */
final class StoredReleases {

    private static final byte[] NOTHING = {0};

    private final OrderedBytes events;
    private final OrderedBytes due;
    private final RecordCodec<ReleaseEntry> codec;

    /**
     * @param events entries by place and event
     * @param due what is to be released: time, id for its audience, agreement, place, event
     */
    StoredReleases(OrderedBytes events, OrderedBytes due, RecordCodec<ReleaseEntry> codec) {
        this.events = events;
        this.due = due;
        this.codec = codec;
    }

    /**
     * Something to be released. Of one time, ids for audiences are the order, which are random: the order of events is none.
     *
     * @param place the station, or what stands for it where there is none: {@link ReleaseInput#place}
     */
    record Due(long dueAt, String releasedId, String agreementId, String place, String eventKey) {

        private byte[] key() {
            return new OrderedKey()
                    .number(dueAt)
                    .text(releasedId)
                    .text(agreementId)
                    .text(place)
                    .text(eventKey)
                    .bytes();
        }
    }

    @Nullable
    ReleaseEntry entry(String place, String eventKey) {
        byte[] value = events.get(key(place, eventKey));
        return value == null ? null : codec.read(value);
    }

    void put(String place, String eventKey, ReleaseEntry entry) {
        events.put(key(place, eventKey), codec.write(entry));
    }

    void remove(String place, String eventKey) {
        events.delete(key(place, eventKey));
    }

    private static byte[] key(String place, String eventKey) {
        return new OrderedKey().text(place).text(eventKey).bytes();
    }

    void wait(Due waiting) {
        due.put(waiting.key(), NOTHING);
    }

    void waitNoMore(Due waiting) {
        due.delete(waiting.key());
    }

    /** What is due by a time, the earliest first, at most so many. */
    List<Due> due(long untilMillis, int most) {
        List<Due> found = new ArrayList<>();
        byte[] from = new OrderedKey().number(0L).bytes();
        byte[] to = new OrderedKey().number(untilMillis + 1).bytes();
        for (OrderedBytes.Entry entry : due.range(from, to)) {
            if (found.size() == most) {
                break;
            }
            OrderedKey.Reader key = new OrderedKey.Reader(entry.key(), 0);
            found.add(new Due(key.number(), key.text(), key.text(), key.text(), key.text()));
        }
        return found;
    }
}
