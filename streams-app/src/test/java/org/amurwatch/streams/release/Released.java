package org.amurwatch.streams.release;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleaseEntry;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.avro.Vertex;
import org.amurwatch.streams.activity.MemoryBytes;
import org.amurwatch.streams.activity.StreamsCodec;
import org.amurwatch.streams.agreement.AgreementBook;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.jspecify.annotations.Nullable;

/**
 * The release of a small country, over maps in memory: territory "west" (RU, Vladivostok) is west of 131.45 E, "east" (CN, Shanghai)
 * east of it.
 */
final class Released {

    static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    static final AudienceKeys KEYS =
            AudienceKeys.of("a secret of more than 32 bytes, for tests".getBytes(StandardCharsets.UTF_8));
    static final List<Territory> TERRITORIES = List.of(
            territory("west", "RU", "Asia/Vladivostok", 130, 131.45),
            territory("east", "CN", "Asia/Shanghai", 131.45, 133));
    static final Gazetteer GAZETTEER =
            new Gazetteer(TerritoryIndex.of(TERRITORIES, 0), Map.of("west", "RU", "east", "CN"));

    private final Map<String, Agreement> agreements = new TreeMap<>();
    private final Map<String, LocatedEvent> known = new TreeMap<>();
    private final ReleaseLedger ledger = new ReleaseLedger(
            new StoredReleases(new MemoryBytes(), new MemoryBytes(), new StreamsCodec<>(ReleaseEntry.class)),
            Purpose.ACTUAL,
            this::book,
            new Generaliser(KEYS, () -> GAZETTEER, new StationCells(new MemoryBytes())));
    final List<ReleasedEvent> all = new ArrayList<>();

    Released(Agreement... agreements) {
        Arrays.stream(agreements).forEach(this::agree);
    }

    void agree(Agreement agreement) {
        agreements.put(agreement.getId(), agreement);
    }

    private AgreementBook book() {
        return new AgreementBook(agreements.values());
    }

    /** What intake makes of a statement, and all that is released of it at once. */
    List<ReleasedEvent> send(LocatedEvent now) {
        return send(now, now.getReceivedAt());
    }

    List<ReleasedEvent> withdraw(LocatedEvent last, Instant at) {
        known.remove(key(last));
        return change(key(last), last, null, at);
    }

    private List<ReleasedEvent> send(LocatedEvent now, Instant at) {
        LocatedEvent before = known.put(key(now), now);
        String territory = now.getPlacement().getTerritoryId();
        if (before != null && !before.getPlacement().getTerritoryId().equals(territory)) {
            List<ReleasedEvent> released = new ArrayList<>(change(key(now), before, null, at));
            released.addAll(change(key(now), null, now, at));
            return released;
        }
        return change(key(now), before, now, at);
    }

    List<ReleasedEvent> change(String eventKey, @Nullable LocatedEvent before, @Nullable LocatedEvent now, Instant at) {
        ObservationChange change = new ObservationChange(eventKey, before, now, false);
        List<ReleasedEvent> released = new ArrayList<>();
        ReleaseInput.of(change, book(), Purpose.ACTUAL)
                .forEach(placed -> released.addAll(ledger.on(placed.place(), placed.change(), at)));
        all.addAll(released);
        return released;
    }

    List<ReleasedEvent> due(Instant now) {
        List<ReleasedEvent> released = ledger.due(now);
        all.addAll(released);
        return released;
    }

    /** What a reader of an agreement knows at the end, by id. */
    Map<String, ReleasedEvent> known(String agreementId) {
        Map<String, ReleasedEvent> current = new TreeMap<>();
        all.stream()
                .filter(event -> event.getAgreementId().equals(agreementId))
                .sorted(Comparator.comparing(ReleasedEvent::getVersion))
                .forEach(event -> current.put(event.getId(), event));
        current.values().removeIf(ReleasedEvent::getWithdrawn);
        return current;
    }

    static String key(LocatedEvent event) {
        Provenance provenance = event.getSighting() != null
                ? event.getSighting().getProvenance()
                : event.getPoachingAlert().getProvenance();
        return provenance.getSourceId() + "/" + provenance.getEventId();
    }

    /** A partner that gets all species, snares and people, at 0.1 degree, at once. */
    static Agreement partner(Consumer<Agreement.Builder> changes) {
        Agreement.Builder agreement = Agreement.newBuilder()
                .setId("north")
                .setName("The park in the north")
                .setAudience(Audience.PARTNER)
                .setAllSpecies(true)
                .setKinds(List.of(AlertKind.SNARE, AlertKind.HUMAN_PRESENCE))
                .setPrecision(GridPrecision.TENTH)
                .setTimePrecision(TimePrecision.MOMENT)
                .setStartAt(START);
        changes.accept(agreement);
        return agreement.build();
    }

    static Agreement everybody(Consumer<Agreement.Builder> changes) {
        return partner(agreement -> {
            agreement.setId("public").setAudience(Audience.PUBLIC);
            changes.accept(agreement);
        });
    }

    static LocatedEvent sighting(
            String eventId, double latitude, double longitude, Instant received, Consumer<Sighting.Builder> changes) {
        Sighting.Builder sighting = Sighting.newBuilder()
                .setProvenance(new Provenance("park", eventId, received, null, null))
                .setObservedAt(received.minusSeconds(600))
                .setPosition(new Position(latitude, longitude, 4.0))
                .setStationId("park/station-1")
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setScientificName("Capreolus pygargus")
                .setCount(1);
        changes.accept(sighting);
        return located(received, sighting.getPosition())
                .setSighting(sighting.build())
                .build();
    }

    static LocatedEvent alert(
            String eventId,
            double latitude,
            double longitude,
            Instant received,
            Consumer<PoachingAlert.Builder> changes) {
        PoachingAlert.Builder alert = PoachingAlert.newBuilder()
                .setProvenance(new Provenance("park", eventId, received, null, null))
                .setObservedAt(received.minusSeconds(600))
                .setPosition(new Position(latitude, longitude, null))
                .setMethod(ObservationMethod.REPORT)
                .setKind(AlertKind.SNARE);
        changes.accept(alert);
        return located(received, alert.getPosition())
                .setPoachingAlert(alert.build())
                .build();
    }

    private static LocatedEvent.Builder located(Instant received, Position position) {
        return LocatedEvent.newBuilder()
                .setPlacement(GAZETTEER.territories().locate(position).placement())
                .setReceivedAt(received)
                .setFreshnessMillis(600_000);
    }

    private static Territory territory(String id, String country, String zone, double west, double east) {
        List<Vertex> ring = List.of(
                new Vertex(42.0, west),
                new Vertex(42.0, east),
                new Vertex(44.5, east),
                new Vertex(44.5, west),
                new Vertex(42.0, west));
        return Territory.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorId(id)
                .setTimeZone(zone)
                .setCountry(country)
                .setPolygons(
                        List.of(Polygon.newBuilder().setRings(List.of(ring)).build()))
                .build();
    }
}
