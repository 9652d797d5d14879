package org.amurwatch.consumer.dashboard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.audit.EntryHash;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.http.Refusal;
import org.amurwatch.security.RegistryAccess;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log and its topic together, over Kafka's own stand-in for a producer, which answers when it is told to. */
class AccessTopicTest {

    private static final Viewer OFFICER = Viewer.of(Role.DUTY_OFFICER, null);

    private volatile Instant now = Instant.parse("2026-01-17T12:00:00.123456Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final RegistrySerdes serdes = new RegistrySerdes(new RegistryAccess("mock://audit", null, null));
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private AccessTopic topic;
    private AccessLog log;

    @BeforeEach
    void start() {
        topic = new AccessTopic(producer, serdes.serializer(Topics.ACCESS_AUDIT), clock);
        log = new AccessLog(topic, clock);
    }

    @AfterEach
    void stop() {
        if (!producer.closed()) {
            topic.close();
        }
    }

    /** Lets the brokers answer until they have as many. */
    private List<AccessEntry> written(int count) {
        await("entries written").until(() -> {
            producer.completeNext();
            return topic.written() >= count;
        });
        return entries();
    }

    private List<AccessEntry> entries() {
        try (Deserializer<AccessEntry> deserializer = serdes.deserializer(Topics.ACCESS_AUDIT)) {
            return producer.history().stream()
                    .map(raw -> deserializer.deserialize(raw.topic(), raw.value()))
                    .toList();
        }
    }

    @Test
    void shouldWriteAChainUnderTheWritersId() {
        log.write(OFFICER, AccessKind.SNAPSHOT, null, 17);
        log.write(Viewer.of(Role.RANGER, "north"), AccessKind.INCIDENT, "khasan/a", 3);

        List<AccessEntry> entries = written(2);

        AccessEntry first = entries.get(0);
        AccessEntry second = entries.get(1);
        assertThat(first.getPreviousHash()).isEqualTo(EntryHash.START);
        assertThat(first.getSequence()).isZero();
        assertThat(first.getWho()).isEqualTo("duty-officer");
        assertThat(first.getItems()).isEqualTo(17);
        assertThat(second.getPreviousHash()).isEqualTo(first.getHash());
        assertThat(second.getSequence()).isEqualTo(1);
        assertThat(second.getTeamId()).isEqualTo("north");
        assertThat(entries).allSatisfy(entry -> assertThat(entry.getHash())
                .as("as it reads back, with its time in milliseconds")
                .isEqualTo(EntryHash.of(entry)));
        assertThat(producer.history()).extracting(raw -> raw.key()).containsOnly(first.getWriterId());
    }

    @Test
    void shouldBeginAChainOfItsOwnWithEachStart() {
        List<AccessEntry> taken = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            new AccessLog(taken::add, clock).write(OFFICER, AccessKind.SNAPSHOT, null, 1);
        }

        assertThat(taken).extracting(AccessEntry::getSequence).containsExactly(0L, 0L);
        assertThat(taken).extracting(AccessEntry::getPreviousHash).containsOnly(EntryHash.START);
        assertThat(taken.get(0).getWriterId()).isNotEqualTo(taken.get(1).getWriterId());
        assertThat(taken.get(0).getHash()).isNotEqualTo(taken.get(1).getHash());
    }

    @Test
    void shouldTryAnEntryAgainUntilTheBrokersHaveItAndLeaveNoGap() {
        log.write(OFFICER, AccessKind.SNAPSHOT, null, 1);
        log.write(OFFICER, AccessKind.STREAM, null, 0);
        await("the first is sent").until(() -> producer.errorNext(new TimeoutException("no answer")));

        List<AccessEntry> entries = written(2);

        assertThat(entries).extracting(AccessEntry::getSequence).containsExactly(0L, 0L, 1L);
        assertThat(entries.get(1)).isEqualTo(entries.get(0));
    }

    @Test
    void shouldRefuseWhatCantBeWrittenForAMinuteAndTakeItAgainAfterwards() {
        log.write(OFFICER, AccessKind.SNAPSHOT, null, 1);
        now = now.plus(Duration.ofSeconds(59));
        log.write(OFFICER, AccessKind.INCIDENT, "khasan/a", 1);
        now = now.plus(Duration.ofSeconds(2));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> log.write(OFFICER, AccessKind.INCIDENT, "khasan/b", 1))
                .withMessageContaining("not possible now");
        assertThat(log.refused()).isEqualTo(1);

        written(2);
        log.write(OFFICER, AccessKind.INCIDENT, "khasan/c", 1);
        List<AccessEntry> entries = written(3);
        assertThat(entries).extracting(AccessEntry::getSubject).containsExactly(null, "khasan/a", "khasan/c");
        assertThat(entries.get(2).getPreviousHash()).isEqualTo(entries.get(1).getHash());
        assertThat(entries.get(2).getSequence())
                .as("what was refused is not in the chain")
                .isEqualTo(2);
    }

    @Test
    void shouldHoldNoMoreThanAThousandAndNeverWait() {
        for (int i = 0; i < 1_000; i++) {
            log.write(OFFICER, AccessKind.INCIDENTS, null, i);
        }
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> log.write(OFFICER, AccessKind.INCIDENTS, null, 0));
        assertThat(topic.waiting()).isEqualTo(1_000);
        written(1);
    }

    @Test
    void shouldWriteNothingOfThoseWhoSeeCounts() {
        AccessLog refusing = new AccessLog(entry -> false, clock);
        refusing.write(Viewer.of(Role.VISITOR, null), AccessKind.SNAPSHOT, null, 0);
        refusing.write(Viewer.of(Role.PARTNER, null), AccessKind.STREAM, null, 0);
        assertThat(refusing.refused()).isZero();
    }

    @Test
    void shouldWriteWhatWaitsWhenItEnds() {
        MockProducer<String, byte[]> quick =
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        AccessTopic ending = new AccessTopic(quick, serdes.serializer(Topics.ACCESS_AUDIT), clock);
        new AccessLog(ending, clock).write(OFFICER, AccessKind.SNAPSHOT, null, 1);

        ending.close();

        assertThat(quick.history()).hasSize(1);
        assertThat(quick.closed()).isTrue();
    }
}
