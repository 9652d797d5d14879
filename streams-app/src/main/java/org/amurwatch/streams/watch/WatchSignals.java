package org.amurwatch.streams.watch;

import java.time.Instant;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.event.StableId;

/** Signals about a station: the same id for the same beginning, however often it is found. */
final class WatchSignals {

    private WatchSignals() {}

    static String id(SignalKind kind, WatchRules.Asked asked, String stationId, String begin) {
        return StableId.of(kind.name(), stationId, asked.rule(), begin);
    }

    static Signal of(SignalKind kind, WatchRules.Asked asked, Hearing at, String begin, Instant detectedAt) {
        return Signal.newBuilder()
                .setSignalId(id(kind, asked, at.stationId(), begin))
                .setKind(kind)
                .setRule(asked.rule())
                .setRuleVersion(asked.version())
                .setSubjectKind(SignalSubject.STATION)
                .setSubject(at.stationId())
                .setPurpose(at.purpose())
                .setPlacement(at.placement())
                .setPosition(Position.newBuilder()
                        .setLatitude(at.latitude())
                        .setLongitude(at.longitude())
                        .build())
                .setObservedAt(at.observedAt())
                .setDetectedAt(detectedAt)
                .build();
    }

    /** The same, over. */
    static Signal ended(Signal open, Instant at) {
        return Signal.newBuilder(open).setEnded(true).setDetectedAt(at).build();
    }
}
