package org.amurwatch.streams.individual;

import static org.amurwatch.streams.individual.Animals.change;
import static org.amurwatch.streams.individual.Animals.deployed;
import static org.amurwatch.streams.individual.Animals.registered;
import static org.amurwatch.streams.individual.Animals.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.IndividualStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.streams.activity.ActivitySettings;
import org.amurwatch.streams.activity.ActivityTopology;
import org.amurwatch.streams.incident.CaughtUpClock;
import org.amurwatch.streams.incident.DecisionClock;
import org.amurwatch.streams.incident.RecordClock;
import org.amurwatch.streams.naming.TopicNames;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndividualTopologyTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path state;

    private final RecordClock clock = new RecordClock();
    private TopologyTestDriver driver;
    private TestInputTopic<String, ObservationChange> observations;
    private TestInputTopic<String, Individual> register;
    private TestOutputTopic<String, IndividualStatus> statuses;
    private TestOutputTopic<String, SectorEvent> signals;

    @BeforeEach
    void start() {
        start(clock, at -> Animals.RULES);
    }

    private void start(DecisionClock clock, Function<Instant, IndividualRules> rules) {
        RegistrySerdes serdes = new RegistrySerdes("mock://individuals");
        StreamsBuilder builder = new StreamsBuilder();
        var stream = new ActivityTopology(serdes, ActivitySettings.standard(Purpose.ACTUAL)).addTo(builder);
        new IndividualTopology(
                        serdes,
                        Purpose.ACTUAL,
                        clock,
                        context -> () -> new Animals.BorderAt(131.2),
                        context -> rules,
                        TopicNames.LIVE)
                .addTo(builder, stream);
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(builder.build(), settings, START);
        observations = driver.createInputTopic(
                Topics.OBSERVATIONS.name(),
                new StringSerializer(),
                serdes.serializer(Topics.OBSERVATIONS),
                START,
                Duration.ofSeconds(1));
        register = driver.createInputTopic(
                Topics.INDIVIDUALS.name(),
                new StringSerializer(),
                serdes.serializer(Topics.INDIVIDUALS),
                START,
                Duration.ofSeconds(1));
        statuses = driver.createOutputTopic(
                Topics.INDIVIDUAL_STATUS.name(),
                new StringDeserializer(),
                serdes.deserializer(Topics.INDIVIDUAL_STATUS));
        signals = driver.createOutputTopic(
                Topics.SECTOR_EVENTS.name(), new StringDeserializer(), serdes.deserializer(Topics.SECTOR_EVENTS));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void send(String eventKey, LocatedEvent now) {
        observations.pipeInput(now.getPlacement().getTerritoryId(), change(eventKey, null, now));
    }

    @Test
    void shouldPublishStatusesByAnimalAndTakeBackThoseThatAreAnothers() {
        send("park/1", seen("park/1", "L-12", "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya"));
        send("park/2", seen("park/2", null, "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya"));
        register.pipeInput("Leo 12M", registered("Leo 12M", null, "park", "L-12"));
        List<TestRecord<String, IndividualStatus>> published = statuses.readRecordsToList();
        assertThat(published).extracting(TestRecord::key).containsExactly("park/L-12", "Leo 12M", "park/L-12");
        assertThat(published.get(1).value().getLast().getEventKey()).isEqualTo("park/1");
        assertThat(published.get(2).value()).isNull();
        assertThat(signals.isEmpty()).isTrue();
    }

    @Test
    void shouldSendSignalsToTheSectorOfTheLaterSighting() {
        send("park/1", seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.25, "kedrovaya"));
        send("park/2", seen("park/2", "A", "2026-02-03T12:00:00Z", 43.1, 131.15, "hunchun"));
        TestRecord<String, SectorEvent> signal = signals.readRecord();
        assertThat(signal.key()).isEqualTo("sector-hunchun");
        assertThat(signal.value().getSignal().getKind()).isEqualTo(SignalKind.CROSSING);
        assertThat(signals.isEmpty()).isTrue();
    }

    /** After a start the decision clock is half a day behind the records until all of them are read. */
    @Test
    void shouldNotJudgeAgainByRulesThatWereReplacedWhileItCatchesUp() {
        IndividualRules.Crossing crossing = Animals.RULES.crossing();
        IndividualRules replaced = new IndividualRules(
                Animals.RULES.movement(),
                new IndividualRules.Crossing(
                        new IndividualRules.Asked("replaced", 0), crossing.line(), crossing.news(), crossing.window()),
                Animals.RULES.absence());
        driver.close();
        start(new CaughtUpClock(), at -> at.isBefore(START.minusSeconds(60)) ? replaced : Animals.RULES);
        send("park/1", seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.25, "kedrovaya"));
        send("park/2", seen("park/2", "A", "2026-02-03T12:00:00Z", 43.1, 131.15, "hunchun"));
        assertThat(signals.readRecord().value().getSignal().getRule()).isNotEqualTo("replaced");

        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(signals.readRecordsToList()).isEmpty();
    }

    @Test
    void shouldJudgeAbsencesByTheDecisionClock() {
        for (int i = 0; i < 6; i++) {
            String key = "park/" + i;
            send(key, seen(key, "A", LocalDate.of(2025, 1, 1).plusDays(10L * i) + "T03:00:00Z", 43.1, 131.4, "k"));
        }
        send("park/d", deployed("park/d", "park/s", "2024-12-31T00:00:00Z", "2025-08-01T00:00:00Z", 43.1, 131.4));
        // The machine's clock goes on by a day, decision time does not: input may be waiting.
        driver.advanceWallClockTime(Duration.ofDays(1));
        assertThat(signals.isEmpty()).isTrue();
        clock.advanceTo(START.plus(Duration.ofHours(2)));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(signals.readRecord().value().getSignal().getKind()).isEqualTo(SignalKind.ABSENCE);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(signals.isEmpty()).isTrue();
    }
}
