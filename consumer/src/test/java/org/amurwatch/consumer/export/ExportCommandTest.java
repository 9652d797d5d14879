package org.amurwatch.consumer.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;

class ExportCommandTest {

    private final StringWriter err = new StringWriter();

    private void shouldRefuse(String sentence, String... arguments) {
        int code = CommandLines.of(new ExportCommand(Clock.systemUTC()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);

        assertThat(err.toString()).contains(sentence);
        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
    }

    private static String[] with(String arguments, String... more) {
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void shouldAskHowExactPlacesMayBe() {
        shouldRefuse("Missing required option: '--precision=exact|DEGREES'", with("csv --to never"));
    }

    @Test
    void shouldAskToWhomExactPlacesAreGiven() {
        shouldRefuse("say to whom with --who", with("csv --to never --precision exact"));
    }

    @Test
    void shouldRefuseAnotherPrecision() {
        shouldRefuse(
                "expected exact, 0.001, 0.01, 0.1 or 1 (degrees); got '0.5'", with("csv --to never --precision 0.5"));
    }

    @Test
    void shouldAskForASecretBehindOtherNames() {
        shouldRefuse("amurwatch.exports.pseudonym-secret", with("geojson --to never --precision 0.1"));
    }

    @Test
    void shouldRefuseAPeriodThatEndsBeforeItBegins() {
        shouldRefuse(
                "is not before --until", with("csv --to never --precision 0.1 --from 2026-02-01 --until 2026-01-01"));
    }

    @Test
    void shouldRefuseAnotherType() {
        shouldRefuse(
                "--type is sighting or poaching-alert; got 'patrol'",
                with("csv --to never --precision 0.1 --type patrol"));
    }

    @Test
    void shouldRefuseCellsForSecr() {
        shouldRefuse(
                "secr needs --precision exact",
                with(
                        "secr --to never --precision 0.1 --from 2026-01-01 --until 2026-02-01 --time-zone UTC --species",
                        "Panthera pardus"));
    }

    @Test
    void shouldRefuseAZoneThatIsNone() {
        shouldRefuse(
                "--time-zone 'Vladivostok' is none",
                with(
                        "secr --to never --precision exact --who analyst --from 2026-01-01 --until 2026-02-01 --time-zone"
                                + " Vladivostok --species",
                        "Panthera pardus"));
    }

    @Test
    void shouldRefuseAFileThatHoldsNoOffsets() {
        shouldRefuse(
                "Can't read the offsets in nowhere.json",
                with("csv --to never --precision exact --who analyst --at-offsets nowhere.json"));
    }
}
