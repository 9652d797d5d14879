package org.amurwatch.producer.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.event.Canary;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.process.StopSignal;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States the canary anew at once and then at an interval, until it is closed. A failure is logged and nothing else: that no
 * canary arrives is what tells whoever waits for it. The next one is tried with a connection of its own.
 */
public final class CanaryService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryService.class);

    // In the sea where no park is: it shares no sector with anything that matters.
    private static final Position NOWHERE =
            Position.newBuilder().setLatitude(0).setLongitude(0).build();

    private final Supplier<LiveSink> sinks;
    private final Clock clock;
    private final Duration every;
    private final StopSignal stop = new StopSignal();
    private final Thread thread = new Thread(this::run, "canary");
    private @Nullable LiveSink sink;
    private boolean failing;

    /**
     * @param sinks opens where field events go
     * @param every from one to the next; more than 0
     * @throws CommandFailure if {@code every} is 0 or less
     */
    public CanaryService(Supplier<LiveSink> sinks, Clock clock, Duration every) {
        if (every.isZero() || every.isNegative()) {
            throw CommandFailure.usage(
                    "Setting amurwatch.canary.every is more than 0, such as PT1M; got " + every + ".");
        }
        this.sinks = sinks;
        this.clock = clock;
        this.every = every;
        thread.setDaemon(true);
    }

    /** Begins to send, in a thread of its own. */
    public CanaryService start() {
        thread.start();
        return this;
    }

    /** Waits until it is closed. */
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** The canary as it is stated at a time. */
    static PoachingAlert canary(Instant now) {
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(Canary.EVENT.sourceId())
                        .setEventId(Canary.EVENT.eventId())
                        .setRevision(now)
                        .build())
                .setPurpose(Purpose.CANARY)
                .setObservedAt(now)
                .setPosition(NOWHERE)
                .setKind(AlertKind.OTHER)
                .build();
    }

    private void run() {
        try {
            do {
                send();
            } while (!stop.rest(every));
        } finally {
            closeSink();
        }
    }

    private void send() {
        try {
            if (sink == null) {
                sink = sinks.get();
            }
            sink.accept(Topics.POACHING_ALERTS, Canary.EVENT.toString(), canary(Instant.ofEpochMilli(clock.millis())));
            if (failing) {
                LOG.info("The canary is sent again.");
                failing = false;
            }
        } catch (RuntimeException e) {
            closeSink();
            if (!failing) {
                LOG.warn("The canary can't be sent, and is tried again every {}: {}", every, e.getMessage());
                failing = true;
            }
        }
    }

    private void closeSink() {
        if (sink != null) {
            sink.close();
            sink = null;
        }
    }

    /** Ends it; waits a few seconds for one that is being sent. */
    @Override
    public void close() {
        stop.raise();
        try {
            thread.join(Duration.ofSeconds(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
