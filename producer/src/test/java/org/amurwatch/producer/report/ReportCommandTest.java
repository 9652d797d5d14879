package org.amurwatch.producer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReportCommandTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<PoachingAlert> alerts = new ArrayList<>();
    private final List<PrivateDetails> details = new ArrayList<>();
    private boolean brokersTakeAlerts = true;
    private boolean brokersTakeDetails = true;

    /** Stands for the brokers. */
    private final class Sink implements ReportSink {
        @Override
        public AcknowledgedRecord accept(PoachingAlert alert) {
            assertThat(out.toString())
                    .as("printed before the brokers acknowledged")
                    .isEmpty();
            if (!brokersTakeAlerts) {
                throw new CommandFailure(ExitCode.UNREACHABLE, "No broker.");
            }
            alerts.add(alert);
            return new AcknowledgedRecord("field.poaching-alerts", 2, 41, NOW.toEpochMilli());
        }

        @Override
        public AcknowledgedRecord accept(PrivateDetails accepted) {
            if (!brokersTakeDetails) {
                throw new CommandFailure(ExitCode.UNREACHABLE, "No broker.");
            }
            details.add(accepted);
            return new AcknowledgedRecord("private.details", 0, 0, NOW.toEpochMilli());
        }

        @Override
        public void close() {}
    }

    private int run(String command) {
        CommandLine line = CommandLines.of(new ReportCommand(
                (connection, clock) -> new Sink(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> "new-id",
                connection -> List.of()));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(command.split(" "));
    }

    @Test
    void shouldPublishAnAlertWithDefaults() throws Exception {
        assertThat(run("GUNSHOT --lat 43.1 --lon 131.4 --output json")).isEqualTo(ExitCode.DONE);

        PoachingAlert alert = alerts.get(0);
        assertThat(alert.getKind()).isEqualTo(AlertKind.GUNSHOT);
        assertThat(alert.getMethod()).isEqualTo(ObservationMethod.REPORT);
        assertThat(alert.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(alert.getExplained()).isNull();
        assertThat(alert.getProvenance().getSourceId()).isEqualTo("report");
        assertThat(alert.getProvenance().getEventId()).isEqualTo("new-id");
        assertThat(alert.getProvenance().getRevision()).isEqualTo(NOW);
        assertThat(alert.getObservedAt()).isEqualTo(NOW);
        assertThat(alert.getPosition().getLatitude()).isEqualTo(43.1);
        assertThat(alert.getPosition().getLongitude()).isEqualTo(131.4);
        assertThat(alert.getPosition().getUncertaintyMetres()).isNull();
        assertThat(alert.getPurpose()).isEqualTo(Purpose.ACTUAL);
        assertThat(details).isEmpty();
        JsonNode printed = new ObjectMapper().readTree(out.toString());
        assertThat(printed.get("accepted").asText()).isEqualTo("report/new-id");
        assertThat(printed.get("topic").asText()).isEqualTo("field.poaching-alerts");
        assertThat(printed.get("partition").asInt()).isEqualTo(2);
        assertThat(printed.get("offset").asLong()).isEqualTo(41);
    }

    @Test
    void shouldWidenPlaceAndTimeIfAsked() {
        assertThat(run("SNARE --lat 43.123456 --lon 131.456789 --at 2026-01-17T05:43:21Z --widen --output json"))
                .isEqualTo(ExitCode.DONE);

        PoachingAlert alert = alerts.get(0);
        assertThat(alert.getObservedAt()).isEqualTo(Instant.parse("2026-01-17T00:00:00Z"));
        assertThat(alert.getObservedUntil()).isEqualTo(Instant.parse("2026-01-17T12:00:00Z"));
        assertThat(alert.getPosition().getLatitude()).isNotEqualTo(43.123456).isBetween(43.11, 43.14);
        assertThat(alert.getPosition().getUncertaintyMetres()).isBetween(1_414.0, 1_500.0);
        assertThat(out.toString()).doesNotContain("43.1234").doesNotContain("05:43");
    }

    @Test
    void shouldPublishAllThatIsStatedAndTheNoteApart() {
        assertThat(run("human-tracks --lat=-43.1 --lon 131.4 --at 2026-01-17T16:00:00+10:00 --source patrol-7 --id e1"
                        + " --note boots --count 3 --uncertainty 50 --purpose exercise"))
                .isEqualTo(ExitCode.DONE);

        PoachingAlert alert = alerts.get(0);
        assertThat(alert.getKind()).isEqualTo(AlertKind.HUMAN_TRACKS);
        assertThat(alert.getObservedAt()).isEqualTo(Instant.parse("2026-01-17T06:00:00Z"));
        assertThat(alert.getCount()).isEqualTo(3);
        assertThat(alert.getPosition().getUncertaintyMetres()).isEqualTo(50.0);
        assertThat(alert.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(alert.toString()).doesNotContain("boots");
        assertThat(details.get(0).getEventKey()).isEqualTo("patrol-7/e1");
        assertThat(details.get(0).getNote()).isEqualTo("boots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GUNSHOT --lat 143 --lon 31.4 | Latitude 143.0 is out of range: expected -90 to 90 degrees. Are --lat and --lon swapped?",
                "GUNSHOT --lat 143 --lon 131.4 | Latitude 143.0 is out of range: expected -90 to 90 degrees.",
                "GUNSHOT --lat 43 --lon 181 | Longitude 181.0 is out of range: expected -180 to 180 degrees.",
                "GUNSHOT --lat NaN --lon 131 | Latitude NaN is out of range",
                "BOMB --lat 43 --lon 131 | Unknown kind 'BOMB': expected one of SOS, PATROL_CONTACT, ARREST, SNARE,",
                "SNARE --lat 43 --lon 131 --count 0 | --count 0 is out of range: expected 1 or more.",
                "SNARE --lat 43 --lon 131 --uncertainty 0 | --uncertainty 0.0 is out of range",
                "SNARE --lat 43 --lon 131 --source a/b | A source id has 1 to 100 characters",
                "SNARE --lat 43 --lon 131 --at yesterday | --at 'yesterday' is no time: expected ISO-8601",
                "SNARE --lat 43 --lon 131 --at 2026-01-17T06:00:00 | says no zone",
                "SNARE --lat 43 --lon 131 --at 2026-01-17T06:23:45Z | lies in the future: it is 2026-01-17T06:18:44.123Z now",
                "SNARE --lat 43 --lon 131 --at 1970-01-01T00:00:00Z | lies before 1990",
                "SNARE --lat fifty --lon 131 | Invalid value for option '--lat'",
                "SNARE --lat 43 | Missing required option: '--lon=DEGREES'",
            })
    void shouldRefuseWrongUseWithASentence(String command, String sentence) {
        assertThat(run(command)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains(sentence);
        assertThat(out.toString()).isEmpty();
        assertThat(alerts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-17T06:23:44Z",
                "2026-01-17T16:23+10:00",
                "2026-01-17T16:23[Asia/Vladivostok]",
                "2026-01-17T16:23:00.000+10:00[Asia/Vladivostok]"
            })
    void shouldTakeTimesOfUpToFiveMinutesAheadInEachNotation(String at) {
        assertThat(run("SNARE --lat 43 --lon 131 --at " + at))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);
        assertThat(alerts.get(0).getObservedAt()).isBetween(NOW.plusSeconds(240), NOW.plusSeconds(300));
    }

    @Test
    void shouldTakeEachKindInAnyCase() {
        for (AlertKind kind : AlertKind.values()) {
            out.getBuffer().setLength(0);
            run(kind.name().toLowerCase(Locale.ROOT) + " --lat 43 --lon 131");
        }
        assertThat(alerts).extracting(PoachingAlert::getKind).containsExactly(AlertKind.values());
    }

    @Test
    void shouldSayNothingOfAcceptanceWithoutTheBrokers() {
        brokersTakeAlerts = false;
        assertThat(run("SNARE --lat 43 --lon 131 --note n")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(out.toString()).isEmpty();
        assertThat(details).isEmpty();
    }

    @Test
    void shouldSayThatTheNoteAloneIsLost() {
        brokersTakeDetails = false;
        assertThat(run("SNARE --lat 43 --lon 131 --note n")).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(out.toString()).contains("report/new-id");
        assertThat(err.toString()).contains("its note is not: No broker.");
    }
}
