package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.LogRecord;

/**
 * An event as it is sent: as it came, but for what a wrong clock or a long wait made of it.
 *
 * <p>A time within seconds of what the gateway's clock said is the gateway's own, or by a sensor that has its time from the
 * gateway: where that clock was wrong it is corrected. Any other time is by a clock of the sensor, and stays as stated. A
 * position that waited for a day is no sign of life any more, but a part of a track.
 */
final class EventAsSent {

    static final Duration SAME_CLOCK = Duration.ofSeconds(5);
    static final Duration LONG_AGO = Duration.ofDays(1);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TIMES = List.of("observedAt", "observedUntil", "at", "revision");

    private final GatewayClock clock;

    EventAsSent(GatewayClock clock) {
        this.clock = clock;
    }

    byte[] of(LogRecord record) {
        Instant receivedAt = clock.timeOf(record.receivedAt()).at();
        boolean isTrack = record.kind() == LogKind.PATROL_POSITION
                && receivedAt.isBefore(clock.time().minus(LONG_AGO));
        long wrongBy = receivedAt.toEpochMilli() - record.receivedAt().wallMillis();
        if (wrongBy == 0 && !isTrack) {
            return record.payload();
        }
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(record.payload());
            correct(event, record.receivedAt().wallMillis(), wrongBy);
            if (isTrack) {
                event.put("live", false);
            }
            return JSON.writeValueAsBytes(event);
        } catch (DateTimeException e) {
            throw new IllegalStateException("A time that the gateway wrote itself can't be read.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void correct(ObjectNode event, long wallMillis, long wrongBy) {
        for (String field : TIMES) {
            if (event.path(field).isTextual()) {
                Instant stated = Instant.parse(event.path(field).asText());
                if (Math.abs(stated.toEpochMilli() - wallMillis) <= SAME_CLOCK.toMillis()) {
                    event.put(field, stated.plusMillis(wrongBy).toString());
                }
            }
        }
    }
}
