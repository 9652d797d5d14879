package org.amurwatch.streams.watch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which of the last so many hours, nights or days are marked. The window ends at the last mark and only moves forward, so
 * that the same marks in any order make the same. Immutable.
 */
final class Marks {

    private final int size;
    private final long last;
    private final BitSet back;

    private Marks(int size, long last, BitSet back) {
        this.size = size;
        this.last = last;
        this.back = back;
    }

    static Marks none(int size) {
        return new Marks(size, Long.MIN_VALUE, new BitSet());
    }

    /** @param words as {@link #words} gave them */
    static Marks of(int size, long last, long[] words) {
        return new Marks(size, last, BitSet.valueOf(words));
    }

    Marks with(long index) {
        if (back.isEmpty()) {
            BitSet first = new BitSet();
            first.set(0);
            return new Marks(size, index, first);
        }
        BitSet marked = new BitSet();
        long end = Math.max(last, index);
        back.stream()
                .mapToLong(offset -> end - last + offset)
                .filter(offset -> offset < size)
                .forEach(offset -> marked.set((int) offset));
        if (end - index < size) {
            marked.set((int) (end - index));
        }
        return new Marks(size, end, marked);
    }

    boolean isEmpty() {
        return back.isEmpty();
    }

    long last() {
        return last;
    }

    long[] words() {
        return back.toLongArray();
    }

    /** Marked ones, in order. */
    List<Long> marked() {
        List<Long> marked = new ArrayList<>(back.cardinality());
        for (int offset = back.length() - 1; offset >= 0; offset = offset == 0 ? -1 : back.previousSetBit(offset - 1)) {
            marked.add(last - offset);
        }
        return marked;
    }

    /** Distances between neighbouring marks, in order of time. */
    List<Long> gaps() {
        List<Long> marked = marked();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < marked.size(); i++) {
            gaps.add(marked.get(i) - marked.get(i - 1));
        }
        return gaps;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks marks && last == marks.last && size == marks.size && back.equals(marks.back);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(last) + 31 * back.hashCode();
    }

    @Override
    public String toString() {
        return marked().toString();
    }
}
