package org.amurwatch.consumer.read;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.amurwatch.avro.Generation;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** The options by which read commands wait for what was sent before; a picocli mixin. */
public final class WaitOptions {

    private static final List<Topic<?>> SENT =
            List.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS, Topics.REVIEW_VERDICTS, Topics.DEPLOYMENTS);

    @Option(names = "--no-wait", description = "Show what is there now; do not wait for what was sent before.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for what was sent before (default: ${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    /** Until territory.days and territory.status hold what was sent. */
    public void awaitCounts(Connection connection, PrintWriter err) {
        await(connection, err, (caughtUp, generation) -> {
            caughtUp.passed(Generations.decisions(generation), SENT);
            caughtUp.passed(Generations.records(generation), List.of(Topics.OBSERVATIONS));
            caughtUp.readable(List.of(Topics.TERRITORY_DAYS, Topics.TERRITORY_STATUS));
        });
    }

    /** Until individual.status holds what was sent, and the register as it is. */
    public void awaitIndividuals(Connection connection, PrintWriter err) {
        await(connection, err, (caughtUp, generation) -> {
            String records = Generations.records(generation);
            caughtUp.passed(Generations.decisions(generation), SENT);
            caughtUp.passed(records, List.of(Topics.OBSERVATIONS, Topics.INDIVIDUALS));
            caughtUp.passedNamed(records, List.of(Generations.individualInput(generation)));
            caughtUp.readable(List.of(Topics.INDIVIDUAL_STATUS));
        });
    }

    /** Until patrol.alerts holds what was decided from what was sent. */
    public void awaitAlerts(Connection connection, PrintWriter err) {
        await(connection, err, (caughtUp, generation) -> {
            alerts(caughtUp, Generations.decisions(generation));
            caughtUp.readable(List.of(Topics.PATROL_ALERTS, Topics.DELIVERIES));
        });
    }

    /** Until incidents, their evidence and review.items hold what was decided from what was sent and answered. */
    public void awaitIncidents(Connection connection, PrintWriter err) {
        await(connection, err, (caughtUp, generation) -> {
            alerts(caughtUp, Generations.decisions(generation));
            caughtUp.readable(List.of(Topics.INCIDENTS, Topics.INCIDENT_EVIDENCE, Topics.REVIEW_ITEMS));
        });
    }

    /** Until alert.deliveries holds the attempts that follow from those alerts and from the receipts so far. */
    public void awaitDeliveries(Connection connection, PrintWriter err) {
        await(connection, err, (caughtUp, generation) -> {
            String decisions = Generations.decisions(generation);
            alerts(caughtUp, decisions);
            caughtUp.passed(decisions, List.of(Topics.PATROL_ALERTS, Topics.RECEIPTS, Topics.DELIVERY_ORDERS));
            caughtUp.readable(List.of(Topics.DELIVERIES));
        });
    }

    private static void alerts(CaughtUp caughtUp, String decisions) {
        caughtUp.passed(decisions, SENT);
        caughtUp.passed(decisions, List.of(Topics.PATROL_POSITIONS));
        caughtUp.passed(decisions, List.of(Topics.SECTOR_EVENTS, Topics.RESPONSES));
    }

    private void await(Connection connection, PrintWriter err, BiConsumer<CaughtUp, Generation> steps) {
        if (timeoutSeconds < 0) {
            throw CommandFailure.usage("--timeout is a number of seconds from 0 up; got " + timeoutSeconds + ".");
        }
        if (noWait) {
            return;
        }
        try (Admin admin = connection.admin()) {
            CaughtUp caughtUp = new CaughtUp(
                    new BrokerOffsets(admin),
                    Clock.systemUTC(),
                    pause -> Thread.sleep(pause.toMillis()),
                    Duration.ofSeconds(timeoutSeconds),
                    message -> {
                        err.println(message);
                        err.flush();
                    });
            steps.accept(caughtUp, Generations.current(connection));
        }
    }
}
