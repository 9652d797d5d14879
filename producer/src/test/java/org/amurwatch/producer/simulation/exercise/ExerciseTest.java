package org.amurwatch.producer.simulation.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.Interruption;
import org.amurwatch.producer.simulation.RunName;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.Simulation;
import org.amurwatch.producer.simulation.SimulationSettings;
import org.amurwatch.producer.simulation.SimulationSink;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ExerciseTest {

    private static final SimulationSettings RUSSIA = SimulationSettings.read("russia");
    private static final LocalDate FROM = LocalDate.of(2026, 9, 1);
    private static final Instant BEGIN =
            FROM.atStartOfDay(RUSSIA.world().timeZone()).toInstant();
    private static final int DAYS = 25;

    private record Published(Instant receivedAt, SpecificRecord record) {}

    /** Stands for the brokers. */
    private static final class Sink implements ExerciseSink {
        private final Clock clock;
        private final List<Published> published = new ArrayList<>();
        private int unflushed;

        Sink(Clock clock) {
            this.clock = clock;
        }

        private void add(SpecificRecord record) {
            published.add(new Published(clock.instant(), record));
            unflushed++;
        }

        @Override
        public void publish(Sighting sighting) {
            add(sighting);
        }

        @Override
        public void publish(PoachingAlert alert) {
            add(alert);
        }

        @Override
        public void publish(Deployment deployment) {
            add(deployment);
        }

        @Override
        public void publish(PatrolPosition position) {
            add(position);
        }

        @Override
        public void flush() {
            unflushed = 0;
        }

        @Override
        public void close() {}
    }

    private static final class Truth implements SimulationSink {
        private final List<SimulatedEvent> events = new ArrayList<>();
        private final List<String> incursions = new ArrayList<>();

        @Override
        public void event(SimulatedEvent event, Cause cause) {
            events.add(event);
        }

        @Override
        public void incursion(Incursion incursion) {
            incursions.add(incursion.id());
        }
    }

    private static Sink play() {
        List<Sink> opened = new ArrayList<>();
        Interruption interruption = new Interruption();
        WorldPace pace = new WorldPace(BEGIN, 0, System::nanoTime, interruption);
        RunName name = RunName.of("russia", RUSSIA, 1, FROM, DAYS);
        try (Exercise exercise = new Exercise(name, BEGIN, pace, clock -> {
            opened.add(new Sink(clock));
            return opened.get(0);
        })) {
            new Simulation(RUSSIA, 1, FROM, DAYS).run(exercise);
            assertThat(opened.get(0).unflushed).isPositive();
            exercise.flush();
            assertThat(opened.get(0).unflushed).isZero();
            assertThat(exercise.published().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(opened.get(0).published.size());
        }
        return opened.get(0);
    }

    @Test
    void shouldPublishEachEventAtItsTimeAndNothingOfTheTruth() {
        Truth truth = new Truth();
        new Simulation(RUSSIA, 1, FROM, DAYS).run(truth);

        List<Published> published = play().published;

        assertThat(published).extracting(Published::receivedAt).isSorted();
        List<Published> ofEvents = published.stream()
                .filter(one -> !(one.record() instanceof Deployment))
                .toList();
        assertThat(ofEvents)
                .extracting(Published::receivedAt)
                .containsExactlyElementsOf(
                        truth.events.stream().map(SimulatedEvent::receivedAt).toList());
        assertThat(truth.incursions).isNotEmpty();
        assertThat(published)
                .extracting(one -> one.record().toString())
                .noneMatch(text -> text.contains("incursion") || text.contains("NETTER") || text.contains("origin"));
        assertThat(published).extracting(one -> one.record().toString()).allMatch(text -> text.contains("EXERCISE"));
    }

    @Test
    void shouldRepeatItselfForTheSameSeed() {
        assertThat(play().published).isEqualTo(play().published);
    }
}
