package org.amurwatch.streams.patrol;

import static org.amurwatch.streams.patrol.Positions.TEN;
import static org.amurwatch.streams.patrol.Positions.north;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.avro.DeadLetterReason;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.serde.DeadLetterHeader;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.deadletter.DeadLetters;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.streams.reference.OutageWait;
import org.amurwatch.streams.reference.ReferenceIndexes;
import org.amurwatch.streams.reference.ReferenceProgress;
import org.amurwatch.streams.reference.ReferenceTopology;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatrolTopologyTest {

    @TempDir
    private Path stateDir;

    private final RegistrySerdes serdes = new RegistrySerdes("mock://" + UUID.randomUUID());
    private final DeadLetters deadLetters = new DeadLetters(Topics.DECISIONS_DEAD_LETTERS.name());
    private final RecordClock clock = new RecordClock();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> positions;
    private TestOutputTopic<String, SectorEvent> sectorEvents;
    private TestOutputTopic<String, byte[]> letters;

    @BeforeEach
    void start() {
        ReferenceIndexes indexes = new ReferenceIndexes(5_000);
        StreamsBuilder builder = new StreamsBuilder();
        new ReferenceTopology(serdes, indexes, new ReferenceProgress(), new OutageWait(Duration.ofMillis(1)))
                .addTo(builder, ReferenceTopology.DECISIONS);
        new PatrolTopology(serdes, indexes.territories(), deadLetters, clock, TopicNames.LIVE).addTo(builder);
        Properties settings = new Properties();
        settings.put("application.id", "decisions-g1");
        settings.put("bootstrap.servers", "none:9092");
        settings.put("state.dir", stateDir.toString());
        settings.put("ensure.explicit.internal.resource.naming", true);
        driver = new TopologyTestDriver(builder.build(), settings, TEN);
        positions = driver.createInputTopic(
                Topics.PATROL_POSITIONS.name(), new StringSerializer(), new ByteArraySerializer());
        sectorEvents = driver.createOutputTopic(
                Topics.SECTOR_EVENTS.name(), new StringDeserializer(), serdes.deserializer(Topics.SECTOR_EVENTS));
        letters = driver.createOutputTopic(deadLetters.topic(), new StringDeserializer(), new ByteArrayDeserializer());
        load(box("leopard-land", "khasan", 131.3));
        load(box("hunchun-reserve", "hunchun", 130.3));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void load(Territory territory) {
        driver.createInputTopic(Topics.TERRITORIES.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(
                        territory.getId(),
                        serdes.serializer(Topics.TERRITORIES).serialize(Topics.TERRITORIES.name(), territory));
    }

    /** A degree of longitude from its west side. */
    private static Territory box(String id, String sector, double west) {
        return Territory.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorId(sector)
                .setTimeZone("Asia/Vladivostok")
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(43.0, west),
                        new Vertex(43.0, west + 1),
                        new Vertex(44.0, west + 1),
                        new Vertex(44.0, west),
                        new Vertex(43.0, west))))))
                .build();
    }

    private byte[] bytes(PatrolPosition position) {
        return serdes.serializer(Topics.PATROL_POSITIONS).serialize(Topics.PATROL_POSITIONS.name(), position);
    }

    private void send(PatrolPosition position, Instant receivedAt) {
        positions.pipeInput(new TestRecord<>(position.getTeamId(), bytes(position), receivedAt));
    }

    private void turn() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    private List<TestRecord<String, SectorEvent>> signals() {
        return sectorEvents.readRecordsToList().stream()
                .filter(sent -> sent.value().getSignal() != null)
                .toList();
    }

    @Test
    void shouldTellTheSectorAndItsNeighbour() {
        send(north(TEN, null).setPosition(new Position(43.5, 131.31, null)).build(), TEN.plusSeconds(5));

        List<TestRecord<String, SectorEvent>> sent = sectorEvents.readRecordsToList();
        assertThat(sent).extracting(TestRecord::key).containsExactly("khasan", "hunchun");
        assertThat(sent).allSatisfy(record -> {
            assertThat(record.timestamp()).isEqualTo(TEN.plusSeconds(5).toEpochMilli());
            assertThat(record.value().getPatrolPosition().getTeamId()).isEqualTo("north");
            assertThat(record.value().getObservation()).isNull();
        });
        assertThat(sent.get(0).value().getShared()).isFalse();
        assertThat(sent.get(1).value().getShared()).isTrue();
    }

    @Test
    void shouldPutPositionsOutsideAllTerritoriesIntoTheSectorOutside() {
        send(north(TEN, null).setPosition(new Position(50.0, 140.0, null)).build(), TEN);

        assertThat(sectorEvents.readKeyValuesToList())
                .extracting(sent -> sent.key)
                .containsExactly("outside");
    }

    @Test
    void shouldPutAsideWhatCanNotBeUsed() {
        byte[] invalid = bytes(north(TEN, 0).build());
        positions.pipeInput(new TestRecord<>("north", invalid, TEN));
        positions.pipeInput(new TestRecord<>("north", new byte[] {1, 2, 3}, TEN));
        positions.pipeInput(new TestRecord<>("north", null, TEN));
        send(north(TEN, 60).build(), TEN);

        List<TestRecord<String, byte[]>> dead = letters.readRecordsToList();
        assertThat(dead).hasSize(3);
        DeadLetterContext why = DeadLetterHeader.read(dead.get(0).headers()).orElseThrow();
        assertThat(why.getReason()).isEqualTo(DeadLetterReason.INVALID);
        assertThat(why.getTopic()).isEqualTo("patrol.positions");
        assertThat(why.getExplanation())
                .isEqualTo("A check-in is promised within 1 to 10080 minutes, or not at all; got 0.");
        assertThat(dead.get(0).key().getBytes(StandardCharsets.UTF_8))
                .isEqualTo("north".getBytes(StandardCharsets.UTF_8));
        assertThat(dead.get(0).value()).isEqualTo(invalid);
        assertThat(DeadLetterHeader.read(dead.get(1).headers()).orElseThrow().getReason())
                .isEqualTo(DeadLetterReason.UNREADABLE);
        assertThat(DeadLetterHeader.read(dead.get(2).headers()).orElseThrow().getReason())
                .isEqualTo(DeadLetterReason.UNREADABLE);
        assertThat(deadLetters.count()).isEqualTo(3);
        assertThat(sectorEvents.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldTellOnceOfAMissedCheckInAndOfItsEnd() {
        send(north(TEN, 60).build(), TEN);
        clock.advanceTo(TEN.plus(Duration.ofMinutes(60)).minusMillis(1));
        turn();
        assertThat(signals()).isEmpty();

        clock.advanceTo(TEN.plus(Duration.ofMinutes(60)));
        turn();
        turn();
        TestRecord<String, SectorEvent> missed = signals().get(0);
        assertThat(missed.key()).isEqualTo("khasan");
        assertThat(missed.timestamp()).isEqualTo(clock.now().toEpochMilli());
        assertThat(missed.value().getSignal().getEnded()).isFalse();
        assertThat(sectorEvents.isEmpty()).as("told once").isTrue();

        Instant heard = TEN.plus(Duration.ofMinutes(70));
        send(north(heard, 60).build(), heard);
        assertThat(signals()).singleElement().satisfies(ended -> {
            assertThat(ended.value().getSignal().getEnded()).isTrue();
            assertThat(ended.value().getSignal().getSignalId())
                    .isEqualTo(missed.value().getSignal().getSignalId());
        });
        clock.advanceTo(heard.plus(Duration.ofMinutes(59)));
        turn();
        assertThat(signals()).isEmpty();
    }

    @Test
    void shouldWatchEachTeamAndPurposeByItself() {
        send(north(TEN, 60).build(), TEN);
        send(
                north(TEN.plusSeconds(1), 90)
                        .setPurpose(org.amurwatch.avro.Purpose.EXERCISE)
                        .build(),
                TEN);
        send(north(TEN.plusSeconds(2), 30).setTeamId("south").build(), TEN);

        clock.advanceTo(TEN.plus(Duration.ofMinutes(100)));
        turn();

        assertThat(signals())
                .extracting(signal -> signal.value().getSignal().getSubject() + " "
                        + signal.value().getSignal().getPurpose())
                .containsExactly("south ACTUAL", "north ACTUAL", "north EXERCISE");
    }

    /** Down from 10:01 to 13:00, while the team went on sending: nothing fires that the waiting positions disprove. */
    @Test
    void shouldNotFireWhatWaitingPositionsDisprove() {
        send(north(TEN, 60).build(), TEN);
        turn();

        for (int minutes : new int[] {55, 110, 165}) {
            Instant at = TEN.plus(Duration.ofMinutes(minutes));
            send(north(at, 60).build(), at);
            turn();
        }
        clock.advanceTo(TEN.plus(Duration.ofMinutes(180)));
        turn();
        assertThat(signals()).isEmpty();

        clock.advanceTo(TEN.plus(Duration.ofMinutes(225)));
        turn();
        assertThat(signals()).hasSize(1);
    }
}
