package org.amurwatch.consumer.partner.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.channel.HttpCall;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.send.PartnerHttp;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Trouble;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.jspecify.annotations.Nullable;

/** A lane without Kafka: events from a list, receipts into a list, time as the test sets it. */
public final class LaneRun implements PartnerWatch, AutoCloseable {

    public final TestClock clock;
    public final List<PartnerReceipt> receipts = new ArrayList<>();
    public final List<Trouble> troubles = new ArrayList<>();
    private final HttpCall http;
    private final Partner partner;
    private final PartnerSender sender;
    private final List<ReleasedEvent> released = new ArrayList<>();
    private PartnerLane lane;
    private boolean storing = true;

    /** Makes the way out. */
    public interface Making {
        PartnerSender of(PartnerHttp http, Clock clock);
    }

    public LaneRun(Partner partner, TestClock clock, Making making) {
        this(partner, clock, making, Duration.ofSeconds(5));
    }

    public LaneRun(Partner partner, TestClock clock, Making making, Duration deadline) {
        this.partner = partner;
        this.clock = clock;
        this.http = new HttpCall(Duration.ofSeconds(2), deadline, clock);
        this.sender = making.of(new PartnerHttp(http, partner.privateNetwork()), clock);
        this.lane = lane();
    }

    private PartnerLane lane() {
        PartnerMemory memory = new PartnerMemory();
        receipts.forEach(memory::take);
        return new PartnerLane(
                partner.id(), sender, memory, this::store, this, Backoff.USUAL, partner.betweenAttempts(), clock);
    }

    private void store(List<PartnerReceipt> some) {
        if (!storing) {
            throw new IllegalStateException("No broker.");
        }
        receipts.addAll(some);
    }

    /** From now on, receipts can be stored or not. */
    public void storing(boolean can) {
        storing = can;
    }

    public void release(ReleasedEvent... events) {
        for (ReleasedEvent event : events) {
            released.add(event);
            offer(event, released.size() - 1);
        }
    }

    private void offer(ReleasedEvent event, int offset) {
        lane.offer(new Waiting(event, "release.partner-0", offset, event.getReleasedAt()));
    }

    /** The process is killed, and begins again from the offset that it last committed: all that waited, in this harness. */
    public void kill() {
        int first = (int) lane.firstOffset("release.partner-0").orElse(released.size());
        lane = lane();
        for (int offset = first; offset < released.size(); offset++) {
            offer(released.get(offset), offset);
        }
    }

    /** One turn, at once. */
    public void turn() {
        lane.turn();
    }

    /** Turns until nothing waits, at the times at which something is due, or until so much time is over. */
    public void run(Duration atMost) {
        Instant end = clock.instant().plus(atMost);
        while (!lane.isEmpty() && !clock.instant().isAfter(end)) {
            lane.turn();
            clock.advance(lane.untilDue().isZero() ? Duration.ofMillis(1) : lane.untilDue());
        }
    }

    public boolean isDone() {
        return lane.isEmpty();
    }

    @Override
    public void failed(Trouble trouble, Instant next) {
        troubles.add(trouble);
    }

    @Override
    public void settled(int delivered, int refused, Instant at) {
        // The receipts say it.
    }

    public @Nullable String lastTrouble() {
        return troubles.isEmpty() ? null : troubles.get(troubles.size() - 1).reason();
    }

    @Override
    public void close() {
        sender.close();
        http.close();
    }
}
