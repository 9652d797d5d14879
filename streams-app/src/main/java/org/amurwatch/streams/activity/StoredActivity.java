package org.amurwatch.streams.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.avro.TerritoryDay;
import org.amurwatch.avro.TerritoryStatus;
import org.jspecify.annotations.Nullable;

/** The state of the counts in four sorted maps of bytes. */
final class StoredActivity implements ActivityState {

    /** The four maps. */
    record Maps(OrderedBytes events, OrderedBytes deployments, OrderedBytes days, OrderedBytes statuses) {}

    private final Maps maps;
    private final RecordCodec<TerritoryDay> dayCodec;
    private final RecordCodec<TerritoryStatus> statusCodec;

    StoredActivity(Maps maps, RecordCodec<TerritoryDay> dayCodec, RecordCodec<TerritoryStatus> statusCodec) {
        this.maps = maps;
        this.dayCodec = dayCodec;
        this.statusCodec = statusCodec;
    }

    @Override
    public List<EventRow> between(Chain chain, long fromMillis, long toMillis) {
        List<EventRow> rows = new ArrayList<>();
        for (OrderedBytes.Entry entry :
                maps.events().range(EventRowCodec.from(chain, fromMillis), EventRowCodec.to(chain, toMillis))) {
            rows.add(EventRowCodec.row(chain, entry.key(), entry.value()));
        }
        return rows;
    }

    @Override
    public @Nullable EventRow stored(EventRow identity) {
        byte[] value = maps.events().get(EventRowCodec.key(identity));
        return value == null
                ? null
                : EventRowCodec.row(identity.chain(), identity.observedAt(), identity.eventKey(), value);
    }

    @Override
    public @Nullable DeploymentRow stored(DeploymentRow identity) {
        byte[] key = DeploymentRowCodec.key(identity);
        byte[] value = maps.deployments().get(key);
        return value == null ? null : DeploymentRowCodec.row(key, value);
    }

    @Override
    public List<DeploymentRow> deployments(String territoryId, String stationId) {
        List<DeploymentRow> rows = new ArrayList<>();
        for (OrderedBytes.Entry entry : maps.deployments()
                .range(
                        DeploymentRowCodec.station(territoryId, stationId).bytes(),
                        DeploymentRowCodec.station(territoryId, stationId).andAllBelow())) {
            rows.add(DeploymentRowCodec.row(entry.key(), entry.value()));
        }
        return rows;
    }

    @Override
    public @Nullable DayState day(String territoryId, int day) {
        byte[] value = maps.days().get(dayKey(territoryId, day));
        return value == null ? null : day(value);
    }

    @Override
    public SortedMap<Integer, DayState> days(String territoryId, int from, int to) {
        SortedMap<Integer, DayState> days = new TreeMap<>();
        for (OrderedBytes.Entry entry : maps.days().range(dayKey(territoryId, from), dayKey(territoryId, to))) {
            DayState day = day(entry.value());
            days.put(Math.toIntExact(day.published().getDate().toEpochDay()), day);
        }
        return days;
    }

    @Override
    public @Nullable TerritoryStatus status(String territoryId) {
        byte[] value = maps.statuses().get(statusKey(territoryId));
        if (value == null) {
            return null;
        }
        TerritoryStatus status = statusCodec.read(value);
        // Lists that Avro reads can't be compared where their records hold dates; these can.
        status.setSubjects(new ArrayList<>(status.getSubjects()));
        return status;
    }

    /** Writes what was computed. All bytes are made before the first is written: what can't be encoded changes nothing. */
    void apply(ActivityChange change) {
        List<Write> writes = new ArrayList<>();
        change.events().removed().forEach(row -> writes.add(new Write(maps.events(), EventRowCodec.key(row), null)));
        change.events()
                .added()
                .forEach(row -> writes.add(new Write(maps.events(), EventRowCodec.key(row), EventRowCodec.value(row))));
        change.deployments()
                .removed()
                .forEach(row -> writes.add(new Write(maps.deployments(), DeploymentRowCodec.key(row), null)));
        change.deployments()
                .added()
                .forEach(row -> writes.add(
                        new Write(maps.deployments(), DeploymentRowCodec.key(row), DeploymentRowCodec.value(row))));
        for (DayChange day : change.days()) {
            DayState after = day.after();
            byte[] key = dayKey(change.territoryId(), day.day());
            writes.add(new Write(maps.days(), key, after == null ? null : bytes(after)));
        }
        if (change.statusChanged()) {
            TerritoryStatus status = change.status();
            byte[] key = statusKey(change.territoryId());
            writes.add(new Write(maps.statuses(), key, status == null ? null : statusCodec.write(status)));
        }
        writes.forEach(Write::run);
    }

    /** A value under its key; null deletes it. */
    private record Write(OrderedBytes map, byte[] key, byte @Nullable [] value) {

        void run() {
            if (value == null) {
                map.delete(key);
            } else {
                map.put(key, value);
            }
        }
    }

    /** The number of known stations, which is not published, stands before the published record. */
    private byte[] bytes(DayState day) {
        byte[] published = dayCodec.write(day.published());
        return ByteBuffer.allocate(Integer.BYTES + published.length)
                .putInt(day.stationsKnown())
                .put(published)
                .array();
    }

    private DayState day(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        int stationsKnown = buffer.getInt();
        byte[] published = new byte[buffer.remaining()];
        buffer.get(published);
        return new DayState(dayCodec.read(published), stationsKnown);
    }

    private static byte[] dayKey(String territoryId, int day) {
        return new OrderedKey().text(territoryId).number(day).bytes();
    }

    private static byte[] statusKey(String territoryId) {
        return territoryId.getBytes(StandardCharsets.UTF_8);
    }
}
