package org.amurwatch.cli;

import java.util.Collection;
import java.util.List;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicAdmin;
import picocli.CommandLine.Option;

/** How topics are made that do not exist yet; a picocli mixin. */
final class NewTopicOptions {

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Of each topic that has more than one; fixed for good (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--replication-factor",
            defaultValue = "1",
            description = "Copies of each record, at most the number of brokers (default: ${DEFAULT-VALUE}).")
    private short replicationFactor;

    short replicationFactor() {
        return replicationFactor;
    }

    /** Creates what is missing of these topics; answers their names. One copy alone is flushed to disk record by record. */
    List<String> create(TopicAdmin admin, Collection<Topic<?>> topics) {
        return admin.create(topics, partitions, replicationFactor, replicationFactor == 1);
    }
}
