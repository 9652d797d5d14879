package org.amurwatch.producer.gateway;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.gateway.log.ReceiptTime;
import org.amurwatch.producer.live.LiveEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the centre that a gateway is full and has begun to refuse events: by an event of kind OTHER at the gateway's place, sent
 * before all else, once each time that it fills up.
 */
final class FullAlarm {

    /** Its own word for what it reports. */
    static final String STATED_KIND = "gateway full";

    private static final Logger LOG = LoggerFactory.getLogger(FullAlarm.class);

    private final GatewayLog log;
    private final GatewayClock clock;
    private final String source;
    private final Position position;
    private final Runnable accepted;
    private boolean told;
    private long refusedBefore;

    /**
     * @param source in whose name it is told
     * @param position where the gateway stands
     * @param accepted called when the report is on the disk
     */
    FullAlarm(GatewayLog log, GatewayClock clock, String source, Position position, Runnable accepted) {
        this.log = log;
        this.clock = clock;
        this.source = source;
        this.position = position;
        this.accepted = accepted;
    }

    /** To be called now and then. */
    void look() {
        long refused = log.refusedForRoom();
        // It may have been full between two looks.
        boolean full = refused > refusedBefore || !log.full().isEmpty();
        refusedBefore = refused;
        if (full && !told) {
            LOG.error("The disk is full of events that could not be sent: {} refused so far.", refused);
            ReceiptTime now = clock.now();
            log.append(LogKind.URGENT, source, now, EventJson.write(new LiveEvent.OfPoachingAlert(report(now), null)))
                    .thenRun(accepted);
        }
        told = full;
    }

    private PoachingAlert report(ReceiptTime now) {
        Instant at = Instant.ofEpochMilli(now.wallMillis());
        String id = StableId.of(STATED_KIND, source, now.run().toString(), Long.toString(now.elapsedMillis()));
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(source)
                        .setEventId("gateway-full-" + id)
                        .setRevision(at)
                        .build())
                .setObservedAt(at)
                .setPosition(position)
                .setKind(AlertKind.OTHER)
                .setStatedKind(STATED_KIND)
                .build();
    }
}
