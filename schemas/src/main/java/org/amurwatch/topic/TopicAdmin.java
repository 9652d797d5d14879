package org.amurwatch.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Creates the topics of the catalogue, and says how the brokers' topics differ from it. */
public final class TopicAdmin {

    private final Admin admin;

    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates the topics that do not exist yet.
     *
     * @return names of the created ones
     * @throws CommandFailure if a topic exists with another number of partitions: it is fixed at creation, since it says
     *     which task holds which state
     */
    public List<String> create(int partitions, short replicationFactor, boolean flushEachRecord) {
        Set<String> existing = existingNames();
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            if (!existing.contains(topic.name())) {
                missing.add(new NewTopic(topic.name(), topic.partitioned() ? partitions : 1, replicationFactor)
                        .configs(topic.settings(flushEachRecord)));
            }
        }
        await(() -> admin.createTopics(missing).all().get());
        checkPartitions(partitions);
        return missing.stream().map(NewTopic::name).toList();
    }

    /** The partition count that the existing topics of the catalogue share. */
    public int partitions() {
        TopicDescription sightings = describe().get(Topics.SIGHTINGS.name());
        if (sightings == null) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The brokers have no topic " + Topics.SIGHTINGS.name()
                            + ": run './amurwatch topics create' first.");
        }
        return sightings.partitions().size();
    }

    /** The catalogue's topics that exist, by name. */
    public Map<String, TopicDescription> describe() {
        Set<String> existing = existingNames();
        List<String> names = Topics.all().stream()
                .map(Topic::name)
                .filter(existing::contains)
                .toList();
        return await(() -> admin.describeTopics(names).allTopicNames().get());
    }

    private Set<String> existingNames() {
        return await(() -> admin.listTopics().names().get());
    }

    private void checkPartitions(int partitions) {
        Map<String, TopicDescription> described = describe();
        for (Topic<?> topic : Topics.all()) {
            int expected = topic.partitioned() ? partitions : 1;
            TopicDescription found = described.get(topic.name());
            if (found != null && found.partitions().size() != expected) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "Topic " + topic.name() + " has " + found.partitions().size() + " partitions, expected "
                                + expected
                                + ". The number is fixed when a system is made: start with the number it was made with,"
                                + " or begin a new system.");
            }
        }
    }

    /** A call of the brokers. */
    @FunctionalInterface
    private interface Call<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    private static <T> T await(Call<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException("The brokers' answer can't be used.", e.getCause());
        }
    }
}
