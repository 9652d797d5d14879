package org.amurwatch.producer.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.Lane;
import org.amurwatch.producer.gateway.log.LogKind;
import org.amurwatch.producer.http.IngestHealth;
import org.amurwatch.producer.mqtt.MqttListener;
import org.jspecify.annotations.Nullable;

/** How a gateway stands: what waits, and what somebody should do. */
final class GatewayHealth {

    /** So long the network may be away before it is worth telling. */
    private static final Duration AWAY = Duration.ofMinutes(10);

    private final GatewayLog log;
    private final GatewayClock clock;
    private final SenderReport sender;
    private final RefusedFolder refused;
    private final @Nullable MqttListener mqtt;

    /** @param mqtt null where it listens to no MQTT server */
    GatewayHealth(
            GatewayLog log,
            GatewayClock clock,
            SenderReport sender,
            RefusedFolder refused,
            @Nullable MqttListener mqtt) {
        this.log = log;
        this.clock = clock;
        this.sender = sender;
        this.refused = refused;
        this.mqtt = mqtt;
    }

    /** Whether it takes poaching alerts. */
    boolean isReady() {
        return !log.full().contains(LogKind.POACHING_ALERT);
    }

    /** What somebody should look at, in sentences; empty where all is well. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<LogKind> full = log.full();
        if (!full.isEmpty()) {
            problems.add(
                    "The disk is full: refused are " + full + ". " + log.refused() + " were refused since the start.");
        }
        String away = sender.problem();
        if (away != null && sender.problemFor().compareTo(AWAY) > 0) {
            problems.add(away + " So it is for " + sender.problemFor().toMinutes() + " minutes.");
        }
        sender.stopped().forEach((lane, why) -> problems.add(lane + " waits: " + why));
        if (clock.ahead().abs().compareTo(GatewayClock.RIGHT) > 0) {
            problems.add("The clock is wrong by " + clock.ahead().toSeconds()
                    + " s. Set it, or let it be set by the network.");
        }
        if (log.damaged() > 0) {
            problems.add(
                    log.damaged() + " damaged places were found in the log since the start; their bytes are kept in"
                            + " its folder 'damaged'. Look whether the disk is failing.");
        }
        if (refused.bytes() > 0) {
            problems.add("The centre refused events; 'gateway refused list' shows them with its answers.");
        }
        String ofMqtt = mqtt == null ? null : mqtt.problem();
        if (ofMqtt != null) {
            problems.add(ofMqtt);
        }
        return problems;
    }

    IngestHealth health() {
        List<String> problems = problems();
        return new IngestHealth(isReady(), problems.isEmpty() ? null : String.join(" ", problems));
    }

    long waiting(LogKind kind) {
        return log.lanes().stream()
                .filter(lane -> lane.kind() == kind)
                .mapToLong(Lane::waiting)
                .sum();
    }
}
