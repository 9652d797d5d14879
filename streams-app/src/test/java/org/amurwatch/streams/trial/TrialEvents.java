package org.amurwatch.streams.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.streams.place.PlaceIndex;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.amurwatch.streams.territory.TerritoryIndex;

/** What people report, and the rules and teams of a small sector, for trials in tests. */
final class TrialEvents {

    static final String SECTOR = "south";
    static final Instant BEGIN = Instant.parse("2026-01-17T00:00:00Z");

    private TrialEvents() {}

    static SectorEvent sign(String id, AlertKind kind, double degreesNorth, Instant receivedAt) {
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("rangers")
                        .setEventId(id)
                        .setRevision(receivedAt)
                        .build())
                .setObservedAt(receivedAt.minusSeconds(60))
                .setPosition(new Position(43.1 + degreesNorth, 131.4, null))
                .setMethod(ObservationMethod.DIRECT)
                .setKind(kind)
                .build();
        LocatedEvent located = LocatedEvent.newBuilder()
                .setPoachingAlert(alert)
                .setPlacement(Placement.newBuilder()
                        .setTerritoryId("kedrovaya")
                        .setTerritoryName("Kedrovaya Pad")
                        .setSectorId(SECTOR)
                        .setTimeZone("Asia/Vladivostok")
                        .build())
                .setReceivedAt(receivedAt)
                .setFreshnessMillis(60_000)
                .build();
        return SectorEvent.newBuilder()
                .setObservation(ObservationChange.newBuilder()
                        .setEventKey("rangers/" + id)
                        .setNow(located)
                        .build())
                .build();
    }

    /** An event as bytes, for what keeps it so. */
    static byte[] written(SectorEvent event) {
        try {
            return event.toByteBuffer().array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #written} wrote it. */
    static SectorEvent read(byte[] event) {
        try {
            return SectorEvent.fromByteBuffer(ByteBuffer.wrap(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Russia's rules without some of them. */
    static Rules rulesWithout(String... names) {
        Rules all = RulesFile.builtIn("russia");
        return new Rules(
                all.name(),
                all.version(),
                all.settings(),
                all.rules().stream()
                        .filter(rule -> !List.of(names).contains(rule.name()))
                        .toList());
    }

    static TrialCircumstances circumstances(Rules rules) {
        return new TrialCircumstances(
                RuleBook.of(rules, Map.of()),
                PlaceIndex.of(List.of()),
                List.of(team("officer", TeamRole.DUTY_OFFICER), team("patrol", TeamRole.PATROL)),
                List.of(),
                List.of(),
                List.of(),
                TerritoryIndex.of(List.of(), 0),
                Map.of());
    }

    private static PatrolTeam team(String id, TeamRole role) {
        return PatrolTeam.newBuilder()
                .setId(id)
                .setName(id)
                .setRole(role)
                .setSectorIds(List.of(SECTOR))
                .setEndpoints(List.of("phone-" + id))
                .build();
    }
}
