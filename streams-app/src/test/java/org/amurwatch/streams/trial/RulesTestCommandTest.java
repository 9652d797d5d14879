package org.amurwatch.streams.trial;

import static org.amurwatch.streams.trial.TrialEvents.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.function.LongConsumer;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.RuleSet;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTestCommandTest {

    private static final Instant NOW = BEGIN.plus(Duration.ofDays(30));

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<RuleSet> published = new ArrayList<>();
    private final List<Received> stored = new ArrayList<>();
    private Path withoutSkins;

    private record Received(SectorEvent event, Instant at) {}

    /** A past that stands in memory. */
    private final class Memory implements Past {

        private final boolean asIfLive;

        Memory(boolean asIfLive) {
            this.asIfLive = asIfLive;
        }

        @Override
        public Past asIfLive() {
            return new Memory(true);
        }

        @Override
        public List<RuleSet> ruleSets() {
            return published;
        }

        @Override
        public TrialCircumstances circumstances() {
            return TrialEvents.circumstances(RulesFile.builtIn("china"));
        }

        @Override
        public Span replay(Instant since, Instant until, List<Trial> trials, LongConsumer progress) {
            assertThat(since).isBefore(until.minus(Duration.ofDays(100)));
            List<Received> given = asIfLive ? happened(since, until) : stored;
            given.stream()
                    .filter(one -> one.at.isBefore(until))
                    .forEach(one -> trials.forEach(trial -> trial.on(TrialEvents.SECTOR, one.event, one.at)));
            return new Span(
                    given.size(),
                    given.isEmpty() ? null : given.get(0).at,
                    given.isEmpty() ? null : given.get(given.size() - 1).at);
        }

        private List<Received> happened(Instant since, Instant until) {
            AsIfLive inOrder = new AsIfLive(since, until, TrialEvents::read);
            stored.forEach(one -> inOrder.add(TrialEvents.SECTOR, TrialEvents.written(one.event), one.at));
            List<Received> happened = new ArrayList<>();
            inOrder.replay(one -> happened.add(new Received(one.event(), one.at())));
            return happened;
        }
    }

    @BeforeEach
    void write() throws IOException {
        withoutSkins = folder.resolve("rules.yaml");
        Files.writeString(
                withoutSkins,
                RulesFile.builtInText("russia").replace("select: {kinds: [SKIN_OR_PART]}", "select: {kinds: [CAMP]}"));
        received("skin", AlertKind.SKIN_OR_PART, 0, 1);
        received("snare", AlertKind.SNARE, 1, 2);
    }

    private void received(String id, AlertKind kind, double north, int day) {
        Instant at = BEGIN.plus(Duration.ofDays(day));
        stored.add(new Received(TrialEvents.sign(id, kind, north, at), at));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandLines.of(new RulesTestCommand(connection -> new Memory(false), Clock.fixed(NOW, ZoneOffset.UTC)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldTellWhatOnlyOneSetRaises() throws IOException {
        assertThat(run(withoutSkins.toString(), "--from", BEGIN.toString(), "--output", "json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("from").asText()).isEqualTo(BEGIN.toString());
        assertThat(json.get("to").asText()).isEqualTo(NOW.toString());
        assertThat(json.get("currentRules").asText()).isEqualTo("russia, version 0");
        assertThat(json.get("sums").get(0).get("current").asInt()).isEqualTo(2);
        assertThat(json.get("sums").get(0).get("tried").asInt()).isEqualTo(1);
        assertThat(json.get("differences")).hasSize(1);
        JsonNode skin = json.get("differences").get(0);
        assertThat(skin.get("in").asText()).isEqualTo("current");
        assertThat(skin.get("rules.current").asText()).isEqualTo("skin");
        assertThat(skin.get("rules.tried").isNull()).isTrue();
        assertThat(skin.get("territory").asText()).isEqualTo("Kedrovaya Pad");
        assertThat(skin.get("openedAt").asText()).startsWith("2026-01-18");
    }

    @Test
    void shouldCompareWithTheSetsThatWereInForceAtTheTime() throws IOException {
        published.add(RuleSet.newBuilder()
                .setName("russia")
                .setVersion(1)
                .setEffectiveAt(BEGIN.minus(Duration.ofDays(1)))
                .setYaml(Files.readString(withoutSkins))
                .build());

        run(withoutSkins.toString(), "--from", BEGIN.toString(), "--output", "json");

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("currentRules").asText()).isEqualTo("russia, version 1");
        assertThat(json.get("differences")).isEmpty();
        assertThat(json.get("sums").get(0).get("current").asInt()).isEqualTo(1);
    }

    @Test
    void shouldWriteTablesAndAllIncidentsAsCsv() {
        assertThat(run(withoutSkins.toString(), "--from", BEGIN.toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .contains("pages REVIEW")
                .contains("dispatchPagesPerDay.tried")
                .contains("Kedrovaya Pad");
        assertThat(err.toString()).contains("Current: russia, version 0.");

        run(withoutSkins.toString(), "--from", BEGIN.toString(), "--output", "csv");
        assertThat(out.toString().lines().toList())
                .hasSize(3)
                .first()
                .isEqualTo(String.join(",", TrialReport.INCIDENT_COLUMNS));
    }

    /** A card that was read three weeks later pages nobody; as if it had been live, it would have. */
    @Test
    void shouldTakeWhatCameLateAsIfItHadBeenLive() {
        stored.clear();
        Instant happened = BEGIN.plus(Duration.ofDays(1));
        Instant read = happened.plus(Duration.ofDays(21));
        SectorEvent shot = TrialEvents.sign("shot", AlertKind.GUNSHOT, 0, happened);
        shot.getObservation().getNow().setReceivedAt(read);
        stored.add(new Received(shot, read));
        String from = BEGIN.toString();

        run(withoutSkins.toString(), "--from", from, "--output", "csv");
        assertThat(out.toString()).doesNotContain("2026-01-17");
        run(withoutSkins.toString(), "--from", from, "--output", "csv", "--as-if-live");
        assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("both,2026-01-17T23:59"));
    }

    @Test
    void shouldCountWhatLiesInThePeriodAlone() {
        run(
                withoutSkins.toString(),
                "--from",
                BEGIN.plus(Duration.ofHours(36)).toString(),
                "--to",
                "2026-01-25T10:00:00+10:00",
                "--output",
                "csv");
        assertThat(out.toString().lines()).hasSize(2).anyMatch(line -> line.startsWith("both,2026-01-19"));
    }

    @ParameterizedTest
    @CsvSource({
        "tomorrow,,--from must be a time with an offset",
        "2026-01-17T00:00:00Z,2026-01-16T00:00:00Z,--from must be before --to",
        "2026-01-17T00:00:00Z,2026-01-17T00:00:00Z,--from must be before --to",
        "2026-12-17T00:00:00Z,,'--from must be before --to, which is now'",
        "2026-01-17T00:00:00Z,17 January,--to must be a time with an offset"
    })
    void shouldSayWhatIsWrongWithThePeriod(String from, String to, String expected) {
        int exit = to == null
                ? run(withoutSkins.toString(), "--from", from)
                : run(withoutSkins.toString(), "--from", from, "--to", to);

        assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains(expected);
    }

    @Test
    void shouldSayWhatIsWrongWithTheFileByLine() throws IOException {
        Files.writeString(
                withoutSkins, Files.readString(withoutSkins).replaceFirst("severity: severe", "severity: awful"));

        assertThat(run(withoutSkins.toString(), "--from", BEGIN.toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("rules.yaml:").contains("awful");
        assertThat(run(folder.resolve("none.yaml").toString(), "--from", BEGIN.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("none.yaml can't be read");
    }

    @Test
    void shouldSayWhereNothingIsStored() {
        assertThat(run(withoutSkins.toString(), "--from", "2026-02-01T00:00:00Z"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("from 2026-01-18T00:00:00Z to 2026-01-19T00:00:00Z");

        stored.clear();
        assertThat(run(withoutSkins.toString(), "--from", "2026-02-01T00:00:00Z"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("No event is stored");
    }
}
