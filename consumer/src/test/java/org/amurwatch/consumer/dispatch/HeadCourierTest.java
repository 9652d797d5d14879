package org.amurwatch.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.amurwatch.audit.FiledHead;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.avro.DeliveryOutcome;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.channel.Answer;
import org.amurwatch.consumer.endpoint.EndpointsFile;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The courier over Kafka's own stand-in for a consumer. */
class HeadCourierTest {

    private static final String TOPIC = Topics.AUDIT_HEADS.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final String WRITER = "dashboard/2026-01-17T12:00:00Z/a1B2-c3_d4";

    @TempDir
    private Path folder;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://audit-heads");
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Languages languages = new Languages();
    private final List<AlertDelivery> attempts = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HeadCourier courier;
    private Thread thread;

    @AfterEach
    void stop() throws InterruptedException {
        courier.stop();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private static AuditHead head(long sequence) {
        return AuditHead.newBuilder()
                .setWriterId(WRITER)
                .setSequence(sequence)
                .setHash(String.format("%064x", sequence))
                .setAt(Instant.parse("2026-01-18T12:00:00Z"))
                .build();
    }

    private byte[] bytes(long sequence) {
        return serdes.serializer(Topics.AUDIT_HEADS).serialize(TOPIC, head(sequence));
    }

    private void start(String language, Deserializer<AuditHead> deserializer, byte[]... values) throws IOException {
        Path file = Files.writeString(
                folder.resolve("endpoints.yaml"), "endpoints:\n  - {name: archive, channel: 'null'}\n");
        courier = new HeadCourier(
                consumer,
                deserializer,
                new EndpointsFile(file),
                "archive",
                languages.of(language),
                (endpoint, delivery) -> {
                    attempts.add(delivery);
                    return failures.getAndDecrement() > 0
                            ? Answer.of(DeliveryOutcome.FAILED, "no")
                            : Answer.delivered(200);
                },
                Clock.systemUTC(),
                Duration.ofMillis(1));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        thread = new Thread(courier);
        thread.start();
        await("subscribed").until(() -> !consumer.subscription().isEmpty());
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            for (int i = 0; i < values.length; i++) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, i, WRITER, values[i]));
            }
        });
    }

    private long committed() {
        OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? 0 : offset.offset();
    }

    /** What Kafka keeps of records that were fetched and gone back before: the mock gives each one once. */
    private void again(int from, byte[]... values) {
        for (int i = 0; i < values.length; i++) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, from + i, WRITER, values[i]));
        }
    }

    @Test
    void shouldSendWhatCanBeFiledAndCheckedLaterInEveryLanguage() throws IOException {
        start("zh", serdes.deserializer(Topics.AUDIT_HEADS), bytes(123));

        await("committed").until(() -> committed() == 1);
        AlertDelivery sent = attempts.get(0);
        for (String language : List.of("en", "ru", "zh")) {
            assertThat(languages.of(language).word("audit.head")).contains("{head}", "audit verify --head");
        }
        String text = new AlertText(languages).of(sent.getAlert(), Instant.now());
        assertThat(FiledHead.in(text))
                .containsExactly(new FiledHead(WRITER, 123, head(123).getHash()));
        assertThat(sent.getAlert().getSeverity()).isEqualTo(Severity.INFO);
        assertThat(sent.getAlert().getLevel()).isEqualTo(PageLevel.NONE);
    }

    @Test
    void shouldTryAgainUntilItIsTakenAndSendTheNextOnlyThen() throws IOException {
        failures.set(3);
        start("en", serdes.deserializer(Topics.AUDIT_HEADS), bytes(1), bytes(2));

        for (int attempt = 1; attempt <= 3; attempt++) {
            int failed = attempt;
            await("failed " + failed).until(() -> attempts.size() >= failed);
            assertThat(committed()).as("not before it is taken").isZero();
            consumer.schedulePollTask(() -> again(0, bytes(1), bytes(2)));
        }
        await("both are taken").until(() -> committed() == 2);

        assertThat(attempts).hasSize(5);
        assertThat(attempts.subList(0, 4))
                .as("the same message each time")
                .extracting(AlertDelivery::getDeliveryId)
                .containsOnly(attempts.get(0).getDeliveryId());
        assertThat(attempts.get(4).getAlert().getText()).contains(":2:");
    }

    @Test
    void shouldPassOverOnlyWhatCantBeReadAndWaitForTheRegistry() throws IOException {
        Deserializer<AuditHead> real = serdes.deserializer(Topics.AUDIT_HEADS);
        AtomicInteger asked = new AtomicInteger();
        start(
                "en",
                (topic, value) -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new SerializationException("No registry", new IOException("Connection refused"));
                    }
                    return real.deserialize(topic, value);
                },
                bytes(1),
                new byte[] {0, 0, 0, 0});
        await("the registry is away").until(() -> asked.get() == 1);
        consumer.schedulePollTask(() -> again(0, bytes(1), new byte[] {0, 0, 0, 0}, bytes(3)));

        await("committed").until(() -> committed() == 3);
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).getAlert().getText()).contains(":1:");
        assertThat(attempts.get(1).getAlert().getText()).contains(":3:");
    }
}
