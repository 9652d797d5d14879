package org.amurwatch.producer.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.NotAccepted;
import org.amurwatch.producer.gateway.log.ReceiptTime;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveIngest;
import org.amurwatch.producer.publish.AcknowledgedRecord;

/** Takes live events onto the disk of a gateway. */
final class GatewayIngest implements LiveIngest {

    private final GatewayLog log;
    private final GatewayClock clock;
    private final Runnable accepted;
    private final Runnable urgentAccepted;

    /**
     * @param accepted called when an event is on the disk
     * @param urgentAccepted likewise, for one that waits for nothing
     */
    GatewayIngest(GatewayLog log, GatewayClock clock, Runnable accepted, Runnable urgentAccepted) {
        this.log = log;
        this.clock = clock;
        this.accepted = accepted;
        this.urgentAccepted = urgentAccepted;
    }

    @Override
    public CompletableFuture<AcknowledgedRecord> accept(LiveEvent event) {
        LogKind kind = kind(event);
        ReceiptTime receivedAt = clock.now();
        return log.append(kind, EventJson.sourceId(event), receivedAt, EventJson.write(event))
                .handle((sequence, failure) -> {
                    if (failure != null) {
                        throw failure(failure);
                    }
                    (kind == LogKind.URGENT ? urgentAccepted : accepted).run();
                    return new AcknowledgedRecord(event.topic().name(), 0, sequence, receivedAt.wallMillis());
                });
    }

    private static LogKind kind(LiveEvent event) {
        if (event instanceof LiveEvent.OfPoachingAlert alert) {
            AlertKind kind = alert.value().getKind();
            return kind == AlertKind.SOS || kind == AlertKind.PATROL_CONTACT ? LogKind.URGENT : LogKind.POACHING_ALERT;
        }
        return event instanceof LiveEvent.OfSighting ? LogKind.SIGHTING : LogKind.PATROL_POSITION;
    }

    private static CommandFailure failure(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // A full disk is emptied by sending, and a broken one is mended: whoever can, keeps the event until then.
        boolean passes = cause instanceof NotAccepted refused && refused.reason() != NotAccepted.Reason.TOO_LARGE;
        return new CommandFailure(
                passes ? ExitCode.UNREACHABLE : ExitCode.FAILED, String.valueOf(cause.getMessage()), cause);
    }

    /** Leaves the log to whoever opened it. */
    @Override
    public void close() {}
}
