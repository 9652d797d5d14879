package org.amurwatch.consumer.dashboard.health;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.amurwatch.process.StopSignal;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.GroupProgress;
import org.amurwatch.topic.Groups;
import org.amurwatch.topic.RunningInstances;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers now and then how far the system's groups are, in a thread of its own: no reader of a page waits for that. */
public final class GroupWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Supplier<Admin> admins;
    private final SystemFacts facts;
    private final StopSignal stop = new StopSignal();
    private final Thread thread = new Thread(this::run, "dashboard-groups");

    /** @param admins a client of the brokers; closed with this */
    public GroupWatch(Supplier<Admin> admins, SystemFacts facts) {
        this.admins = admins;
        this.facts = facts;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        boolean stopped = false;
        while (!stopped) {
            // Without brokers, and before their names are known, there may be no client either.
            try (Admin admin = admins.get()) {
                do {
                    facts.steps(steps(admin));
                    stopped = stop.rest(EVERY);
                } while (!stopped);
            } catch (RuntimeException e) {
                facts.steps(null);
                LOG.warn("The brokers don't say how far the groups are: {}.", e.toString());
                stopped = stop.rest(EVERY);
            }
        }
    }

    /** All groups of the system that there are, by name: during a rebuild two generations of an application. */
    static List<StepState> steps(Admin admin) {
        Set<String> groups = BrokerAnswers.await(admin.listGroups().valid()).stream()
                .map(GroupListing::groupId)
                .filter(GroupWatch::isOurs)
                .collect(toSet());
        Map<String, ConsumerGroupDescription> described =
                BrokerAnswers.await(admin.describeConsumerGroups(groups).all());
        GroupProgress progress = new GroupProgress(admin);
        Map<String, Map<TopicPartition, Long>> read = new HashMap<>();
        Set<TopicPartition> partitions = new HashSet<>();
        described.forEach((group, description) -> {
            Map<TopicPartition, Long> offsets = progress.committed(group);
            read.put(group, offsets);
            partitions.addAll(offsets.keySet());
        });
        Map<TopicPartition, Long> ends = progress.endOffsets(partitions);
        List<StepState> steps = new ArrayList<>();
        described.forEach((group, description) -> steps.add(new StepState(
                group,
                RunningInstances.instances(description.members().stream()
                                .map(MemberDescription::clientId)
                                .collect(toSet()))
                        .size(),
                waiting(read.getOrDefault(group, Map.of()), ends))));
        steps.sort(Comparator.comparing(StepState::group));
        return steps;
    }

    private static boolean isOurs(String group) {
        return group.startsWith(Generations.DECISIONS_PREFIX)
                || group.startsWith(Generations.RECORDS_PREFIX)
                || group.equals(Groups.DISPATCH);
    }

    private static long waiting(Map<TopicPartition, Long> read, Map<TopicPartition, Long> ends) {
        return read.entrySet().stream()
                .mapToLong(one -> Math.max(0, ends.getOrDefault(one.getKey(), one.getValue()) - one.getValue()))
                .sum();
    }

    @Override
    public void close() {
        stop.raise();
    }
}
