package org.amurwatch.streams.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.streams.activity.OrderedBytes;
import org.amurwatch.streams.activity.OrderedKey;
import org.amurwatch.streams.activity.RecordCodec;
import org.jspecify.annotations.Nullable;

/** What is kept of stations, in sorted maps of bytes. */
final class StoredWatch {

    /**
     * The maps.
     *
     * @param stations rows by territory, station
     * @param due when a silence is looked at: time, territory, station
     * @param people events that are counted against the baseline, by territory, station, night, time, event
     * @param signals those that are open, by territory, station, id
     */
    record Maps(OrderedBytes stations, OrderedBytes due, OrderedBytes people, OrderedBytes signals) {}

    /** A silence to look at. */
    record Due(long dueAt, String territoryId, String stationId) {}

    /** One counted event, or one that would count if nothing explained it. */
    record Person(String territoryId, String stationId, int night, long observedAt, String eventKey) {

        private byte[] key() {
            return nightKey(territoryId, stationId, night)
                    .number(observedAt)
                    .text(eventKey)
                    .bytes();
        }
    }

    private static final byte[] COUNTS = {1};
    private static final byte[] EXPLAINED = {0};

    /** Events closer together than this are the same people (the field's rule): slots of half an hour are counted. */
    private static final long SLOT_MILLIS = 30 * 60_000L;

    private final Maps maps;
    private final RecordCodec<SectorEvent> codec;

    StoredWatch(Maps maps, RecordCodec<SectorEvent> codec) {
        this.maps = maps;
        this.codec = codec;
    }

    StationRow station(String territoryId, String stationId) {
        byte[] value = maps.stations().get(station(territoryId).text(stationId).bytes());
        return value == null
                ? StationRow.unknown(territoryId, stationId)
                : StationRowCodec.row(territoryId, stationId, value);
    }

    /** All stations of a territory. */
    List<StationRow> stations(String territoryId) {
        List<StationRow> rows = new ArrayList<>();
        for (OrderedBytes.Entry entry : maps.stations()
                .range(station(territoryId).bytes(), station(territoryId).andAllBelow())) {
            OrderedKey.Reader key = new OrderedKey.Reader(entry.key(), 0);
            key.text();
            rows.add(StationRowCodec.row(territoryId, key.text(), entry.value()));
        }
        return rows;
    }

    /** Keeps a row, and when it is due in the place of when it was. */
    void put(StationRow before, StationRow now) {
        if (before.dueAt() != 0 && before.dueAt() != now.dueAt()) {
            maps.due().delete(dueKey(before));
        }
        if (now.dueAt() != 0 && before.dueAt() != now.dueAt()) {
            maps.due().put(dueKey(now), EXPLAINED);
        }
        maps.stations().put(station(now.territoryId()).text(now.stationId()).bytes(), StationRowCodec.value(now));
    }

    private static OrderedKey station(String territoryId) {
        return new OrderedKey().text(territoryId);
    }

    private static byte[] dueKey(StationRow row) {
        return new OrderedKey()
                .number(row.dueAt())
                .text(row.territoryId())
                .text(row.stationId())
                .bytes();
    }

    /** Silences to look at until a time, the earliest first, at most so many. */
    List<Due> due(long untilMillis, int most) {
        List<Due> due = new ArrayList<>();
        byte[] from = new OrderedKey().number(0L).bytes();
        byte[] to = new OrderedKey().number(untilMillis + 1).bytes();
        for (OrderedBytes.Entry entry : maps.due().range(from, to)) {
            if (due.size() < most) {
                OrderedKey.Reader key = new OrderedKey.Reader(entry.key(), 0);
                due.add(new Due(key.number(), key.text(), key.text()));
            }
        }
        return due;
    }

    boolean isKept(Person person) {
        return maps.people().get(person.key()) != null;
    }

    void remove(Person person) {
        maps.people().delete(person.key());
    }

    /** Keeps an event, and forgets those of nights that no history reaches back to. */
    void put(Person person, boolean counts) {
        maps.people().put(person.key(), counts ? COUNTS : EXPLAINED);
        byte[] from = nightKey(person.territoryId(), person.stationId(), 0).bytes();
        byte[] to = nightKey(person.territoryId(), person.stationId(), person.night() - StationRow.NIGHTS)
                .bytes();
        for (OrderedBytes.Entry old : maps.people().range(from, to)) {
            maps.people().delete(old.key());
        }
    }

    private static OrderedKey nightKey(String territoryId, String stationId, int night) {
        return station(territoryId).text(stationId).number(night);
    }

    /** Events that count, of the nights of a station before and including one: by night, those of one slot once. */
    Map<Integer, Integer> counts(String territoryId, String stationId, int lastNight) {
        Map<Integer, Set<Long>> slots = new HashMap<>();
        byte[] from = nightKey(territoryId, stationId, 0).bytes();
        byte[] to = nightKey(territoryId, stationId, lastNight + 1).bytes();
        for (OrderedBytes.Entry entry : maps.people().range(from, to)) {
            Person person = person(entry.key());
            if (entry.value()[0] == COUNTS[0]) {
                slots.computeIfAbsent(person.night(), night -> new HashSet<>())
                        .add(Math.floorDiv(person.observedAt(), SLOT_MILLIS));
            }
        }
        Map<Integer, Integer> counts = new HashMap<>();
        slots.forEach((night, found) -> counts.put(night, found.size()));
        return counts;
    }

    /** Events of a night that count, in order of time. */
    List<Person> people(String territoryId, String stationId, int night) {
        List<Person> people = new ArrayList<>();
        for (OrderedBytes.Entry entry : maps.people()
                .range(
                        nightKey(territoryId, stationId, night).bytes(),
                        nightKey(territoryId, stationId, night + 1).bytes())) {
            if (entry.value()[0] == COUNTS[0]) {
                people.add(person(entry.key()));
            }
        }
        return people;
    }

    private static Person person(byte[] key) {
        OrderedKey.Reader reader = new OrderedKey.Reader(key, 0);
        return new Person(reader.text(), reader.text(), reader.smallNumber(), reader.number(), reader.text());
    }

    /** Signals about a station that have not ended, by id. */
    SortedMap<String, Signal> openSignals(String territoryId, String stationId) {
        SortedMap<String, Signal> open = new TreeMap<>();
        for (OrderedBytes.Entry entry : maps.signals()
                .range(
                        station(territoryId).text(stationId).bytes(),
                        station(territoryId).text(stationId).andAllBelow())) {
            Signal signal = codec.read(entry.value()).getSignal();
            open.put(signal.getSignalId(), signal);
        }
        return open;
    }

    @Nullable
    Signal openSignal(String territoryId, String stationId, String signalId) {
        byte[] value = maps.signals()
                .get(station(territoryId).text(stationId).text(signalId).bytes());
        return value == null ? null : codec.read(value).getSignal();
    }

    /** Keeps a signal while it is open. */
    void put(String territoryId, Signal signal) {
        byte[] key = station(territoryId)
                .text(signal.getSubject())
                .text(signal.getSignalId())
                .bytes();
        if (signal.getEnded()) {
            maps.signals().delete(key);
        } else {
            maps.signals()
                    .put(
                            key,
                            codec.write(
                                    SectorEvent.newBuilder().setSignal(signal).build()));
        }
    }
}
