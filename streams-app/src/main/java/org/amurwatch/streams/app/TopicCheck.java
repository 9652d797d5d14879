package org.amurwatch.streams.app;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.streams.individual.IndividualTopology;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;

/** Whether an application can run on the topics as they are. Streams itself would run on some wrong ones, wrongly. */
final class TopicCheck {

    private TopicCheck() {}

    /**
     * Checks the topics that an application reads and writes, and those that hold its state.
     *
     * @throws CommandFailure with a sentence, if one is missing or has another number of partitions than the others
     */
    static void check(Admin admin, Party application, String applicationId) {
        Set<String> existing = BrokerAnswers.await(admin.listTopics().names());
        List<Topic<?>> own = Topics.all().stream()
                .filter(topic ->
                        topic.readers().contains(application) || topic.writers().contains(application))
                .toList();
        String missing = own.stream()
                .map(Topic::name)
                .filter(name -> !existing.contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The brokers lack topics that " + applicationId + " needs: " + missing
                            + ". Run './amurwatch topics create' first.");
        }
        List<String> partitioned =
                own.stream().filter(Topic::partitioned).map(Topic::name).toList();
        List<String> states = existing.stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
        checkCounts(applicationId, partitions(admin, partitioned), partitions(admin, states));
    }

    static void checkCounts(String applicationId, Map<String, Integer> topics, Map<String, Integer> states) {
        if (topics.values().stream().distinct().count() > 1) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Topics that " + applicationId + " reads together must have one number of partitions; found "
                            + topics
                            + ". The number is fixed when a system is made: delete and create what was made with"
                            + " another, or begin a new system.");
        }
        int ofTopics = topics.values().stream().findFirst().orElse(0);
        states.forEach((state, count) -> {
            // All individuals are in one task, whatever the topics have.
            boolean ofIndividuals = state.startsWith(applicationId + "-" + IndividualTopology.STATE_PREFIX);
            int expected = ofIndividuals ? IndividualTopology.TASKS : ofTopics;
            if (count != expected) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The state of " + applicationId + " was made with " + count + " partitions (" + state
                                + "), the topics have " + expected
                                + " now: events would be looked for in the wrong state. Begin the next generation"
                                + " ('./amurwatch rebuild'), which makes the state again.");
            }
        });
    }

    private static Map<String, Integer> partitions(Admin admin, Collection<String> topics) {
        Map<String, Integer> partitions = new TreeMap<>();
        BrokerAnswers.await(admin.describeTopics(topics).allTopicNames())
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }
}
