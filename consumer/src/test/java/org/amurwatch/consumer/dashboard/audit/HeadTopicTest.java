package org.amurwatch.consumer.dashboard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.audit.AuditChain;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.AuditHead;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.security.RegistryAccess;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadTopicTest {

    private static final Viewer OFFICER = Viewer.of(Role.DUTY_OFFICER, null);

    private Instant now = Instant.parse("2026-01-17T12:00:00.123456Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final RegistrySerdes serdes = new RegistrySerdes(new RegistryAccess("mock://heads", null, null));
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final AuditChain chain = new AuditChain();
    private @Nullable AccessEntry last;
    private final AccessLog log = new AccessLog(
            entry -> {
                chain.take(entry);
                last = entry;
                return true;
            },
            clock);
    private final HeadTopic heads =
            new HeadTopic(producer, serdes.serializer(Topics.AUDIT_HEADS), () -> last, Duration.ofDays(1), clock);

    private List<AuditHead> given() {
        try (Deserializer<AuditHead> deserializer = serdes.deserializer(Topics.AUDIT_HEADS)) {
            return producer.history().stream()
                    .map(raw -> deserializer.deserialize(raw.topic(), raw.value()))
                    .toList();
        }
    }

    @Test
    void shouldGiveOutTheHeadOnceADayAndOnlyWhereThereIsMore() {
        heads.look();
        log.write(OFFICER, AccessKind.SNAPSHOT, null, 1);
        now = now.plus(Duration.ofHours(23));
        heads.look();
        assertThat(given()).isEmpty();

        log.write(OFFICER, AccessKind.INCIDENT, "khasan/a", 1);
        now = now.plus(Duration.ofHours(1));
        heads.look();
        heads.look();
        now = now.plus(Duration.ofDays(2));
        heads.look();

        assertThat(given()).singleElement().satisfies(head -> {
            assertThat(head.getHash()).isEqualTo(chain.head());
            assertThat(head.getSequence()).isEqualTo(1);
            assertThat(producer.history().get(0).key()).isEqualTo(head.getWriterId());
        });
    }

    @Test
    void shouldGiveOutAtTheEndWhatNoHeadHasCovered() {
        log.write(OFFICER, AccessKind.SNAPSHOT, null, 1);

        heads.close();

        assertThat(given()).extracting(AuditHead::getHash).containsExactly(chain.head());
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void shouldGiveOutNothingWhereNobodySawAnything() {
        heads.close();

        assertThat(given()).isEmpty();
    }

    @Test
    void shouldTryAgainWithTheNextLookWhatCouldNotBeWritten() {
        log.write(OFFICER, AccessKind.SNAPSHOT, null, 1);
        now = now.plus(Duration.ofDays(1));
        producer.sendException = new TimeoutException("no brokers");
        heads.look();
        assertThat(given()).isEmpty();

        producer.sendException = null;
        heads.look();
        assertThat(given()).hasSize(1);
    }
}
