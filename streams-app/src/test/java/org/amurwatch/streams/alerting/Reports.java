package org.amurwatch.streams.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;

/** Reports and teams for tests: a gunshot in territory kedrovaya of sector south, a minute old, and who hears of it. */
final class Reports {

    static final Instant RECEIVED = Instant.parse("2026-01-17T06:18:44Z");

    private Reports() {}

    static PoachingAlert report(AlertKind kind, Consumer<PoachingAlert.Builder> change) {
        PoachingAlert.Builder builder = PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("sensors")
                        .setEventId("1")
                        .setRevision(RECEIVED)
                        .build())
                .setObservedAt(RECEIVED.minusSeconds(60))
                .setPosition(Position.newBuilder()
                        .setLatitude(43.1)
                        .setLongitude(131.4)
                        .build())
                .setKind(kind);
        change.accept(builder);
        return builder.build();
    }

    static LocatedEvent located(PoachingAlert report, String territory, String sector) {
        return LocatedEvent.newBuilder()
                .setPoachingAlert(report)
                .setPlacement(Placement.newBuilder()
                        .setTerritoryId(territory)
                        .setTerritoryName("Kedrovaya Pad")
                        .setSectorId(sector)
                        .setTimeZone("Asia/Vladivostok")
                        .build())
                .setReceivedAt(RECEIVED)
                .setFreshnessMillis(
                        Duration.between(report.getObservedAt(), RECEIVED).toMillis())
                .build();
    }

    static ObservationChange appeared(PoachingAlert report) {
        return appeared(located(report, "kedrovaya", "south"));
    }

    static ObservationChange appeared(LocatedEvent now) {
        return ObservationChange.newBuilder()
                .setEventKey("sensors/" + now.getPoachingAlert().getProvenance().getEventId())
                .setNow(now)
                .build();
    }

    static PatrolTeam team(String id, Consumer<PatrolTeam.Builder> change) {
        PatrolTeam.Builder builder = PatrolTeam.newBuilder()
                .setId(id)
                .setName("Team " + id)
                .setLanguage("ru")
                .setTerritoryIds(List.of("kedrovaya"))
                .setKinds(List.of(AlertKind.GUNSHOT, AlertKind.SNARE, AlertKind.SOS))
                .setEndpoints(List.of("phone-" + id));
        change.accept(builder);
        return builder.build();
    }
}
