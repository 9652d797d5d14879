package org.amurwatch.producer.importing;

/** A set of 128-bit hashes in 16 bytes for each place of a table that is at most three quarters full. */
final class HashSet128 {

    private long[] table = new long[2 << 10];
    private int size;

    /** @return whether it was not in the set yet */
    boolean add(Hash128 hash) {
        if (size * 4L >= (table.length / 2) * 3L) {
            grow();
        }
        return insert(table, high(hash), hash.low());
    }

    boolean contains(Hash128 hash) {
        int slot = find(table, high(hash), hash.low());
        return table[slot] != 0;
    }

    int size() {
        return size;
    }

    private boolean insert(long[] into, long high, long low) {
        int slot = find(into, high, low);
        if (into[slot] != 0) {
            return false;
        }
        into[slot] = high;
        into[slot + 1] = low;
        size++;
        return true;
    }

    private void grow() {
        if (table.length > Integer.MAX_VALUE / 4) {
            throw new IllegalStateException("The package has more events than one import can hold: split it.");
        }
        long[] larger = new long[table.length * 2];
        size = 0;
        for (int slot = 0; slot < table.length; slot += 2) {
            if (table[slot] != 0) {
                insert(larger, table[slot], table[slot + 1]);
            }
        }
        table = larger;
    }

    /** The place of the hash, or the free place where it belongs. */
    private static int find(long[] in, long high, long low) {
        int mask = in.length / 2 - 1;
        int place = (int) (low & mask);
        while (in[2 * place] != 0 && (in[2 * place] != high || in[2 * place + 1] != low)) {
            place = (place + 1) & mask;
        }
        return 2 * place;
    }

    /** 0 marks a free place. */
    private static long high(Hash128 hash) {
        return hash.high() == 0 ? 1 : hash.high();
    }
}
