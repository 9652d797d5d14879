package org.amurwatch.producer.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.publish.AcknowledgedRecord;

/** Keeps what it is given, after a while; in an outage it takes nothing. */
final class AcceptedEvents implements LiveIngest {

    private final Map<String, List<LiveEvent>> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private volatile long millis = 2;
    private volatile int failing = ExitCode.DONE;

    void takes(long eachMillis) {
        millis = eachMillis;
    }

    /** @param exitCode of the failure; DONE: all is well */
    void fails(int exitCode) {
        failing = exitCode;
    }

    @Override
    public CompletableFuture<AcknowledgedRecord> accept(LiveEvent event) {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return CompletableFuture.supplyAsync(
                () -> {
                    underWay.decrementAndGet();
                    if (failing != ExitCode.DONE) {
                        throw new CommandFailure(failing, "It fails, by the test.");
                    }
                    byKey.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event);
                    return new AcknowledgedRecord(event.topic().name(), 0, 0, 0);
                },
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    Map<String, List<LiveEvent>> byKey() {
        return byKey;
    }

    boolean has(String key) {
        return byKey.containsKey(key);
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    @Override
    public void close() {}
}
