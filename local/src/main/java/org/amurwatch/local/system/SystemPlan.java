package org.amurwatch.local.system;

import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import org.amurwatch.avro.Purpose;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.common.Uuid;

/**
 * What is fixed when a system is begun, for as long as its state lives.
 *
 * @param clusterId Kafka's id of the cluster
 * @param purpose ACTUAL, or EXERCISE where a demo began it
 * @param partitions of each topic that has more than one
 */
public record SystemPlan(String clusterId, Purpose purpose, int partitions) {

    public static final int DEFAULT_PARTITIONS = 4;

    /**
     * The plan of the state in this folder; where there is none, one is made and kept.
     *
     * @param partitions what the user asks for; 0: no wish
     */
    public static SystemPlan of(StateFolder state, Purpose purposeOfNew, int partitions) {
        if (Files.exists(state.created())) {
            Properties created = StateFolder.read(state.created()).orElseGet(Properties::new);
            SystemPlan plan = new SystemPlan(
                    created.getProperty("cluster-id"),
                    Purpose.valueOf(created.getProperty("purpose")),
                    Integer.parseInt(created.getProperty("partitions")));
            if (partitions != 0 && partitions != plan.partitions()) {
                throw new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        "This system was begun with " + plan.partitions()
                                + " partitions, and their number is fixed; got" + " --partitions " + partitions
                                + ". Leave it out, or begin anew with --fresh.");
            }
            return plan;
        }
        if (partitions < 0 || partitions > 100) {
            throw CommandFailure.usage("--partitions is 1 to 100; got " + partitions + ".");
        }
        SystemPlan plan = new SystemPlan(
                Uuid.randomUuid().toString(), purposeOfNew, partitions == 0 ? DEFAULT_PARTITIONS : partitions);
        StateFolder.write(
                state.created(),
                Map.of(
                        "cluster-id",
                        plan.clusterId(),
                        "purpose",
                        plan.purpose().name(),
                        "partitions",
                        Integer.toString(plan.partitions())));
        return plan;
    }
}
