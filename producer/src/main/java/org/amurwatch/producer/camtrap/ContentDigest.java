package org.amurwatch.producer.camtrap;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Digest of a set of rows that does not depend on their order: the sum of their SHA-256 digests, in four lanes of 64 bits.
 * (A sum and not an exclusive or, so that a row that comes twice is not as if it had not come.)
 */
public final class ContentDigest {

    private final long[] lanes = new long[4];

    /** Adds the SHA-256 digest of one row. */
    public void add(byte[] rowDigest) {
        ByteBuffer bytes = ByteBuffer.wrap(rowDigest);
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] += bytes.getLong();
        }
    }

    /** 64 lower-case hex digits. */
    public String hex() {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        for (long lane : lanes) {
            bytes.putLong(lane);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
