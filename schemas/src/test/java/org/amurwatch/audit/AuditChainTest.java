package org.amurwatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final Instant BEGIN = Instant.parse("2026-01-17T12:00:00Z");

    private final List<AccessEntry> entries = written(6);

    private static List<AccessEntry> written(int count) {
        List<AccessEntry> entries = new ArrayList<>();
        String previous = EntryHash.START;
        for (int number = 0; number < count; number++) {
            AccessEntry entry = AccessEntry.newBuilder()
                    .setWriterId("dashboard/1")
                    .setSequence(number)
                    .setAt(BEGIN.plusSeconds(number))
                    .setWho("anna")
                    .setRole("ranger")
                    .setTeamId("north")
                    .setWhat(AccessKind.INCIDENT)
                    .setSubject("khasan/" + number)
                    .setItems(3)
                    .setPreviousHash(previous)
                    .setHash("")
                    .build();
            previous = EntryHash.of(entry);
            entry.setHash(previous);
            entries.add(entry);
        }
        return entries;
    }

    private AuditChain chain() {
        AuditChain chain = new AuditChain();
        entries.forEach(chain::take);
        return chain;
    }

    @Test
    void shouldFindNothingInWhatStandsAsItWasWritten() {
        AuditChain chain = chain();

        assertThat(chain.fault()).isEmpty();
        assertThat(chain.entries()).isEqualTo(6);
        assertThat(chain.head()).isEqualTo(entries.get(5).getHash());
        assertThat(chain.firstAt()).isEqualTo(BEGIN);
        assertThat(chain.lastAt()).isEqualTo(BEGIN.plusSeconds(5));
    }

    @Test
    void shouldCallItNoFaultThatEntriesWereWrittenAgain() {
        entries.addAll(4, entries.subList(2, 4).stream().toList());

        assertThat(chain().fault()).isEmpty();
        assertThat(chain().entries()).isEqualTo(6);
    }

    @Test
    void shouldCallItNoFaultThatTheTopicKeepsTheFirstNoLonger() {
        entries.subList(0, 3).clear();

        assertThat(chain().fault()).isEmpty();
        assertThat(chain().begins()).isEqualTo(3);
    }

    @Test
    void shouldFindAnEntryThatWasChanged() {
        entries.get(2).setWho("boris");

        assertThat(chain().fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("entry 2 was changed"));
    }

    @Test
    void shouldFindAnEntryThatWasChangedAndGotAHashThatFits() {
        entries.get(2).setWho("boris");
        entries.get(2).setHash(EntryHash.of(entries.get(2)));

        assertThat(chain().fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("entry 3 does not hold the hash of entry 2"));
    }

    @Test
    void shouldFindAnEntryThatWasTakenOut() {
        entries.remove(3);

        assertThat(chain().fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("entry 4 stands after entry 2"));
    }

    @Test
    void shouldFindAnEntryThatWasPutInOrMoved() {
        Collections.swap(entries, 2, 4);
        assertThat(chain().fault()).isPresent();

        Collections.swap(entries, 2, 4);
        AccessEntry other =
                AccessEntry.newBuilder(entries.get(2)).setWho("boris").build();
        other.setHash(EntryHash.of(other));
        entries.add(3, other);
        assertThat(chain().fault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("entry 2 stands after entry 2"));
    }
}
