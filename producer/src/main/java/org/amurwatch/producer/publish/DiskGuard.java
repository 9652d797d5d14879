package org.amurwatch.producer.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Connection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses new input while a broker's disk is nearly full: a broker dies of a full disk, and takes the alerts with it.
 * Brokers that don't tell how full they are (too old, or not allowed to us) are taken for roomy.
 */
public final class DiskGuard {

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    /** Calls of a patrol in danger: taken even where a disk is nearly full, for alarms fail open. */
    public static final Set<AlertKind> ALWAYS_TAKEN = Set.of(AlertKind.SOS, AlertKind.PATROL_CONTACT);

    private final Admin admin;
    private final String bootstrapServers;
    private final double refuseFrom;

    /** @param refuseFrom used share of a disk, 0 to 1, from which on input is refused */
    DiskGuard(Admin admin, String bootstrapServers, double refuseFrom) {
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
        this.refuseFrom = refuseFrom;
    }

    /** Looks as often as it is asked. @param admin stays the caller's to close */
    public DiskGuard(Connection connection, Admin admin) {
        this(admin, connection.bootstrapServers(), connection.settings().refuseInputAtDiskUsage());
    }

    /** Looks once, with a client of its own. Fails as {@link #check}. */
    public static void checkOnce(Connection connection) {
        try (Admin admin = connection.admin()) {
            new DiskGuard(connection, admin).check();
        }
    }

    /** @throws CommandFailure if a disk is too full (exit code 1) or no broker answers (4) */
    public void check() {
        try {
            refuse(usages(), refuseFrom);
        } catch (TimeoutException | DisconnectException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "Can't reach the brokers at " + bootstrapServers + ": "
                            + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
                            + ". Is the system running ('./amurwatch up') and --bootstrap-servers right?",
                    e);
        }
    }

    /** As {@link #check}, but lets pass while no broker answers: the producer waits out a short outage. */
    void checkIfReachable() {
        try {
            refuse(usages(), refuseFrom);
        } catch (TimeoutException | DisconnectException e) {
            LOG.debug("No broker says how full its disk is", e);
        }
    }

    /** @throws CommandFailure if one of the disks is too full */
    static void refuse(Collection<DiskUsage> usages, double refuseFrom) {
        for (DiskUsage usage : usages) {
            if (usage.share() >= refuseFrom) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        String.format(
                                Locale.ROOT,
                                "The disk of broker %d (%s) is %.1f %% full, %d MiB free: new input is refused from"
                                        + " %.1f %% on (setting amurwatch.refuse-input-at-disk-usage). Make room, then"
                                        + " send again.",
                                usage.broker(),
                                usage.folder(),
                                100 * usage.share(),
                                usage.usableBytes() >> 20,
                                100 * refuseFrom));
            }
        }
    }

    private List<DiskUsage> usages() {
        List<DiskUsage> usages = new ArrayList<>();
        List<Integer> brokers = BrokerAnswers.await(admin.describeCluster().nodes()).stream()
                .map(Node::id)
                .toList();
        admin.describeLogDirs(brokers).descriptions().forEach((broker, answer) -> {
            try {
                usages.addAll(usages(broker, BrokerAnswers.await(answer)));
            } catch (TimeoutException | DisconnectException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.debug("Broker {} does not say how full its disk is", broker, e);
            }
        });
        return usages;
    }

    private static List<DiskUsage> usages(int broker, Map<String, LogDirDescription> folders) {
        List<DiskUsage> usages = new ArrayList<>();
        folders.forEach((folder, described) -> {
            if (described.totalBytes().isPresent() && described.usableBytes().isPresent()) {
                usages.add(new DiskUsage(
                        broker,
                        folder,
                        described.totalBytes().getAsLong(),
                        described.usableBytes().getAsLong()));
            }
        });
        return usages;
    }
}
