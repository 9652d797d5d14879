package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is sent: as it came, but for what a wrong clock or a long wait made of it.
 *
 * <p>A time within seconds of what the gateway's clock said is the gateway's own, or by a sensor that has its time from the
 * gateway: where that clock was wrong it is corrected. Any other time is by a clock of the sensor, and stays as stated, but for
 * one that can't be right: the centre takes the time at which it receives such an event, which is wrong of one that waited, so
 * that it gets the time at which it came here. A position that waited for a day is no sign of life any more, but a part of a
 * track.
 */
final class EventAsSent {

    static final Duration SAME_CLOCK = Duration.ofSeconds(5);
    static final Duration LONG_AGO = Duration.ofDays(1);

    private static final String OBSERVED_AT = "observedAt";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TIMES = List.of(OBSERVED_AT, "observedUntil", "at", "revision");

    /** As the centre judges clocks. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);

    private final GatewayClock clock;

    EventAsSent(GatewayClock clock) {
        this.clock = clock;
    }

    /** A line of each, for one request. */
    byte[] lines(List<LogRecord> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (LogRecord record : records) {
            lines.writeBytes(of(record));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    byte[] of(LogRecord record) {
        GatewayClock.KnownTime received = clock.timeOf(record.receivedAt());
        Instant now = clock.time();
        boolean isTrack =
                record.kind() == LogKind.PATROL_POSITION && received.at().isBefore(now.minus(LONG_AGO));
        boolean hasWaited = received.isSure() && received.at().isBefore(now.minus(GatewaySender.OLD));
        long wrongBy = received.at().toEpochMilli() - record.receivedAt().wallMillis();
        if (wrongBy == 0 && !isTrack && !hasWaited) {
            return record.payload();
        }
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(record.payload());
            correct(event, record.receivedAt().wallMillis(), wrongBy);
            if (hasWaited) {
                replaceImpossible(event, received.at());
            }
            if (isTrack) {
                event.put("live", false);
            }
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replaceImpossible(ObjectNode event, Instant receivedAt) {
        Instant stated = time(event, OBSERVED_AT);
        if (stated != null && (stated.isBefore(EARLIEST) || stated.isAfter(receivedAt.plus(CLOCK_AHEAD)))) {
            event.put(OBSERVED_AT, receivedAt.toString());
            event.remove("observedUntil");
        }
    }

    private static void correct(ObjectNode event, long wallMillis, long wrongBy) {
        for (String field : TIMES) {
            Instant stated = time(event, field);
            if (stated != null && Math.abs(stated.toEpochMilli() - wallMillis) <= SAME_CLOCK.toMillis()) {
                event.put(field, stated.plusMillis(wrongBy).toString());
            }
        }
    }

    /** Null where there is none; also of one that a person wrote who mended the event, for the centre to refuse it. */
    private static @Nullable Instant time(ObjectNode event, String field) {
        try {
            return event.path(field).isTextual()
                    ? Instant.parse(event.path(field).asText())
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
