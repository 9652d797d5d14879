package org.amurwatch.producer.duty;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amurwatch.avro.DutyShift;

/** Who has the watch: of all shifts, the last one that nobody has ended. */
final class Watch {

    static final int ID_LENGTH = 12;

    private Watch() {}

    static Optional<DutyShift> present(List<DutyShift> shifts) {
        return shifts.stream()
                .filter(shift -> shift.getEndAt() == null)
                .max(Comparator.comparing(DutyShift::getStartAt).thenComparing(DutyShift::getShiftId));
    }

    static DutyShift ended(DutyShift shift, String by, Instant at) {
        return DutyShift.newBuilder(shift).setEndAt(at).setEndedBy(by).build();
    }
}
