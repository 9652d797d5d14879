package org.amurwatch.local.system;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.Kafka;

/**
 * Main class of a process that is the cluster's controller alone, until it has fenced the one broker, which is not there.
 *
 * <p>Runs before a broker that was stopped dead. Otherwise the controller would take the broker for alive at first, and fence
 * it when its session ends, after 9 s, in which the broker already coordinates transactions but takes no connections: and what
 * Kafka (4.3.1) can't tell a partition whose leader is just being fenced, the end of a transaction, it does not tell it at all,
 * as if the partition were deleted. That transaction's readers wait for ever, through every later start. Besides, the broker
 * starts at once instead of after those 9 s.
 */
public final class FencingController {

    private static final String GROUP = "kafka.controller:type=KafkaController,name=";
    private static final Duration POLL = Duration.ofMillis(50);

    /** After which the cluster has no broker yet: it was stopped before the first one had joined. */
    private static final Duration NO_BROKER = Duration.ofSeconds(10);

    private FencingController() {}

    /** @param arguments the file of the controller's settings */
    public static void main(String[] arguments) {
        Thread watch = new Thread(FencingController::exitWhenFenced, "fencing-watch");
        watch.setDaemon(true);
        watch.start();
        Kafka.main(arguments);
    }

    private static void exitWhenFenced() {
        try {
            while (gauge("ActiveControllerCount") != 1) {
                Thread.sleep(POLL.toMillis());
            }
            long none = System.nanoTime() + NO_BROKER.toNanos();
            while (gauge("ActiveBrokerCount") != 0 || gauge("FencedBrokerCount") != 1 && System.nanoTime() < none) {
                Thread.sleep(POLL.toMillis());
            }
            System.exit(0);
        } catch (InterruptedException | JMException e) {
            throw new IllegalStateException("The controller can't be watched.", e);
        }
    }

    /** -1 as long as it is not registered. */
    private static int gauge(String name) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            return (Integer) beans.getAttribute(new ObjectName(GROUP + name), "Value");
        } catch (InstanceNotFoundException e) {
            return -1;
        }
    }
}
