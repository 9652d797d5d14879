package org.amurwatch.streams.rebuild;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.ReferencePosition;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.serde.DeadLetterHeader;
import org.amurwatch.streams.delivery.DeliveryTopology;
import org.amurwatch.streams.incident.IncidentTopology;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.release.ReleaseTopology;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * From one generation to the next, which was built and has stopped. Everything it works with stands on the brokers, and each
 * step can be done twice: a switch that was interrupted is simply run again.
 */
final class Switch {

    private static final Duration STOPPING = Duration.ofSeconds(60);

    /** What the current generation knows of alerts, and the next has to go on with: incidents, who was told, what is under way. */
    private static final List<String> CARRIED_STORES = Stream.concat(
                    IncidentTopology.STORES.stream(), Stream.of(DeliveryTopology.LEDGER, DeliveryTopology.DUE))
            .toList();

    private final Connection connection;
    private final Brokers brokers;
    private final RawTopics topics;
    private final Consumer<String> progress;

    Switch(Connection connection, Brokers brokers, Consumer<String> progress) {
        this.connection = connection;
        this.brokers = brokers;
        this.topics = new RawTopics(connection);
        this.progress = progress;
    }

    /** Makes the services stop, if they were not told before. */
    void begin(Generation current) {
        GenerationState.publish(connection, GenerationState.next(current, GenerationState.SWITCHING));
    }

    /**
     * Does the switch, from where services were told to stop.
     *
     * @param switching what stands in system.generation
     * @return the new current generation
     */
    Generation complete(Generation switching) throws InterruptedException {
        Generation last = GenerationState.before(switching);
        awaitStopped(switching, last);
        carryAlertPath(last, switching);
        brokers.setOffsets(
                Generations.records(switching), CarriedOffsets.ofRecords(brokers.ends(Topics.OBSERVATIONS.name())));
        carryReleases(last, switching);
        TopicNames staged = TopicNames.staged(switching.getNumber());
        // From here on the ledger of the dead letters and the days belong to the next generation.
        GenerationState.publish(
                connection,
                Generation.newBuilder(switching)
                        .setState(GenerationState.COMPLETING)
                        .build());
        List<ReferencePosition> began = deadLetterPositions();
        copyDeadLetters(Topics.DECISIONS_DEAD_LETTERS, staged);
        copyDeadLetters(Topics.RECORDS_DEAD_LETTERS, staged);
        for (Topic<?> shown : List.of(Topics.TERRITORY_DAYS, Topics.TERRITORY_STATUS, Topics.INDIVIDUAL_STATUS)) {
            long written = topics.makeEqual(shown.name(), staged.of(shown));
            progress.accept(shown.name() + ": " + written + " of its keys changed.");
        }
        Generation now = Generation.newBuilder(switching)
                .setState(GenerationState.CURRENT)
                .setBegan(began)
                .build();
        GenerationState.publish(connection, now);
        return now;
    }

    private void awaitStopped(Generation switching, Generation last) throws InterruptedException {
        List<String> groups = List.of(Generations.decisions(last), Generations.records(last));
        if (!new Patience(STOPPING).await(() -> groups.stream().allMatch(brokers::isEmpty))) {
            if (switching.getState().equals(GenerationState.SWITCHING)) {
                GenerationState.publish(connection, last);
            }
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The services did not stop within " + STOPPING.toSeconds() + " s (groups " + groups
                            + "). The earlier generation goes on; look for instances that hang, then run it again.");
        }
    }

    private void carryAlertPath(Generation last, Generation next) {
        String from = Generations.decisions(last);
        String to = Generations.decisions(next);
        brokers.setOffsets(to, CarriedOffsets.ofDecisions(brokers.committed(from)));
        for (String store : CARRIED_STORES) {
            topics.makeEqual(changelog(to, store), changelog(from, store));
        }
    }

    /**
     * What partners were told stays told: the next generation goes on with what the last one knew of it, and with what it had
     * not come to yet.
     */
    private void carryReleases(Generation last, Generation next) {
        String from = Generations.records(last);
        String to = Generations.records(next);
        for (String store : ReleaseTopology.STORES) {
            topics.makeEqual(changelog(to, store), changelog(from, store));
        }
        topics.copy(releaseInput(to), releaseInput(from), brokers.positions(from));
    }

    private static String releaseInput(String application) {
        return application + "-" + ReleaseTopology.INPUT + "-repartition";
    }

    private static String changelog(String application, String store) {
        return application + "-" + store + "-changelog";
    }

    /** Where the dead letters of the next generation begin, for the balance. */
    private List<ReferencePosition> deadLetterPositions() {
        return List.of(Topics.DECISIONS_DEAD_LETTERS, Topics.RECORDS_DEAD_LETTERS).stream()
                .flatMap(topic -> brokers.ends(topic.name()).entrySet().stream())
                .map(end ->
                        new ReferencePosition(end.getKey().topic(), end.getKey().partition(), end.getValue()))
                .toList();
    }

    private void copyDeadLetters(Topic<?> topic, TopicNames staged) {
        Map<String, String> liveNames = new HashMap<>();
        TopicNames.STAGED.forEach(any -> liveNames.put(staged.of(any), any.name()));
        try (RawTopics.Sender sender = topics.sender()) {
            topics.read(staged.of(topic), letter -> sender.send(live(letter, topic.name(), liveNames)));
            long copied = sender.finish();
            if (copied > 0) {
                progress.accept(topic.name() + ": " + copied
                        + " records can't be used by the next generation either ('./amurwatch dead-letters list').");
            }
        }
    }

    /** A letter as if it had failed on the live topic, which is where it is put back. */
    private static ProducerRecord<byte[], byte[]> live(
            ConsumerRecord<byte[], byte[]> letter, String topic, Map<String, String> liveNames) {
        RecordHeaders headers = new RecordHeaders(letter.headers());
        DeadLetterHeader.read(headers)
                .ifPresent(context -> DeadLetterHeader.put(
                        headers,
                        DeadLetterContext.newBuilder(context)
                                .setTopic(liveNames.getOrDefault(context.getTopic(), context.getTopic()))
                                .build()));
        return new ProducerRecord<>(
                topic, letter.partition(), letter.timestamp(), letter.key(), letter.value(), headers);
    }
}
