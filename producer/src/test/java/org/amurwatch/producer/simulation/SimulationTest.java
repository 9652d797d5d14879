package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

    private static final SimulationSettings RUSSIA = SimulationSettings.read("russia");

    @TempDir
    Path folder;

    @Test
    void shouldGiveTheSameBytesForTheSameSeedWhateverTheMachinesLocaleAndTimeZone() throws IOException {
        byte[][] first = bytes(11, "first");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            byte[][] second = bytes(11, "second");
            assertThat(second[0]).isEqualTo(first[0]);
            assertThat(second[1]).isEqualTo(first[1]);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(first[0].length).isGreaterThan(100_000);
        assertThat(bytes(12, "other")[0]).isNotEqualTo(first[0]);
    }

    private byte[][] bytes(long seed, String name) throws IOException {
        Path events = folder.resolve(name + ".events");
        Path truth = folder.resolve(name + ".truth");
        try (SimulationFiles files = new SimulationFiles(events, truth)) {
            new Simulation(RUSSIA, seed, RecordedRun.FROM, 60).run(files);
        }
        return new byte[][] {Files.readAllBytes(events), Files.readAllBytes(truth)};
    }

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        Path events = folder.resolve("events");
        Path truth = folder.resolve("truth");
        try (SimulationFiles files = new SimulationFiles(events, truth)) {
            new Simulation(RUSSIA, 3, RecordedRun.FROM, 20).run(files);
        }
        RecordedRun direct = new RecordedRun(RUSSIA, 3, 20);
        RecordedRun read = new RecordedRun(RUSSIA, 3, 1);
        read.events.clear();
        read.causes.clear();
        read.incursions.clear();
        SimulationFiles.read(events, truth, read);

        assertThat(read.events).isEqualTo(direct.events);
        assertThat(read.causes).isEqualTo(direct.causes);
        assertThat(read.incursions).isEqualTo(direct.incursions);

        Files.write(events, Files.readAllLines(events).subList(0, 10));
        assertThatThrownBy(() -> SimulationFiles.read(events, truth, read)).hasMessageContaining("ends before");
    }

    /** Thefts by the incursions silence a few cameras; beside them nobody else's days change. */
    @Test
    void shouldNotShiftOneBehaviourByAnother() {
        RecordedRun few = new RecordedRun(RUSSIA.withIncursionsPerYear(20), 4, 60);
        RecordedRun many = new RecordedRun(RUSSIA.withIncursionsPerYear(365), 4, 60);

        Set<String> fewVillagers = ids(few);
        Set<String> manyVillagers = ids(many);
        Set<String> shared = new HashSet<>(fewVillagers);
        shared.retainAll(manyVillagers);
        assertThat(shared.size()).isGreaterThan((int) (0.97 * fewVillagers.size()));
        assertThat(manyVillagers.size()).isLessThan((int) (1.03 * shared.size()));
    }

    private static Set<String> ids(RecordedRun run) {
        return run.events.stream()
                .filter(event -> run.origin(event) == Origin.VILLAGER && event.stationId() != null)
                .map(SimulatedEvent::id)
                .collect(Collectors.toSet());
    }

    @Test
    void shouldGiveEventsInOrderOfArrivalAndIncursionsBeforeTheirEvents() {
        RecordedRun run = new RecordedRun(RUSSIA, 5, 250);
        Set<String> known = run.incursions.stream().map(Incursion::id).collect(Collectors.toSet());

        assertThat(run.events)
                .isSortedAccordingTo(
                        Comparator.comparing(SimulatedEvent::receivedAt).thenComparing(SimulatedEvent::id));
        assertThat(run.events).extracting(SimulatedEvent::id).doesNotHaveDuplicates();
        assertThat(run.incursions).extracting(Incursion::id).doesNotHaveDuplicates();
        for (Incursion incursion : run.incursions) {
            assertThat(incursion.end()).isAfter(incursion.begin());
            assertThat(incursion.path()).hasSizeBetween(2, 24);
        }
        for (SimulatedEvent event : run.events) {
            Cause cause = run.causes.get(event.id());
            assertThat(cause.incursionId() != null).isEqualTo(cause.origin() == Origin.INCURSION);
            assertThat(cause.incursionId() == null || known.contains(cause.incursionId()))
                    .isTrue();
            assertThat(event.count()).isPositive();
            assertThat(event.teamId() != null).isEqualTo(event.sourceId().startsWith("team-"));
        }
    }

    @Test
    void shouldDeliverCardsWeeksLateAndLivePicturesWithinMinutes() {
        RecordedRun run = new RecordedRun(RUSSIA, 6, 300);
        Duration[] card = delays(run, Sensor.CAMERA_CARD);
        Duration[] live = delays(run, Sensor.CAMERA_LIVE);

        assertThat(card[card.length / 2]).isBetween(Duration.ofDays(45), Duration.ofDays(150));
        assertThat(live[live.length / 2]).isLessThan(Duration.ofMinutes(3));
        assertThat(live[live.length * 98 / 100]).isGreaterThan(Duration.ofHours(1));
    }

    /** Without the clocks that are wrong. */
    private static Duration[] delays(RecordedRun run, Sensor sensor) {
        return run.events.stream()
                .filter(event -> event.sensor() == sensor)
                .filter(event -> event.observedAt().isAfter(Instant.parse("2020-01-01T00:00:00Z")))
                .map(event -> Duration.between(event.observedAt(), event.receivedAt()))
                .filter(delay -> !delay.isNegative())
                .sorted()
                .toArray(Duration[]::new);
    }

    @Test
    void shouldTellNothingByTheSourceOrTheId() {
        RecordedRun run = new RecordedRun(RUSSIA, 7, 90);
        for (SimulatedEvent event : run.events) {
            assertThat(event.id()).matches("[0-9a-f]{16}");
            assertThat(event.sourceId())
                    .matches("camera-S\\d{4}-[AB]|acoustic-\\d{3}|team-\\d+|inhabitants|herders|crew");
        }
    }

    @Test
    void shouldPlantNoneButTheSkinPoacherIfAskedForNone() {
        RecordedRun run = new RecordedRun(RUSSIA.withIncursionsPerYear(0), 8, 60);

        assertThat(run.incursions).allMatch(incursion -> incursion.behaviour() == Behaviour.SKIN_POACHER);
        assertThat(run.incursions.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldRunOnce() {
        Simulation simulation = new Simulation(RUSSIA, 9, RecordedRun.FROM, 1);
        simulation.run(new RecordedRun(RUSSIA, 9, 1));
        assertThatThrownBy(() -> simulation.run(new RecordedRun(RUSSIA, 9, 1)))
                .isInstanceOf(IllegalStateException.class);
    }
}
