package org.amurwatch.streams.activity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deployment rows as bytes. Key: territory, station, deployment. Value: a byte for the version of the format, the rest. */
final class DeploymentRowCodec {

    private static final int VERSION = 1;

    private DeploymentRowCodec() {}

    static byte[] key(DeploymentRow row) {
        return station(row.territoryId(), row.stationId())
                .text(row.deploymentKey())
                .bytes();
    }

    /** The beginning of the keys of a station. */
    static OrderedKey station(String territoryId, String stationId) {
        return new OrderedKey().text(territoryId).text(stationId);
    }

    static byte[] value(DeploymentRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(row.camera());
            out.writeInt(row.watch().firstNight());
            out.writeInt(row.watch().lastNight());
            out.writeInt(row.watch().firstCovered());
            out.writeInt(row.watch().lastCovered());
            out.writeInt(row.tallies().size());
            for (Map.Entry<Integer, RowTally> tally : row.tallies().entrySet()) {
                out.writeInt(tally.getKey());
                out.writeInt(Math.toIntExact(tally.getValue().rows()));
                out.writeInt(Math.toIntExact(tally.getValue().unclassified()));
                out.writeInt(Math.toIntExact(tally.getValue().unknown()));
                out.writeInt(Math.toIntExact(tally.getValue().blank()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the row of deployment " + row.deploymentKey() + ".", e);
        }
        return bytes.toByteArray();
    }

    static DeploymentRow row(byte[] key, byte[] value) {
        OrderedKey.Reader reader = new OrderedKey.Reader(key, 0);
        String territoryId = reader.text();
        String stationId = reader.text();
        String deploymentKey = reader.text();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("A row of activity-deployments has format " + version
                        + ", this program knows " + VERSION
                        + ": it was written by a newer one. Run that one, or rebuild records.");
            }
            String camera = in.readUTF();
            Watch watch = new Watch(in.readInt(), in.readInt(), in.readInt(), in.readInt());
            SortedMap<Integer, RowTally> tallies = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                tallies.put(in.readInt(), new RowTally(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
            }
            return new DeploymentRow(territoryId, stationId, deploymentKey, camera, watch, tallies);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the row of deployment " + deploymentKey + ".", e);
        }
    }
}
