package org.amurwatch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.junit.jupiter.api.Test;

class FiledHeadsTest {

    private static final String WRITER = "dashboard/2026-01-17T12:00:00Z/a1b2c3";
    private static final Instant BEGIN = Instant.parse("2026-01-17T12:00:00Z");

    private static List<AccessEntry> chain(String who, int count) {
        List<AccessEntry> entries = new ArrayList<>();
        String previous = EntryHash.START;
        for (int number = 0; number < count; number++) {
            AccessEntry entry = AccessEntry.newBuilder()
                    .setWriterId(WRITER)
                    .setSequence(number)
                    .setAt(BEGIN.plusSeconds(number))
                    .setWho(who)
                    .setRole("ranger")
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

    private static List<String> faults(FiledHead head, List<AccessEntry> stored) {
        FiledHeads filed = new FiledHeads(List.of(head));
        stored.forEach(filed::take);
        return filed.faults();
    }

    private static String ownFault(List<AccessEntry> stored) {
        AuditChain chain = new AuditChain();
        stored.forEach(chain::take);
        return chain.fault().orElse("none");
    }

    @Test
    void shouldFindNothingWhereWhatWasFiledStillStandsAndMoreCameAfterIt() {
        List<AccessEntry> entries = chain("anna", 6);

        assertThat(faults(FiledHead.of(entries.get(3)), entries)).isEmpty();
    }

    @Test
    void shouldFindThatTheWholeChainWasWrittenAnew() {
        FiledHead head = FiledHead.of(chain("anna", 6).get(5));
        List<AccessEntry> anew = chain("boris", 6);

        assertThat(ownFault(anew)).as("it fits itself").isEqualTo("none");
        assertThat(faults(head, anew)).singleElement().asString().contains("Entry 5 of " + WRITER, "was changed");
    }

    @Test
    void shouldFindThatTheEndWasCutOff() {
        List<AccessEntry> entries = chain("anna", 6);
        FiledHead head = FiledHead.of(entries.get(5));
        List<AccessEntry> cut = entries.subList(0, 4);

        assertThat(ownFault(cut)).as("it fits itself").isEqualTo("none");
        assertThat(faults(head, cut)).singleElement().asString().contains("end with 3: the end was cut off");
    }

    @Test
    void shouldFindThatAWriterIsGone() {
        List<AccessEntry> entries = chain("anna", 6);

        assertThat(faults(FiledHead.of(entries.get(5)), List.of()))
                .singleElement()
                .asString()
                .contains("no entry of that writer is there");
    }

    @Test
    void shouldFindThatTheEntryItselfWasTakenOutOrChangedWithItsHashLeftAsItWas() {
        List<AccessEntry> entries = chain("anna", 6);
        FiledHead head = FiledHead.of(entries.get(3));
        List<AccessEntry> without = new ArrayList<>(entries);
        without.remove(3);
        assertThat(faults(head, without)).singleElement().asString().contains("it was taken out");
        assertThat(faults(head, entries.subList(4, 6)))
                .singleElement()
                .asString()
                .contains("the beginning was taken out");

        entries.get(3).setWho("boris");
        assertThat(faults(head, entries)).singleElement().asString().contains("was changed");
    }

    @Test
    void shouldReadHeadsOutOfMessagesAsTheyWereFiled() {
        FiledHead one = new FiledHead(WRITER, 123, "ab".repeat(32));
        FiledHead other = new FiledHead("operator/x", 0, "0f".repeat(32));
        String mails = "Subject: AMUR WATCH\nAudit up to entry 123: " + one + ".\n\n\"text\":\"" + other + "\",";

        assertThat(FiledHead.in(mails)).containsExactly(one, other);
        assertThat(FiledHead.parse(one.toString())).isEqualTo(one);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FiledHead.parse("dashboard:12:abc"))
                .withMessageContaining("64 hexadecimal digits");
    }
}
