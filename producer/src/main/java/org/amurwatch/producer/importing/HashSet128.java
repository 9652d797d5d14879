package org.amurwatch.producer.importing;

/**
 * A set of 128-bit hashes in 19 to 24 bytes each: 16 for the hash, and 3 to 8 for the free places that let it be found
 * quickly. It is held as many small tables that grow one after the other, so that growing takes little more for a moment.
 */
final class HashSet128 {

    private static final int TABLES = 64;
    private static final int FIRST_PLACES = 16;
    private static final double FULL = 0.85;
    private static final double GROWTH = 1.25;

    /** Two numbers for each place; the first is 0 where it is free. */
    private final long[][] tables = new long[TABLES][2 * FIRST_PLACES];

    private final int[] sizes = new int[TABLES];

    /** @return whether it was not in the set yet */
    boolean add(Hash128 hash) {
        long high = high(hash);
        int number = number(high);
        long[] table = tables[number];
        int slot = find(table, high, hash.low());
        if (table[slot] != 0) {
            return false;
        }
        if (sizes[number] + 1 > table.length / 2 * FULL) {
            table = larger(table);
            tables[number] = table;
            slot = find(table, high, hash.low());
        }
        table[slot] = high;
        table[slot + 1] = hash.low();
        sizes[number]++;
        return true;
    }

    boolean contains(Hash128 hash) {
        long high = high(hash);
        long[] table = tables[number(high)];
        return table[find(table, high, hash.low())] != 0;
    }

    long size() {
        long size = 0;
        for (int number : sizes) {
            size += number;
        }
        return size;
    }

    private static long[] larger(long[] table) {
        long[] larger = new long[2 * (int) (table.length / 2 * GROWTH)];
        for (int slot = 0; slot < table.length; slot += 2) {
            if (table[slot] != 0) {
                int place = find(larger, table[slot], table[slot + 1]);
                larger[place] = table[slot];
                larger[place + 1] = table[slot + 1];
            }
        }
        return larger;
    }

    /** The place of the hash, or the free place where it belongs. */
    private static int find(long[] table, long high, long low) {
        int slot = 2 * (int) ((low & 0xffff_ffffL) * (table.length / 2) >>> 32);
        while (table[slot] != 0 && (table[slot] != high || table[slot + 1] != low)) {
            slot = slot + 2 == table.length ? 0 : slot + 2;
        }
        return slot;
    }

    private static int number(long high) {
        return (int) (high >>> 58);
    }

    /** 0 marks a free place. */
    private static long high(Hash128 hash) {
        return hash.high() == 0 ? 1 : hash.high();
    }
}
