package org.amurwatch.streams.watch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.jspecify.annotations.Nullable;

/** Station rows as bytes: a byte for the version of the format, then the rest. The key has territory and station. */
final class StationRowCodec {

    private static final int VERSION = 1;

    private StationRowCodec() {}

    static byte[] value(StationRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, row.hours());
            write(out, row.nights());
            write(out, row.liveDays());
            Hearing last = row.last();
            out.writeBoolean(last != null);
            if (last != null) {
                write(out, last);
            }
            out.writeInt(row.deployments().size());
            for (Map.Entry<String, StationRow.Period> deployment :
                    row.deployments().entrySet()) {
                out.writeUTF(deployment.getKey());
                out.writeLong(deployment.getValue().start().toEpochMilli());
                Instant end = deployment.getValue().end();
                out.writeLong(end == null ? Long.MAX_VALUE : end.toEpochMilli());
            }
            out.writeLong(row.dueAt());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the row of station " + row.stationId() + ".", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Marks marks) throws IOException {
        out.writeLong(marks.last());
        long[] words = marks.words();
        out.writeShort(words.length);
        for (long word : words) {
            out.writeLong(word);
        }
    }

    private static void write(DataOutputStream out, Hearing last) throws IOException {
        out.writeUTF(last.eventKey());
        out.writeLong(last.observedAt().toEpochMilli());
        out.writeBoolean(last.live());
        out.writeDouble(last.latitude());
        out.writeDouble(last.longitude());
        out.writeUTF(last.placement().getSectorId());
        out.writeUTF(last.placement().getTimeZone());
        out.writeBoolean(last.placement().getEdgeUncertain());
        String name = last.placement().getTerritoryName();
        out.writeBoolean(name != null);
        if (name != null) {
            out.writeUTF(name);
        }
        out.writeUTF(last.purpose().name());
    }

    static StationRow row(String territoryId, String stationId, byte[] value) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("A row of watch-stations has format " + version
                        + ", this program knows " + VERSION
                        + ": it was written by a newer one. Run that one, or rebuild records.");
            }
            Marks hours = marks(in, StationRow.HOURS);
            Marks nights = marks(in, StationRow.NIGHTS);
            Marks liveDays = marks(in, StationRow.LIVE_DAYS);
            Hearing last = in.readBoolean() ? hearing(in, territoryId, stationId) : null;
            SortedMap<String, StationRow.Period> deployments = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                deployments.put(in.readUTF(), new StationRow.Period(Instant.ofEpochMilli(in.readLong()), end(in)));
            }
            return new StationRow(territoryId, stationId, hours, nights, liveDays, last, deployments, in.readLong());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the row of station " + stationId + ".", e);
        }
    }

    private static @Nullable Instant end(DataInputStream in) throws IOException {
        long millis = in.readLong();
        return millis == Long.MAX_VALUE ? null : Instant.ofEpochMilli(millis);
    }

    private static Marks marks(DataInputStream in, int size) throws IOException {
        long last = in.readLong();
        long[] words = new long[in.readShort()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return Marks.of(size, last, words);
    }

    private static Hearing hearing(DataInputStream in, String territoryId, String stationId) throws IOException {
        String eventKey = in.readUTF();
        Instant observedAt = Instant.ofEpochMilli(in.readLong());
        boolean live = in.readBoolean();
        double latitude = in.readDouble();
        double longitude = in.readDouble();
        Placement placement = Placement.newBuilder()
                .setTerritoryId(territoryId)
                .setSectorId(in.readUTF())
                .setTimeZone(in.readUTF())
                .setEdgeUncertain(in.readBoolean())
                .setTerritoryName(in.readBoolean() ? in.readUTF() : null)
                .build();
        return new Hearing(
                stationId, eventKey, observedAt, live, latitude, longitude, placement, Purpose.valueOf(in.readUTF()));
    }
}
