package org.amurwatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.sample.SampleRecords;
import org.junit.jupiter.api.Test;

class EntryHashTest {

    private final long seed = System.nanoTime();

    private static AccessEntry.Builder entry() {
        return AccessEntry.newBuilder()
                .setWriterId("dashboard-1")
                .setSequence(0)
                .setAt(Instant.parse("2026-01-17T12:00:00Z"))
                .setWho("анна")
                .setRole("duty-officer")
                .setTeamId(null)
                .setWhat(AccessKind.INCIDENT)
                .setSubject("khasan/a")
                .setItems(2)
                .setPreviousHash(EntryHash.START)
                .setHash("");
    }

    @Test
    void shouldStayTheSameForGoodForWhoeverVerifiesLater() {
        // Computed apart from this code, by Python's hashlib over the bytes that the Javadoc describes.
        assertThat(EntryHash.of(entry().build()))
                .isEqualTo("8a7ecadefd8cb03cabe1817b23eabfff47f119d3c3349ea83f7afff2ddd0c16a");
    }

    @Test
    void shouldChangeWithEveryFieldButItself() {
        AccessEntry entry = SampleRecords.filled(AccessEntry.class, new Random(seed));
        String expected = EntryHash.of(entry);

        assertThat(SampleRecords.variants(entry)).hasSizeGreaterThan(10).allSatisfy(variant -> assertThat(
                        EntryHash.of(variant.record()).equals(expected))
                .as("same hash although %s differs (seed %d)", variant.path(), seed)
                .isEqualTo(variant.path().equals("hash")));
    }

    @Test
    void shouldTellNothingFromAnEmptyTextAndOneFieldFromTheNext() {
        String nothing = EntryHash.of(entry().setTeamId(null).build());
        assertThat(EntryHash.of(entry().setTeamId("").build())).isNotEqualTo(nothing);
        assertThat(EntryHash.of(entry().setWho("ab").setRole("c").build()))
                .isNotEqualTo(EntryHash.of(entry().setWho("a").setRole("bc").build()));
    }
}
