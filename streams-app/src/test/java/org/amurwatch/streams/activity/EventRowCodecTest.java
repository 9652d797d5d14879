package org.amurwatch.streams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.junit.jupiter.api.Test;

class EventRowCodecTest {

    private static final List<String> TEXTS = List.of("", "a", "aa", "ab", "b", "a\0", "a\0b", "豹", "\uD83D\uDC06");
    private static final long[] TIMES = {Long.MIN_VALUE / 2, -1, 0, 1, 1_700_000_000_000L, 1_700_000_000_001L};

    private final long seed = Long.getLong("amurwatch.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldKeepEachRowAsItWasUnderAKeyOfItsOwn() {
        System.out.println("EventRowCodecTest seed " + seed);
        for (int i = 0; i < 2_000; i++) {
            EventRow row = row();
            byte[] key = EventRowCodec.key(row);
            assertThat(EventRowCodec.row(row.chain(), key, EventRowCodec.value(row)))
                    .as("seed %d", seed)
                    .isEqualTo(row);
        }
    }

    @Test
    void shouldFindTheRowsOfAChainAndPeriodAndNoOthersInOrderOfTime() {
        List<EventRow> rows = new ArrayList<>();
        TreeMap<byte[], EventRow> byKey = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < 3_000; i++) {
            EventRow row = row();
            if (byKey.put(EventRowCodec.key(row), row) == null) {
                rows.add(row);
            }
        }
        Collections.shuffle(rows, random);
        for (EventRow row : rows.subList(0, 300)) {
            long from = row.observedAt() - random.nextInt(2);
            long to = row.observedAt() + random.nextInt(2);
            List<EventRow> found =
                    List.copyOf(byKey.subMap(EventRowCodec.from(row.chain(), from), EventRowCodec.to(row.chain(), to))
                            .values());
            assertThat(found)
                    .as("seed %d", seed)
                    .isSortedAccordingTo(Comparator.comparingLong(EventRow::observedAt))
                    .hasSize((int) rows.stream()
                            .filter(other -> other.chain().equals(row.chain())
                                    && from <= other.observedAt()
                                    && other.observedAt() <= to)
                            .count())
                    .allMatch(other -> other.chain().equals(row.chain()));
        }
    }

    @Test
    void shouldRefuseAFormatThatItDoesNotKnow() {
        EventRow row = row();
        byte[] value = EventRowCodec.value(row);
        value[0] = 9;
        assertThatThrownBy(() -> EventRowCodec.row(row.chain(), EventRowCodec.key(row), value))
                .hasMessageContaining("format 9")
                .hasMessageContaining("rebuild records");
    }

    private EventRow row() {
        Chain chain = new Chain(
                pick(TEXTS),
                pick(List.of(Category.values())),
                pick(TEXTS),
                new Place(pick(List.of(Place.Kind.values())), pick(TEXTS)));
        return new EventRow(
                chain,
                TIMES[random.nextInt(TIMES.length)],
                "s/" + pick(TEXTS),
                random.nextInt(40_000) - 10_000,
                random.nextBoolean() ? EventRow.NOT_STATED : 1 + random.nextInt(Integer.MAX_VALUE),
                random.nextBoolean() ? null : pick(TEXTS),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean()
                        ? null
                        : new EventRow.Seen(
                                pick(TEXTS),
                                pick(List.of(Flank.values())),
                                pick(List.of(IdentificationStatus.values()))));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
