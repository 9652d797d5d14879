package org.amurwatch.streams.activity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.jspecify.annotations.Nullable;

/**
 * Event rows as bytes. Key: territory, category, subject, place, time, event, so that a chain lies in order of time. Value:
 * a byte for the version of the format, one for what follows, the rest.
 */
final class EventRowCodec {

    private static final int VERSION = 1;

    private static final int COUNT = 1;
    private static final int EPISODE = 2;
    private static final int OF_MEDIA = 4;
    private static final int EXPLAINED = 8;
    private static final int INDIVIDUAL = 16;

    private EventRowCodec() {}

    static byte[] key(EventRow row) {
        return start(row.chain()).number(row.observedAt()).text(row.eventKey()).bytes();
    }

    /** The least key of a chain's rows at this time or later. */
    static byte[] from(Chain chain, long fromMillis) {
        return start(chain).number(fromMillis).bytes();
    }

    /** A key above those of a chain's rows at this time or earlier. */
    static byte[] to(Chain chain, long toMillis) {
        return start(chain).number(toMillis).andAllBelow();
    }

    private static OrderedKey start(Chain chain) {
        return new OrderedKey()
                .text(chain.territoryId())
                .code(chain.category().code)
                .text(chain.subject())
                .code(chain.place().kind().code)
                .text(chain.place().id());
    }

    static byte[] value(EventRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            String episode = row.episodeId();
            EventRow.Seen seen = row.individual();
            out.writeByte(VERSION);
            out.writeByte((row.countMissing() ? 0 : COUNT)
                    | (episode == null ? 0 : EPISODE)
                    | (row.ofMedia() ? OF_MEDIA : 0)
                    | (row.explained() ? EXPLAINED : 0)
                    | (seen == null ? 0 : INDIVIDUAL));
            out.writeInt(row.day());
            if (!row.countMissing()) {
                out.writeInt(row.count());
            }
            if (episode != null) {
                out.writeUTF(episode);
            }
            if (seen != null) {
                out.writeUTF(seen.individualId());
                out.writeUTF(seen.flank().name());
                out.writeUTF(seen.status().name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the row of event " + row.eventKey() + ".", e);
        }
        return bytes.toByteArray();
    }

    /** @param chain the chain that was asked for: its parts are not read from the key again */
    static EventRow row(Chain chain, byte[] key, byte[] value) {
        OrderedKey.Reader reader = new OrderedKey.Reader(key, from(chain, 0).length - Long.BYTES);
        long observedAt = reader.number();
        return row(chain, observedAt, reader.text(), value);
    }

    static EventRow row(Chain chain, long observedAt, String eventKey, byte[] value) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "A row of activity-events has format " + version + ", this program knows " + VERSION
                                + ": it was written by a newer one. Run that one, or rebuild records.");
            }
            int flags = in.readByte();
            int day = in.readInt();
            int count = has(flags, COUNT) ? in.readInt() : EventRow.NOT_STATED;
            String episode = has(flags, EPISODE) ? in.readUTF() : null;
            EventRow.Seen seen = has(flags, INDIVIDUAL) ? seen(in) : null;
            return new EventRow(
                    chain,
                    observedAt,
                    eventKey,
                    day,
                    count,
                    episode,
                    has(flags, OF_MEDIA),
                    has(flags, EXPLAINED),
                    seen);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the row of event " + eventKey + ".", e);
        }
    }

    private static EventRow.@Nullable Seen seen(DataInputStream in) throws IOException {
        return new EventRow.Seen(in.readUTF(), Flank.valueOf(in.readUTF()), IdentificationStatus.valueOf(in.readUTF()));
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
