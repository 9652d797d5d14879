package org.amurwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.junit.jupiter.api.Test;

class AccessRowsTest {

    private static AccessEntry entry(String writer, long sequence, String at) {
        return AccessEntry.newBuilder()
                .setWriterId(writer)
                .setSequence(sequence)
                .setAt(Instant.parse(at))
                .setWho("anna")
                .setRole("ranger")
                .setTeamId("north")
                .setWhat(AccessKind.INCIDENT)
                .setSubject("khasan/a")
                .setItems(3)
                .setPreviousHash("p")
                .setHash("h")
                .build();
    }

    @Test
    void shouldShowTheOldestFirstWhoeverWroteIt() {
        var rows = AccessRows.of(List.of(
                entry("b", 0, "2026-01-17T12:00:01Z"),
                entry("a", 10, "2026-01-17T12:00:02Z"),
                entry("a", 9, "2026-01-17T12:00:02Z")));

        assertThat(rows).extracting(row -> row.get("sequence")).containsExactly(0L, 9L, 10L);
    }

    @Test
    void shouldNameEachColumnAndNoOther() {
        var row = AccessRows.of(List.of(entry("a", 0, "2026-01-17T12:00:01Z"))).get(0);

        assertThat(row.keySet()).containsExactlyElementsOf(AccessRows.COLUMNS);
        assertThat(AccessRows.TABLE_COLUMNS).endsWith("items");
        assertThat(row)
                .containsEntry("who", "anna")
                .containsEntry("team", "north")
                .containsEntry("items", 3);
    }
}
