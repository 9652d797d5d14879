package org.amurwatch.consumer.dashboard.state;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.jspecify.annotations.Nullable;

/** All that is shown, each thing as it stands now, under a version that grows with each change. For several threads. */
public final class ParkState {

    private final Versions versions;
    private final Map<Kind, Map<String, ParkItem>> items = new EnumMap<>(Kind.class);
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    public ParkState(Versions versions) {
        this.versions = versions;
        for (Kind kind : Kind.values()) {
            items.put(kind, new LinkedHashMap<>());
        }
    }

    /** The state at one moment. */
    public record Snapshot(long version, Map<Kind, List<ParkItem>> items) {

        /** All of one kind. */
        public List<ParkItem> of(Kind kind) {
            return items.getOrDefault(kind, List.of());
        }
    }

    /** Is told of each change, in order, on the thread that makes it: a listener must not wait for anything. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    public synchronized Snapshot snapshot() {
        Map<Kind, List<ParkItem>> copy = new EnumMap<>(Kind.class);
        items.forEach((kind, ofKind) -> copy.put(kind, List.copyOf(ofKind.values())));
        return new Snapshot(versions.last(), copy);
    }

    public synchronized long version() {
        return versions.last();
    }

    /** Whether this process gave this version: one of another says nothing of what somebody has seen here. */
    public synchronized boolean gave(long version) {
        return versions.isOurs(version);
    }

    public synchronized @Nullable ParkItem item(Kind kind, String id) {
        return ofKind(kind).get(id);
    }

    /** How a thing stands now; the same as it stood is no change. */
    synchronized void put(ParkItem item) {
        @Nullable ParkItem before = ofKind(item.kind()).get(item.id());
        if (!item.equals(before)) {
            ofKind(item.kind()).put(item.id(), item);
            tell(before, item);
        }
    }

    synchronized void remove(Kind kind, String id) {
        @Nullable ParkItem before = ofKind(kind).remove(id);
        if (before != null) {
            tell(before, null);
        }
    }

    /** Puts what there is, and removes what there is not. */
    void set(Kind kind, String id, @Nullable ParkItem item) {
        if (item == null) {
            remove(kind, id);
        } else {
            put(item);
        }
    }

    private Map<String, ParkItem> ofKind(Kind kind) {
        return items.getOrDefault(kind, Map.of());
    }

    private void tell(@Nullable ParkItem before, @Nullable ParkItem after) {
        Change change = new Change(versions.next(), before, after);
        listeners.forEach(listener -> listener.accept(change));
    }
}
