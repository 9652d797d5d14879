package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.simulation.exercise.ExerciseSink;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {

    /** 15 h on 26 November in Vladivostok. */
    private static final Instant NOW = Instant.parse("2026-11-26T05:00:00Z");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final List<SpecificRecord> published = new ArrayList<>();
    private final List<Instant> receivedAt = new ArrayList<>();
    private final Interruption interruption = new Interruption();
    private @Nullable CommandFailure refusal;
    private int interruptAfter = Integer.MAX_VALUE;
    private boolean flushed;

    /** Stands for the brokers. */
    private final class Sink implements ExerciseSink {
        private final Clock clock;

        Sink(Clock clock) {
            this.clock = clock;
            if (refusal != null) {
                throw refusal;
            }
        }

        private void add(SpecificRecord record) {
            published.add(record);
            receivedAt.add(clock.instant());
            flushed = false;
            if (published.size() == interruptAfter) {
                interruption.ask();
            }
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
            flushed = true;
        }

        @Override
        public void close() {}
    }

    private int run(String command) {
        CommandLine line = CommandLines.of(new SimulateCommand(
                (connection, clock, progress) -> new Sink(clock),
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> interruption));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(command.split(" "));
    }

    private int simulate(String... more) {
        return run("--seed 1 --events " + folder.resolve("e") + " --truth " + folder.resolve("t") + " "
                + String.join(" ", more));
    }

    @Test
    void shouldPublishAWorldThatEndsAtTheLastMidnight() throws IOException {
        assertThat(run("--settings russia --seed 1 --days 3 --publish --output json"))
                .as(err.toString())
                .isZero();

        Instant midnight = Instant.parse("2026-11-25T14:00:00Z");
        assertThat(receivedAt).isSorted();
        assertThat(receivedAt.get(0)).isEqualTo(midnight.minus(Duration.ofDays(3)));
        assertThat(receivedAt.get(receivedAt.size() - 1))
                .isBefore(midnight)
                .isAfter(midnight.minus(Duration.ofHours(6)));
        assertThat(published).allMatch(record -> record.toString().contains("\"purpose\": \"EXERCISE\""));
        assertThat(published)
                .extracting(record -> record.getClass().getSimpleName())
                .contains("Deployment", "PoachingAlert", "Sighting", "PatrolPosition");
        assertThat(flushed).isTrue();
        assertThat(out.toString())
                .contains("\"source\" : \"sim-russia-1-2026-11-23-3d-", "\"published patrolPositions\" : ");
        assertThat(err.toString())
                .contains("The system is not set to exercise", "Simulated and published 3 of 3 days.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldPublishWhatItWritesToFiles() throws IOException {
        assertThat(simulate("--settings", "russia", "--days", "5", "--publish")).isZero();

        long events = published.stream()
                .filter(record -> !(record instanceof Deployment))
                .count();
        assertThat(Files.readAllLines(folder.resolve("e"))).hasSize((int) events);
    }

    @Test
    void shouldRefuseToPublishTheFuture() {
        assertThat(run("--settings russia --seed 1 --days 3 --publish --from 2026-11-24"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--from 2026-11-24 and --days 3 lead to 2026-11-26T14:00:00Z, which lies in the future")
                .contains("Begin on 2026-11-23 or earlier");
        assertThat(published).isEmpty();
        assertThat(run("--settings russia --seed 1 --days 3 --publish --from 2026-11-23"))
                .isZero();
    }

    @Test
    void shouldEndCleanlyWhenInterrupted() throws IOException {
        interruptAfter = 500;
        assertThat(simulate("--settings", "russia", "--days", "30", "--publish"))
                .isEqualTo(1);

        assertThat(published).hasSize(500);
        assertThat(flushed).isTrue();
        assertThat(err.toString()).contains("Stopped after ", "Published up to ", "dropped as a repeat.");
        long events = published.stream()
                .filter(record -> !(record instanceof Deployment))
                .count();
        assertThat(Files.readAllLines(folder.resolve("e"))).hasSize((int) events);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayThatTheBrokersCannotBeReachedBeforeItWritesAnything() {
        refusal = new CommandFailure(ExitCode.UNREACHABLE, "The brokers can't be reached.");
        assertThat(simulate("--settings", "russia", "--days", "3", "--publish")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("The brokers can't be reached.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayThatADiskIsFull() {
        assertThat(run("--settings russia --seed 1 --days 3 --force --events /dev/full --truth " + folder.resolve("t")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("Can't write to /dev/full or ", "What is there now is not whole.");
    }

    @Test
    void shouldRefuseOptionsThatDoNotFit() {
        assertThat(run("--settings russia --seed 1 --days 3")).isEqualTo(2);
        assertThat(run("--settings russia --seed 1 --days 3 --events " + folder.resolve("e")))
                .isEqualTo(2);
        assertThat(run("--settings russia --seed 1 --days 3 --map " + folder.resolve("m") + " --speed 2"))
                .isEqualTo(2);
        assertThat(run("--settings russia --seed 1 --days 3 --publish --speed 0"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "Nothing to do: write files",
                        "--events and --truth belong together",
                        "--speed belongs to --publish",
                        "--speed is 0.0: expected more than 0.");
        assertThat(published).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldWriteTheOperatorsMapAndOverwriteNothingUnlessForced() {
        String command = "--settings russia --seed 1 --days 365 --map " + folder.resolve("map");
        assertThat(run(command)).as(err.toString()).isZero();
        assertThat(folder.resolve("map").toFile().list())
                .containsExactlyInAnyOrder("territories.geojson", "places.geojson", "teams.yaml", "permits.yaml");
        assertThat(published).isEmpty();

        assertThat(run(command)).isEqualTo(2);
        assertThat(err.toString()).contains("territories.geojson exists: name another folder");
        assertThat(run(command + " --force")).isZero();
    }

    @Test
    void shouldWriteEventsAndTruthAndASummaryAndTellItsProgress() throws IOException {
        assertThat(simulate("--settings", "russia", "--days", "31", "--output", "json"))
                .isZero();

        List<String> events = Files.readAllLines(folder.resolve("e"));
        assertThat(events.get(0))
                .startsWith("{\"id\":\"")
                .contains("\"sourceId\":", "\"sensor\":", "\"observedAt\":\"20")
                .doesNotContain("null", "cause");
        assertThat(Files.readAllLines(folder.resolve("t")))
                .allMatch(line -> line.startsWith("{\"cause\":{") || line.startsWith("{\"incursion\":{"));
        assertThat(out.toString()).contains("\"events\" : " + events.size(), "\"incursions\" : ");
        assertThat(err.toString()).contains("Simulated 30 of 31 days.", "Simulated 31 of 31 days.");
    }

    @Test
    void shouldOverwriteNothingUnlessForced() throws IOException {
        Files.writeString(folder.resolve("t"), "mine");

        assertThat(simulate("--settings", "russia", "--days", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("exists: name another file, or overwrite it with --force.");
        assertThat(folder.resolve("t")).hasContent("mine");
        assertThat(folder.resolve("e")).doesNotExist();

        assertThat(simulate("--settings", "russia", "--days", "1", "--force")).isZero();
        assertThat(Files.readString(folder.resolve("t"))).doesNotContain("mine");
    }

    @Test
    void shouldPlantAsManyIncursionsAsAsked() throws IOException {
        assertThat(simulate("--settings", "russia", "--days", "365", "--incursions-per-year", "80"))
                .isZero();
        long incursions = Files.readAllLines(folder.resolve("t")).stream()
                .filter(line -> line.startsWith("{\"incursion\""))
                .count();
        // Poisson of 80, and the skin poacher; four standard deviations.
        assertThat(incursions).isBetween(45L, 117L);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThat(simulate("--settings", "korea", "--days", "1")).isEqualTo(2);
        assertThat(simulate("--settings", "russia", "--days", "0")).isEqualTo(2);
        assertThat(simulate("--settings", "russia", "--days", "1", "--incursions-per-year", "-1"))
                .isEqualTo(2);
        assertThat(simulate(
                        "--settings",
                        "russia",
                        "--days",
                        "1",
                        "--truth",
                        folder.resolve("no/t").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("Can't read the settings korea", "--days is 0", "--incursions-per-year is -1.0");
    }
}
