package org.amurwatch.producer.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.producer.gateway.log.LogRecord;

/**
 * Times of an event that came while the gateway's clock was wrong. A time within seconds of what that clock said is the
 * gateway's own, or by a sensor that has its time from the gateway: it is corrected with it. Any other time is by a clock of the
 * sensor, and stays as stated.
 */
final class EventTimes {

    static final Duration SAME_CLOCK = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of("observedAt", "observedUntil", "at", "revision");

    private final GatewayClock clock;

    EventTimes(GatewayClock clock) {
        this.clock = clock;
    }

    /** The event as it is sent. */
    byte[] corrected(LogRecord record) {
        long wall = record.receivedAt().wallMillis();
        long wrongBy = clock.timeOf(record.receivedAt()).at().toEpochMilli() - wall;
        if (wrongBy == 0) {
            return record.payload();
        }
        try {
            ObjectNode event = (ObjectNode) JSON.readTree(record.payload());
            for (String field : FIELDS) {
                if (event.path(field).isTextual()) {
                    Instant stated = Instant.parse(event.path(field).asText());
                    if (Math.abs(stated.toEpochMilli() - wall) <= SAME_CLOCK.toMillis()) {
                        event.put(field, stated.plusMillis(wrongBy).toString());
                    }
                }
            }
            return JSON.writeValueAsBytes(event);
        } catch (DateTimeException e) {
            throw new IllegalStateException("A time that the gateway wrote itself can't be read.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
