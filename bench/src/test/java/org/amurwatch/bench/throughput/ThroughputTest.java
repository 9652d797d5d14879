package org.amurwatch.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.amurwatch.bench.throughput.Throughput.Case;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.record.TrustedRecords;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThroughputTest {

    @BeforeAll
    static void trust() {
        TrustedRecords.trust();
    }

    @ParameterizedTest
    @EnumSource(RulesOfMeasurement.class)
    void shouldMeasureSetsThatCouldBePublished(RulesOfMeasurement rules) {
        RulesFile.Reading reading = RulesFile.read(rules.word(), rules.yaml(), 1);

        assertThat(reading.mistakes()).isEmpty();
        assertThat(reading.rules()).isNotNull();
        assertThat(reading.rules().rules()).hasSize(rules == RulesOfMeasurement.FIFTY ? 50 : 1);
    }

    @Test
    void shouldHoldAsMuchHistoryAsItSaysAndDecideTheSameAloneAndAsTopology() {
        Park park = Park.of(1, 4_000);
        int begin = park.after(3_500);
        int from = park.before(begin, 3_000);
        long alone = published(DeciderKind.ENGINE.make(park.map(), RulesOfMeasurement.FIFTY.yaml(), first(park)), park);
        try (WholeTopology topology = new WholeTopology(park.map(), RulesOfMeasurement.FIFTY.yaml(), first(park))) {
            park.events().subList(from, begin).forEach(topology);
            // What was observed long before it came is not held; from live cameras that is little.
            assertThat(topology.held()).isBetween(2_900L, 3_000L);
        }
        assertThat(published(new WholeTopology(park.map(), RulesOfMeasurement.FIFTY.yaml(), first(park)), park))
                .isEqualTo(alone)
                .isPositive();
        assertThat(published(DeciderKind.TOPOLOGY.make(park.map(), RulesOfMeasurement.NONE.yaml(), first(park)), park))
                .as("nothing belongs together without rules, but for calls for help")
                .isLessThan(alone / 10);
    }

    private static Instant first(Park park) {
        return park.events().get(0).receivedAt();
    }

    private static long published(Decider made, Park park) {
        try (Decider decider = made) {
            park.events().subList(0, 3_000).forEach(decider);
            return decider.published();
        }
    }

    @Test
    void shouldReportMediansAndRatiosOfTheSameRun() {
        Case shortOne = new Case(DeciderKind.ENGINE, RulesOfMeasurement.FIFTY, 1_000, 1);
        Case longOne = shortOne.withHistory(10_000);
        Case none = longOne.withRules(RulesOfMeasurement.NONE);
        ThroughputReport report = new ThroughputReport(List.of(
                new Rates(shortOne, List.of(new Round(900, 10, 1))),
                new Rates(longOne, List.of(new Round(500, 30, 1), new Round(100, 20, 2), new Round(800, 10, 3))),
                new Rates(none, List.of(new Round(5_000, 4, 0), new Round(7_000, 6, 0)))));

        assertThat(report.rows()).hasSize(3).allSatisfy(row -> assertThat(row.keySet())
                .containsExactlyElementsOf(ThroughputReport.COLUMNS));
        assertThat(report.rows().get(1))
                .containsEntry("eventsPerSecond", 500L)
                .containsEntry("least", 100L)
                .containsEntry("most", 800L)
                .containsEntry("published", 6L)
                .containsEntry("ofShortestHistory", 2.0)
                .containsEntry("ofNoRules", 4.0);
        assertThat(report.rows().get(0)).containsEntry("ofNoRules", null);
        assertThat((Double) report.rows().get(2).get("coreMicrosPerEvent")).isCloseTo(5.0, within(1e-9));
    }

    @Test
    void shouldAddUpStreamsThatRanSideBySide() {
        assertThat(Round.of(List.of(new Round(100, 10, 1), new Round(300, 20, 2))))
                .isEqualTo(new Round(400, 15, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds,0,--rounds and --events are 1 or more",
        "--streams,0,--streams is 0",
        "--history,'1000,500000',--history is 500000"
    })
    void shouldSayWhatIsWrong(String option, String value, String expected) {
        StringWriter err = new StringWriter();
        int exit = CommandLines.of(new ThroughputCommand())
                .setErr(new PrintWriter(err))
                .execute(option, value);

        assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains(expected);
    }

    @Test
    void shouldMeasure() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = CommandLines.of(new ThroughputCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--history", "500", "--events", "200", "--rounds", "1", "--streams", "2", "--output", "csv");

        assertThat(exit).as(err.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString().lines().toList())
                .hasSize(5)
                .first()
                .isEqualTo(String.join(",", ThroughputReport.COLUMNS));
        assertThat(err.toString()).contains("Warming up: topology", "Round 1 of 1");
    }
}
