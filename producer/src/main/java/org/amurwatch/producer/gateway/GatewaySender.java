package org.amurwatch.producer.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.amurwatch.producer.gateway.log.Batch;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.Lane;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a gateway has on its disk: calls for help and poaching alerts first, the oldest first within each kind. An event
 * stays on the disk until the centre has answered for it; one whose answer was lost is sent again, which does no harm, for its
 * id is the same. One thread takes turns; others may look and wake it.
 */
final class GatewaySender {

    /** Events that came longer ago give way to live traffic at the centre. */
    static final Duration OLD = Duration.ofMinutes(10);

    static final Duration IDLE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(GatewaySender.class);
    private static final Duration NOT_LET_IN_AGAIN = Duration.ofMinutes(5);
    private static final int MOST_FAILURES = 10;
    private static final int MOST_EVENTS = 500;
    private static final int FIRST_EVENTS = 10;
    private static final int BATCH_BYTES = 256 * 1024;

    private final GatewayLog log;
    private final KeyFolder keys;
    private final Centre centre;
    private final RefusedFolder refused;
    private final GatewayClock clock;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final BacklogPace pace;
    private final SenderReport report;
    private final EventAsSent asSent;
    private final Map<Lane, Block> blocked = new HashMap<>();
    private int batchEvents = FIRST_EVENTS;
    private long failing;
    private int failures;

    /** A lane that waits for a person, and is tried again now and then. */
    private record Block(String key, long untilNanos) {}

    GatewaySender(
            GatewayLog log,
            KeyFolder keys,
            Centre centre,
            RefusedFolder refused,
            GatewayClock clock,
            LongSupplier nanoTime,
            Backoff backoff,
            BacklogPace pace,
            SenderReport report) {
        this.log = log;
        this.keys = keys;
        this.centre = centre;
        this.refused = refused;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.backoff = backoff;
        this.pace = pace;
        this.report = report;
        this.asSent = new EventAsSent(clock);
    }

    /** Sends one batch, if there is one; how long to wait before the next turn. */
    Duration turn() {
        try {
            Next next = next();
            if (next == null) {
                return IDLE;
            }
            if (!clock.isKnown() && !learnsTime()) {
                return backoff.failed();
            }
            return next.notBefore().isZero() ? send(next.lane(), next.key(), next.isOld()) : next.notBefore();
        } catch (IOException e) {
            report.unreachable("The gateway's disk failed: " + e.getMessage());
            return backoff.failed();
        } catch (RuntimeException e) {
            LOG.error("Sending failed", e);
            report.unreachable("The gateway failed: " + e);
            return backoff.failed();
        }
    }

    /** Asks what time it is before anything is sent, for what came while the clock was wrong is corrected by it. */
    private boolean learnsTime() {
        try {
            Instant time = centre.time();
            if (time != null) {
                clock.centreSays(time);
            }
            return true;
        } catch (IOException e) {
            report.unreachable(reason(e));
            return false;
        }
    }

    /**
     * What is sent next.
     *
     * @param notBefore how long to wait before that
     */
    private record Next(Lane lane, String key, boolean isOld, Duration notBefore) {}

    private @Nullable Next next() throws IOException {
        Instant oldBefore = clock.time().minus(OLD);
        Next paced = null;
        for (LogKind kind : LogKind.values()) {
            List<Head> heads = heads(kind);
            for (Head head : heads) {
                boolean isOld = clock.timeOf(head.record().receivedAt()).at().isBefore(oldBefore);
                Duration wait = isOld && kind != LogKind.URGENT ? pace.untilFree(nanoTime.getAsLong()) : Duration.ZERO;
                Next next = new Next(head.lane(), head.key(), isOld, wait);
                if (wait.isZero()) {
                    return next;
                }
                paced = paced == null ? next : paced;
                break;
            }
        }
        return paced;
    }

    /** The oldest of each source that is let in, the oldest first. */
    private List<Head> heads(LogKind kind) throws IOException {
        List<Head> heads = new ArrayList<>();
        for (Lane lane : log.lanes()) {
            Optional<String> key = lane.kind() == kind ? usableKey(lane) : Optional.empty();
            if (key.isPresent()) {
                Batch head = lane.read(1, 1);
                if (head != null) {
                    heads.add(new Head(lane, key.get(), head.records().get(0)));
                }
            }
        }
        heads.sort(Comparator.comparingLong(head -> head.record().sequence()));
        return heads;
    }

    private record Head(Lane lane, String key, LogRecord record) {}

    private Optional<String> usableKey(Lane lane) {
        if (lane.waiting() == 0) {
            return Optional.empty();
        }
        Optional<String> key = keys.key(lane.source());
        if (key.isEmpty()) {
            report.stopped(lane, "There is no key of source " + lane.source() + " in the folder of keys.");
            return key;
        }
        Block block = blocked.get(lane);
        boolean isBlocked =
                block != null && block.key().equals(key.get()) && nanoTime.getAsLong() - block.untilNanos() < 0;
        return isBlocked ? Optional.empty() : key;
    }

    private Duration send(Lane lane, String key, boolean isOld) throws IOException {
        int most = isOld ? Math.min(batchEvents, pace.perSecond()) : batchEvents;
        Batch batch = lane.read(most, BATCH_BYTES);
        if (batch == null) {
            return Duration.ZERO;
        }
        List<LogRecord> records = batch.records();
        if (isOld) {
            pace.spend(records.size(), nanoTime.getAsLong());
        }
        Centre.Answer answer;
        try {
            answer = centre.post(AnswerReading.path(lane.kind()), key, asSent.lines(records));
        } catch (IOException e) {
            batchEvents = Math.max(1, batchEvents / 2);
            report.unreachable(reason(e));
            return backoff.failed();
        }
        if (answer.date() != null) {
            clock.centreSays(answer.date());
        }
        Verdict verdict = AnswerReading.of(answer, records.size(), clock.time());
        if (verdict instanceof Verdict.Each each) {
            return taken(lane, key, batch, each.items());
        } else if (verdict instanceof Verdict.Whole whole) {
            return refusedWhole(lane, key, batch, whole.item());
        } else if (verdict instanceof Verdict.NotLetIn notLetIn) {
            return block(lane, key, notLetIn.reason());
        } else if (verdict instanceof Verdict.Later later) {
            report.unreachable(later.reason());
            Duration wait = backoff.failed();
            return later.notBefore().compareTo(wait) > 0 ? later.notBefore() : wait;
        }
        report.unreachable(((Verdict.NotTheCentre) verdict).reason());
        return backoff.failed();
    }

    /** Goes on behind those that were dealt with; stops at the first that has to be sent again. */
    private Duration taken(Lane lane, String key, Batch batch, List<Verdict.Item> items) throws IOException {
        boolean anyTaken = items.stream().anyMatch(Verdict.Item::isTaken);
        int done = 0;
        for (Verdict.Item item : items) {
            LogRecord record = batch.records().get(done);
            boolean isHopeless = item.isRefused() || (anyTaken && failsAlways(record, item));
            if (!item.isTaken() && !(isHopeless && keepRefused(lane, key, record, item))) {
                break;
            }
            report.sent(lane.kind(), item.isTaken());
            done++;
        }
        lane.acknowledge(batch, done);
        if (done > 0) {
            backoff.succeeded();
        }
        if (done == items.size()) {
            batchEvents = Math.min(MOST_EVENTS, batchEvents * 2);
            blocked.remove(lane);
            report.reached(lane);
            return Duration.ZERO;
        }
        return blocked.containsKey(lane)
                ? Duration.ZERO
                : heldUp(lane, key, items.get(done).status());
    }

    private Duration heldUp(Lane lane, String key, int status) {
        if (status == 401 || status == 403) {
            return block(lane, key, "The centre does not let source " + lane.source() + " send this (" + status + ").");
        }
        report.unreachable("The centre can't take events now (" + status + ").");
        return backoff.failed();
    }

    /** Whether the centre fails on this one again and again while it takes others: then it holds up no others any more. */
    private boolean failsAlways(LogRecord record, Verdict.Item item) {
        if (item.status() != 500) {
            return false;
        }
        failures = record.sequence() == failing ? failures + 1 : 1;
        failing = record.sequence();
        return failures >= MOST_FAILURES;
    }

    private Duration refusedWhole(Lane lane, String key, Batch batch, Verdict.Item item) throws IOException {
        if (batch.records().size() > 1) {
            batchEvents = Math.max(1, Math.min(batchEvents, batch.records().size()) / 2);
            return Duration.ZERO;
        }
        return taken(lane, key, batch, List.of(item));
    }

    private boolean keepRefused(Lane lane, String key, LogRecord record, Verdict.Item item) throws IOException {
        if (refused.isFull()) {
            block(lane, key, "The folder of refused events is full: look at what is in it, and move it away.");
            return false;
        }
        refused.keep(
                record, asSent.of(record), clock.timeOf(record.receivedAt()).at(), item.status(), item.answer());
        LOG.warn(
                "The centre refused event {} of kind {} ({}); it is kept in the folder of refused events.",
                record.sequence(),
                record.kind(),
                item.status());
        return true;
    }

    private Duration block(Lane lane, String key, String reason) {
        blocked.put(lane, new Block(key, nanoTime.getAsLong() + NOT_LET_IN_AGAIN.toNanos()));
        report.stopped(lane, reason);
        return Duration.ZERO;
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return "The centre can't be reached: " + failure.getClass().getSimpleName()
                + (message == null ? "" : ", " + message.substring(0, Math.min(200, message.length())));
    }
}
