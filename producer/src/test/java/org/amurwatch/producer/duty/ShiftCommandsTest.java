package org.amurwatch.producer.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.amurwatch.avro.DutyShift;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.answer.Answers;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;

class ShiftCommandsTest {

    private final Answers start = new Answers(StartShiftCommand::new);
    private final Answers end = new Answers(system ->
            new EndShiftCommand(system, new ByteArrayInputStream("from a file\n".getBytes(StandardCharsets.UTF_8))));

    private static DutyShift shift(String id, String by, Instant start, Instant end) {
        return DutyShift.newBuilder()
                .setShiftId(id)
                .setBy(by)
                .setStartAt(start)
                .setEndAt(end)
                .build();
    }

    private static void onDuty(Answers system) {
        Instant begun = Answers.NOW.minusSeconds(3_600);
        system.know(Topics.SHIFTS, "past", shift("past", "night", begun.minusSeconds(9_000), begun));
        system.know(Topics.SHIFTS, "present", shift("present", "day", begun, null));
    }

    @Test
    void shouldTakeTheWatch() throws Exception {
        assertThat(start.run("--by duty-officer --until 2026-01-17T22:00+10:00 --output json"))
                .isEqualTo(ExitCode.DONE);

        DutyShift shift = (DutyShift) start.sent.get(0).value();
        assertThat(start.sent.get(0).topic()).isEqualTo("duty.shifts");
        assertThat(start.sent.get(0).key()).isEqualTo(shift.getShiftId()).hasSize(12);
        assertThat(shift.getBy()).isEqualTo("duty-officer");
        assertThat(shift.getStartAt()).isEqualTo(Answers.NOW);
        assertThat(shift.getPlannedUntil()).isEqualTo("2026-01-17T12:00:00Z");
        assertThat(shift.getEndAt()).isNull();
        assertThat(start.json().get("tookOverFrom").isNull()).isTrue();
    }

    @Test
    void shouldTakeItFromNobodyWhoHasItUnlessTold() throws Exception {
        onDuty(start);

        assertThat(start.run("--by night")).isEqualTo(ExitCode.FAILED);
        assertThat(start.err.toString()).contains("day has the watch since", "shift end --by day", "--take-over");
        assertThat(start.sent).isEmpty();

        assertThat(start.run("--by night --take-over --output json")).isEqualTo(ExitCode.DONE);
        DutyShift before = (DutyShift) start.sent.get(0).value();
        assertThat(before.getShiftId()).isEqualTo("present");
        assertThat(before.getEndAt()).isEqualTo(Answers.NOW);
        assertThat(before.getEndedBy()).isEqualTo("night");
        assertThat(start.json().get("tookOverFrom").asText()).isEqualTo("day");
    }

    @Test
    void shouldRefuseAnEndThatIsPast() {
        assertThat(start.run("--by day --until 2026-01-17T06:00Z")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(start.err.toString()).contains("is past");
    }

    @Test
    void shouldHandOverWithANoteThatStandsInNoOtherTopic() {
        onDuty(end);

        assertThat(end.runWith("--by", "day", "--note", "Snares at the spring."))
                .isEqualTo(ExitCode.DONE);

        assertThat(end.sent).extracting(Answers.Sent::topic).containsExactly("duty.notes", "duty.shifts");
        assertThat(((PrivateDetails) end.sent.get(0).value()).getNote()).isEqualTo("Snares at the spring.");
        assertThat(end.sent.get(0).key()).isEqualTo("present");
        assertThat(((DutyShift) end.sent.get(1).value()).getEndAt()).isEqualTo(Answers.NOW);
        assertThat(end.sent.get(1).value().toString()).doesNotContain("Snares");
        assertThat(end.out.toString()).doesNotContain("Snares");
    }

    @Test
    void shouldReadANoteFromStandardInput() {
        onDuty(end);

        end.run("--by day --note -");

        assertThat(((PrivateDetails) end.sent.get(0).value()).getNote()).isEqualTo("from a file");
    }

    @Test
    void shouldSayThatNobodyHasTheWatchOrThatTheNoteIsEmpty() {
        assertThat(end.run("--by day --note x")).isEqualTo(ExitCode.FAILED);
        assertThat(end.err.toString()).contains("Nobody has the watch");
        onDuty(end);
        assertThat(end.runWith("--by", "day", "--note", "  ")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(end.sent).isEmpty();
    }
}
