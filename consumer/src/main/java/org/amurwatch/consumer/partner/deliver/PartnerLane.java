package org.amurwatch.consumer.partner.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.ReceiptOutcome;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.partner.send.Attempt;
import org.amurwatch.consumer.partner.send.Known;
import org.amurwatch.consumer.partner.send.Outgoing;
import org.amurwatch.consumer.partner.send.PartnerSender;
import org.amurwatch.consumer.partner.send.Settlement;
import org.amurwatch.consumer.partner.send.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one partner, in the order in which it was read, and the attempts to send it. An event is done once its receipt
 * is stored; until then it, and all behind it, wait: for an hour or for a month. For one thread.
 */
public final class PartnerLane {

    private static final Logger LOG = LoggerFactory.getLogger(PartnerLane.class);

    private final String partnerId;
    private final PartnerSender sender;
    private final PartnerMemory memory;
    private final ReceiptSink sink;
    private final PartnerWatch watch;
    private final Backoff backoff;
    private final Duration betweenAttempts;
    private final Clock clock;

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    /** Settled and not stored yet; they belong to the first ones that wait. */
    private final List<PartnerReceipt> unstored = new ArrayList<>();

    /** How many were tried last and are to be tried again together; 0: as many as there are. */
    private int again;

    /** How many of the first ones are to be tried each alone. */
    private int alone;

    private int failures;
    private int attempts;
    private Instant notBefore = Instant.EPOCH;

    /** @param betweenAttempts from the begin of one to the begin of the next, at least */
    public PartnerLane(
            String partnerId,
            PartnerSender sender,
            PartnerMemory memory,
            ReceiptSink sink,
            PartnerWatch watch,
            Backoff backoff,
            Duration betweenAttempts,
            Clock clock) {
        this.partnerId = partnerId;
        this.sender = sender;
        this.memory = memory;
        this.sink = sink;
        this.watch = watch;
        this.backoff = backoff;
        this.betweenAttempts = betweenAttempts;
        this.clock = clock;
    }

    /** Adds an event behind the others. */
    public void offer(Waiting one) {
        waiting.add(one);
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    public int size() {
        return waiting.size();
    }

    /** Since when the first one waits; empty where none does. */
    public Optional<Instant> waitsSince() {
        return Optional.ofNullable(waiting.peek()).map(Waiting::since);
    }

    /** The offset of the first that waits of a partition: all before it are done. */
    public OptionalLong firstOffset(String partition) {
        return waiting.stream()
                .filter(one -> one.partition().equals(partition))
                .mapToLong(Waiting::offset)
                .findFirst();
    }

    /**
     * Forgets what waits of partitions that are read elsewhere from now on; there it is read again. Receipts of what was sent
     * are stored all the same; if that can't be, what they tell of is sent once more.
     */
    public void forget(Set<String> partitions) {
        try {
            if (!unstored.isEmpty()) {
                storeReceipts();
            }
        } catch (RuntimeException e) {
            LOG.warn("Receipts of partner {} could not be stored: {}.", partnerId, e.toString());
            unstored.clear();
        }
        waiting.removeIf(one -> partitions.contains(one.partition()));
        again = 0;
        alone = 0;
    }

    /** How long until something is due; zero: now. */
    public Duration untilDue() {
        Duration left = Duration.between(clock.instant(), notBefore);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * Does what is due: at most one attempt.
     *
     * @throws RuntimeException if receipts could not be stored; the next turn tries that again, and sends nothing before
     */
    public void turn() {
        if (!unstored.isEmpty()) {
            storeReceipts();
        }
        passKnown();
        if (waiting.isEmpty() || !untilDue().isZero()) {
            return;
        }
        List<Outgoing> batch = batch();
        Instant begun = clock.instant();
        Attempt attempt = sender.send(batch);
        attempts++;
        take(attempt, batch, begun);
    }

    /** Those that a receipt says are settled: read once more after a crash. */
    private void passKnown() {
        while (!waiting.isEmpty() && isKnown(waiting.peek().event())) {
            waiting.remove();
            again = Math.max(0, again - 1);
            alone = Math.max(0, alone - 1);
        }
    }

    private boolean isKnown(ReleasedEvent event) {
        Known known = memory.of(event.getId());
        return known != null && known.version() >= event.getVersion();
    }

    /** The first ones, up to one that comes a second time: its second version may need what is answered to the first. */
    private List<Outgoing> batch() {
        int most = alone > 0 ? 1 : again > 0 ? again : sender.most();
        List<Outgoing> batch = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && batch.size() < most; ) {
            ReleasedEvent event = all.next().event();
            if (!ids.add(event.getId())) {
                break;
            }
            batch.add(new Outgoing(event, memory.of(event.getId())));
        }
        return batch;
    }

    private void take(Attempt attempt, List<Outgoing> batch, Instant begun) {
        Instant now = clock.instant();
        for (int i = 0; i < attempt.settled().size(); i++) {
            unstored.add(receipt(batch.get(i).event(), attempt.settled().get(i), now));
        }
        notBefore = begun.plus(betweenAttempts);
        Trouble trouble = attempt.trouble();
        if (trouble == null) {
            failures = 0;
        } else {
            failures++;
            Instant next = now.plus(trouble.askedWait().orElse(backoff.after(failures)));
            notBefore = next.isAfter(notBefore) ? next : notBefore;
            watch.failed(trouble, notBefore);
        }
        int settled = attempt.settled().size();
        alone = attempt.oneByOne() ? batch.size() - settled : Math.max(0, alone - settled);
        again = trouble == null || settled > 0 ? 0 : batch.size();
        if (settled > 0) {
            attempts = 0;
            storeReceipts();
        }
    }

    private PartnerReceipt receipt(ReleasedEvent event, Settlement settlement, Instant now) {
        Known before = memory.of(event.getId());
        String remoteId = settlement.remoteId() == null && before != null ? before.remoteId() : settlement.remoteId();
        return PartnerReceipt.newBuilder()
                .setPartnerId(partnerId)
                .setEventId(event.getId())
                .setVersion(event.getVersion())
                .setOutcome(settlement.delivered() ? ReceiptOutcome.DELIVERED : ReceiptOutcome.REFUSED)
                .setRemoteId(remoteId)
                .setAt(now)
                .setAttempts(Math.max(1, attempts))
                .setDetail(settlement.reason())
                .build();
    }

    private void storeReceipts() {
        sink.store(List.copyOf(unstored));
        int delivered = 0;
        for (PartnerReceipt receipt : unstored) {
            memory.take(receipt);
            waiting.remove();
            delivered += receipt.getOutcome() == ReceiptOutcome.DELIVERED ? 1 : 0;
        }
        watch.settled(delivered, unstored.size() - delivered, clock.instant());
        unstored.clear();
    }
}
