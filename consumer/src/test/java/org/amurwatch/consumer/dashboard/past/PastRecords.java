package org.amurwatch.consumer.dashboard.past;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.consumer.dashboard.ParkRecords;

/** Fills an index by hand, and reads all of it. */
public final class PastRecords {

    private PastRecords() {}

    /** Opens the index and takes these, as if all topics were read. */
    public static void fill(PastIndex index, ObservationChange... changes) {
        index.open();
        index.take(
                Arrays.stream(changes)
                        .map(PastStatement::of)
                        .flatMap(Optional::stream)
                        .toList(),
                Map.of(),
                Map.of());
        index.progress(0);
    }

    public static void signal(PastIndex index, Signal... signals) {
        index.take(
                Arrays.stream(signals)
                        .map(PastStatement::of)
                        .flatMap(Optional::stream)
                        .toList(),
                Map.of(),
                Map.of());
    }

    public static Signal signal(
            String id, SignalKind kind, String subject, String sector, Position position, Instant at) {
        return Signal.newBuilder()
                .setSignalId(id)
                .setKind(kind)
                .setEnded(false)
                .setRule("rule")
                .setRuleVersion(1)
                .setSubjectKind(SignalSubject.TEAM)
                .setSubject(subject)
                .setPurpose(Purpose.ACTUAL)
                .setPlacement(ParkRecords.placement("pad", sector))
                .setPosition(position)
                .setObservedAt(at)
                .setDetectedAt(at.plusSeconds(60))
                .build();
    }

    /** The same signal, over. */
    public static Signal ended(Signal signal) {
        return Signal.newBuilder(signal)
                .setEnded(true)
                .setDetectedAt(signal.getDetectedAt().plusSeconds(60))
                .build();
    }

    /** The event as it is said to be later: at another time, perhaps in another place. */
    static ObservationChange corrected(ObservationChange before, String territory, Instant observedAt, int count) {
        ObservationChange change =
                ObservationChange.newBuilder(before).setBefore(before.getNow()).build();
        change.getNow().setPlacement(ParkRecords.placement(territory, "khasan"));
        change.getNow().setReceivedAt(before.getNow().getReceivedAt().plusSeconds(1));
        Sighting sighting = change.getNow().getSighting();
        sighting.setObservedAt(observedAt);
        sighting.setCount(count);
        return change;
    }

    static List<String> ids(PastIndex index) {
        return ids(index, Instant.EPOCH, ParkRecords.NOW.plusSeconds(1));
    }

    static List<String> ids(PastIndex index, Instant from, Instant to) {
        List<String> ids = new ArrayList<>();
        index.read(from, to, null, sector -> true, entry -> ids.add(entry.key().id()));
        return ids;
    }
}
