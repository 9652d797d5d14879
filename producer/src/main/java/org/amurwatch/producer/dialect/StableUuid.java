package org.amurwatch.producer.dialect;

import java.util.UUID;
import org.amurwatch.event.StableId;

/** Ids in the form that systems with UUIDs expect, the same for the same parts, so that nothing has to be remembered. */
public final class StableUuid {

    private static final long VERSION_MASK = 0xffffffffffff0fffL;
    /** 8: a UUID whose bits mean what its maker likes (RFC 9562). */
    private static final long VERSION = 0x8000L;

    private static final long VARIANT_MASK = 0x3fffffffffffffffL;
    private static final long VARIANT = 0x8000000000000000L;

    private StableUuid() {}

    public static String of(String... parts) {
        String digits = StableId.of(parts);
        long high = Long.parseUnsignedLong(digits.substring(0, 16), 16);
        long low = Long.parseUnsignedLong(digits.substring(16), 16);
        return new UUID(high & VERSION_MASK | VERSION, low & VARIANT_MASK | VARIANT).toString();
    }
}
