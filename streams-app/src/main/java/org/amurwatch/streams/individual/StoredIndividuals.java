package org.amurwatch.streams.individual;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.OrderedKey;
import org.amurwatch.streams.activity.RecordCodec;
import org.amurwatch.streams.activity.Watch;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of individuals, in sorted maps of bytes; and in memory, made from these at start, the effort and which names
 * stand for which animal.
 */
final class StoredIndividuals {

    /**
     * The maps.
     *
     * @param sightings rows by identity, time, event, territory
     * @param identities identity to the id of the animal that its rows count for
     * @param register id to Individual
     * @param deployments rows by deployment key, territory
     * @param statuses id to the status that was published last
     * @param signals those that are open, by id of the animal, id of the signal
     * @param settling one row: since when and until when input came that absences have not been judged by
     */
    record Maps(
            OrderedBytes sightings,
            OrderedBytes identities,
            OrderedBytes register,
            OrderedBytes deployments,
            OrderedBytes statuses,
            OrderedBytes signals,
            OrderedBytes settling) {}

    /** How records are kept. */
    record Codecs(
            RecordCodec<ObservationChange> changes,
            RecordCodec<Individual> individuals,
            RecordCodec<IndividualStatus> statuses,
            RecordCodec<SectorEvent> signals) {}

    /** Input that absences have not been judged by: when the first and the last of it came. */
    record Settling(Instant first, Instant last) {}

    private static final byte[] SETTLING = {0};
    private static final byte[] LEAST = {};
    private static final byte[] GREATEST = {(byte) 0xFF, (byte) 0xFF};

    private final Maps maps;
    private final Codecs codecs;
    private final StationEffort effort = new StationEffort();
    private final CountedNames names = new CountedNames();
    private RegisterIndex register;

    StoredIndividuals(Maps maps, Codecs codecs) {
        this.maps = maps;
        this.codecs = codecs;
        this.register = RegisterIndex.of(entries(null, null));
        for (OrderedBytes.Entry row : maps.deployments().range(LEAST, GREATEST)) {
            LocatedEvent event = codecs.changes().read(row.value()).getNow();
            if (event != null) {
                effort.put(text(row.key()), deployed(event));
            }
        }
        for (OrderedBytes.Entry row : maps.identities().range(LEAST, GREATEST)) {
            names.put(new OrderedKey.Reader(row.key(), 0).text(), text(row.value()));
        }
    }

    RegisterIndex register() {
        return register;
    }

    /** The register as it would be with one entry replaced, or taken out by null. */
    RegisterIndex registerWith(String id, @Nullable Individual entry) {
        return RegisterIndex.of(entries(id, entry));
    }

    private List<Individual> entries(@Nullable String replaced, @Nullable Individual by) {
        List<Individual> entries = new ArrayList<>();
        for (OrderedBytes.Entry row : maps.register().range(LEAST, GREATEST)) {
            Individual entry = codecs.individuals().read(row.value());
            if (!entry.getId().equals(replaced)) {
                entries.add(entry);
            }
        }
        if (by != null) {
            entries.add(by);
        }
        return entries;
    }

    void putRegister(String id, @Nullable Individual entry, RegisterIndex index) {
        byte[] key = new OrderedKey().text(id).bytes();
        if (entry == null) {
            maps.register().delete(key);
        } else {
            maps.register().put(key, codecs.individuals().write(entry));
        }
        register = index;
    }

    StationEffort effort() {
        return effort;
    }

    void putDeployment(String eventKey, LocatedEvent event) {
        StationEffort.Deployed deployed = deployed(event);
        byte[] key = deploymentKey(eventKey, event);
        maps.deployments()
                .put(
                        key,
                        codecs.changes()
                                .write(ObservationChange.newBuilder()
                                        .setEventKey(eventKey)
                                        .setNow(event)
                                        .build()));
        effort.put(text(key), deployed);
    }

    void removeDeployment(String eventKey, LocatedEvent event) {
        byte[] key = deploymentKey(eventKey, event);
        maps.deployments().delete(key);
        effort.remove(text(key));
    }

    private static byte[] deploymentKey(String eventKey, LocatedEvent event) {
        return new OrderedKey()
                .text(eventKey)
                .text(event.getPlacement().getTerritoryId())
                .bytes();
    }

    private static StationEffort.Deployed deployed(LocatedEvent event) {
        Deployment deployment = event.getDeployment();
        return new StationEffort.Deployed(
                deployment.getStationId(),
                deployment.getPosition().getLatitude(),
                deployment.getPosition().getLongitude(),
                Watch.of(
                        deployment,
                        event.getReceivedAt(),
                        ZoneId.of(event.getPlacement().getTimeZone())));
    }

    /** Keeps a sighting; its name counts for the animal that the register means by it. */
    void putSighting(IndividualSighting seen) {
        maps.sightings()
                .put(
                        sightingKey(seen),
                        codecs.changes()
                                .write(ObservationChange.newBuilder()
                                        .setEventKey(seen.eventKey())
                                        .setNow(seen.event())
                                        .build()));
        String identity = seen.identity().text();
        if (!names.knows(identity)) {
            count(identity, register.individualOf(seen.identity()));
        }
    }

    void removeSighting(IndividualSighting seen) {
        maps.sightings().delete(sightingKey(seen));
        String identity = seen.identity().text();
        if (names.knows(identity) && rows(identity).isEmpty()) {
            maps.identities().delete(new OrderedKey().text(identity).bytes());
            names.remove(identity);
        }
    }

    /** From now on the rows of an identity count for another animal. */
    void count(String identity, String individualId) {
        maps.identities().put(new OrderedKey().text(identity).bytes(), individualId.getBytes(StandardCharsets.UTF_8));
        names.put(identity, individualId);
    }

    /** Identities, and for which animal each counts. */
    Map<String, String> resolved() {
        return names.animals();
    }

    /** Animals that were seen. */
    List<String> seen() {
        return names.counted();
    }

    /** All that counts for an animal, in order; of an event that is on its way from one territory to another, the later. */
    List<IndividualSighting> sightings(String individualId) {
        Map<String, IndividualSighting> byEvent = new LinkedHashMap<>();
        for (String identity : names.of(individualId)) {
            for (OrderedBytes.Entry row : rows(identity)) {
                ObservationChange kept = codecs.changes().read(row.value());
                LocatedEvent event = kept.getNow();
                if (event != null) {
                    byEvent.merge(
                            kept.getEventKey(),
                            new IndividualSighting(Identity.of(identity), kept.getEventKey(), event),
                            StoredIndividuals::later);
                }
            }
        }
        return byEvent.values().stream().sorted(IndividualSighting.ORDER).toList();
    }

    private static IndividualSighting later(IndividualSighting a, IndividualSighting b) {
        return b.event().getReceivedAt().isBefore(a.event().getReceivedAt()) ? a : b;
    }

    private List<OrderedBytes.Entry> rows(String identity) {
        return maps.sightings()
                .range(
                        new OrderedKey().text(identity).bytes(),
                        new OrderedKey().text(identity).andAllBelow());
    }

    private static byte[] sightingKey(IndividualSighting seen) {
        return new OrderedKey()
                .text(seen.identity().text())
                .number(seen.observedAt().toEpochMilli())
                .text(seen.eventKey())
                .text(seen.event().getPlacement().getTerritoryId())
                .bytes();
    }

    @Nullable
    IndividualStatus status(String individualId) {
        byte[] bytes = maps.statuses().get(new OrderedKey().text(individualId).bytes());
        return bytes == null ? null : codecs.statuses().read(bytes);
    }

    void putStatus(String individualId, @Nullable IndividualStatus status) {
        byte[] key = new OrderedKey().text(individualId).bytes();
        if (status == null) {
            maps.statuses().delete(key);
        } else {
            maps.statuses().put(key, codecs.statuses().write(status));
        }
    }

    /** Signals about an animal that have not ended, by id. */
    SortedMap<String, Signal> openSignals(String individualId) {
        SortedMap<String, Signal> open = new TreeMap<>();
        for (OrderedBytes.Entry row : maps.signals()
                .range(
                        new OrderedKey().text(individualId).bytes(),
                        new OrderedKey().text(individualId).andAllBelow())) {
            Signal signal = codecs.signals().read(row.value()).getSignal();
            open.put(signal.getSignalId(), signal);
        }
        return open;
    }

    /** Keeps a signal while it is open. */
    void putSignal(Signal signal) {
        byte[] key = new OrderedKey()
                .text(signal.getSubject())
                .text(signal.getSignalId())
                .bytes();
        if (signal.getEnded()) {
            maps.signals().delete(key);
        } else {
            maps.signals()
                    .put(
                            key,
                            codecs.signals()
                                    .write(SectorEvent.newBuilder()
                                            .setSignal(signal)
                                            .build()));
        }
    }

    Optional<Settling> settling() {
        byte[] bytes = maps.settling().get(SETTLING);
        if (bytes == null) {
            return Optional.empty();
        }
        ByteBuffer row = ByteBuffer.wrap(bytes);
        return Optional.of(new Settling(Instant.ofEpochMilli(row.getLong()), Instant.ofEpochMilli(row.getLong())));
    }

    void putSettling(@Nullable Settling settling) {
        if (settling == null) {
            maps.settling().delete(SETTLING);
        } else {
            maps.settling()
                    .put(
                            SETTLING,
                            ByteBuffer.allocate(2 * Long.BYTES)
                                    .putLong(settling.first().toEpochMilli())
                                    .putLong(settling.last().toEpochMilli())
                                    .array());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
