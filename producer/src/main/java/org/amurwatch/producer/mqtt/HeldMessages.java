package org.amurwatch.producer.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.event.StableId;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are not acknowledged yet, in a bounded number. One that its server sends again, after its connection was
 * lost, is known by its topic and content, and takes the place of the first. For several threads.
 */
final class HeldMessages {

    private final int most;
    private final long mostBytes;
    private final List<Held> held = new ArrayList<>();
    private final List<Arrival> turnedAway = new ArrayList<>();
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private long bytes;

    /**
     * @param most messages at once
     * @param mostBytes octets of their payloads
     */
    HeldMessages(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** A message that is not acknowledged yet. */
    static final class Held {
        private final String content;
        private final DeviceMessage message;
        /** By which it is acknowledged; null while its connection is gone. */
        private @Nullable Arrival arrival;
        /** Whether it is accepted, or kept as one of no use: so to be acknowledged. */
        private boolean settled;

        private int failures;
        private @Nullable Instant refusedSince;

        private Held(String content, Arrival arrival) {
            this.content = content;
            this.message = arrival.message();
            this.arrival = arrival;
        }

        DeviceMessage message() {
            return message;
        }
    }

    /** What becomes of a message that comes. */
    enum Taking {
        /** It is new, and to be dealt with. */
        NEW,
        /** It came again, and is being dealt with. */
        AGAIN,
        /** It came again, and was dealt with: to be acknowledged. */
        DONE,
        /** There is no room, and its server would send it again. */
        TURNED_AWAY,
        /** There is no room, and its server keeps nothing of it. */
        DROPPED
    }

    /**
     * What becomes of a message that comes.
     *
     * @param held present where it is new
     */
    record Taken(Taking taking, Optional<Held> held) {}

    synchronized Taken take(Arrival arrival) {
        DeviceMessage message = arrival.message();
        String content = StableId.of(message.topic(), new String(message.payload(), StandardCharsets.ISO_8859_1));
        for (Held one : held) {
            if (one.arrival == null && one.content.equals(content)) {
                if (one.settled) {
                    forget(one);
                    return new Taken(Taking.DONE, Optional.empty());
                }
                one.arrival = arrival;
                return new Taken(Taking.AGAIN, Optional.empty());
            }
        }
        if (!hasRoom(message.payload().length)) {
            if (!arrival.isAwaited()) {
                return new Taken(Taking.DROPPED, Optional.empty());
            }
            turnedAway.add(arrival);
            return new Taken(Taking.TURNED_AWAY, Optional.empty());
        }
        Held next = new Held(content, arrival);
        held.add(next);
        bytes += message.payload().length;
        return new Taken(Taking.NEW, Optional.of(next));
    }

    private boolean hasRoom(int more) {
        while (held.size() >= most || bytes + more > mostBytes) {
            // What a server should have sent again and has not is the first to go.
            Optional<Held> oldest =
                    held.stream().filter(HeldMessages::awaitsRepeat).findFirst();
            if (oldest.isEmpty()) {
                return held.isEmpty();
            }
            forget(oldest.get());
        }
        return true;
    }

    private static boolean awaitsRepeat(Held one) {
        return one.arrival == null && one.settled;
    }

    private void forget(Held one) {
        if (held.remove(one)) {
            bytes -= one.message.payload().length;
        }
    }

    /** No server will send again what came by connections before. */
    synchronized void expectNoRepeats() {
        List.copyOf(held).stream().filter(HeldMessages::awaitsRepeat).forEach(this::forget);
    }

    /** The connection is gone. Returns what came by it and can't be acknowledged any more. */
    synchronized List<Arrival> disconnected() {
        List<Arrival> gone = new ArrayList<>(turnedAway);
        turnedAway.clear();
        for (Held one : held) {
            if (one.arrival != null) {
                gone.add(one.arrival);
                one.arrival = null;
            }
        }
        return gone;
    }

    /** A message is dealt with. Returns by what to acknowledge it; empty while its connection is gone. */
    Optional<Arrival> settle(Held one) {
        List<CompletableFuture<Void>> calm = List.of();
        Optional<Arrival> arrival;
        synchronized (this) {
            one.settled = true;
            arrival = Optional.ofNullable(one.arrival);
            if (arrival.isPresent()) {
                forget(one);
            }
            if (isCalm()) {
                calm = List.copyOf(waiting);
                waiting.clear();
            }
        }
        calm.forEach(next -> next.complete(null));
        return arrival;
    }

    synchronized boolean isSettled(Held one) {
        return one.settled;
    }

    /**
     * A message could not be passed on once more.
     *
     * @param refusedAt when it was refused; null: it was delayed by an outage
     * @return since when it is refused; null: it is not
     */
    synchronized @Nullable Instant failed(Held one, @Nullable Instant refusedAt) {
        one.failures++;
        one.refusedSince = refusedAt == null || one.refusedSince == null ? refusedAt : one.refusedSince;
        return one.refusedSince;
    }

    /** How often it could not be passed on. */
    synchronized int failures(Held one) {
        return one.failures;
    }

    /** Whether any message waits to be tried again. */
    synchronized boolean anyFailing() {
        return held.stream().anyMatch(one -> !one.settled && one.failures > 0);
    }

    /** Complete once everything is dealt with. */
    synchronized CompletableFuture<Void> calm() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        if (isCalm()) {
            next.complete(null);
        } else {
            waiting.add(next);
        }
        return next;
    }

    private boolean isCalm() {
        return held.stream().allMatch(one -> one.settled);
    }

    synchronized int size() {
        return held.size();
    }
}
