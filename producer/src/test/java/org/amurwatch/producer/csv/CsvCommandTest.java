package org.amurwatch.producer.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.table.ImportRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCommandTest {

    private static final String MAPPING = """
            columns:
              id: No
              time: [Date, Time]
              revision: Edited
              latitude: Y
              longitude: X
              uncertaintyMetres: Error
              type: What
              species: Species
              individual: Animal
              count: Number
              sex: Sex
              station: Station
              note: Remarks
              withdrawn: Deleted
            time:
              pattern: dd.MM.yyyy H:mm
              zone: Asia/Vladivostok
            types:
              wire loop: SNARE
              track: SIGHTING
              leopard: SIGHTING Panthera pardus
              litter: IGNORE
            species:
              тигр: Panthera tigris
            constants:
              method: DIRECT
              uncertaintyMetres: 250
            """;

    private static final String HEADER =
            "No;Date;Time;Edited;Y;X;Error;What;Species;Animal;Number;Sex;Station;Remarks;Deleted\n";
    private static final String SNARE =
            "7;17.01.2026;16:18;18.01.2026 9:00;43,125;131,4;;Wire loop;;;3;;post 4;seen by N.;\n";

    @TempDir
    private Path folder;

    private final ImportRun run = new ImportRun(CsvCommand::new);

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private int run(String mapping, String table, Object... more) throws IOException {
        Object[] arguments = new Object[more.length + 3];
        arguments[0] = write("register.csv", table);
        arguments[1] = "--mapping";
        arguments[2] = write("mapping.yaml", mapping);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return run.run(arguments);
    }

    @Test
    void shouldMakeAnAlertOfARow() throws IOException {
        assertThat(run(MAPPING, HEADER + SNARE, "--source", "register", "--purpose", "EXERCISE"))
                .as(run.err())
                .isEqualTo(ExitCode.DONE);

        PoachingAlert alert = run.alerts().get(0);
        assertThat(alert.getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(alert.getStatedKind()).isEqualTo("Wire loop");
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:18:00Z");
        assertThat(alert.getPosition().getLatitude()).isEqualTo(43.125);
        assertThat(alert.getPosition().getLongitude()).isEqualTo(131.4);
        assertThat(alert.getPosition().getUncertaintyMetres()).isEqualTo(250);
        assertThat(alert.getCount()).isEqualTo(3);
        assertThat(alert.getMethod()).isEqualTo(ObservationMethod.DIRECT);
        assertThat(alert.getStationId()).isEqualTo("register/post 4");
        assertThat(alert.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(alert.getProvenance().getEventId()).isEqualTo("7");
        assertThat(alert.getProvenance().getRevision()).isEqualTo("2026-01-17T23:00:00Z");
        // Its free text goes apart, and before it.
        PrivateDetails details = (PrivateDetails) run.published().get(0);
        assertThat(details.getEventKey()).isEqualTo("register/7");
        assertThat(details.getNote()).isEqualTo("seen by N.");
        assertThat(alert.toString()).doesNotContain("seen by N.");
        assertThat(run.out() + run.err()).doesNotContain("seen by N.");
    }

    @Test
    void shouldMakeSightingsOfAnimals() throws IOException {
        String rows = """
                8;17.01.2026;16:18;;43.1;131.4;30;leopard;;F31;1;Female;;;
                9;17.01.2026;16:18;;43.1;131.4;;track;ТИГР;;;;;;true
                10;17.01.2026;16:18;;43.1;131.4;;track;Cervus nippon;;;;;;
                """;
        assertThat(run(MAPPING, HEADER + rows)).as(run.err()).isEqualTo(ExitCode.DONE);

        Sighting leopard = run.sightings().get(0);
        assertThat(leopard.getScientificName()).isEqualTo("Panthera pardus");
        assertThat(leopard.getIdentification().getIndividualId()).isEqualTo("F31");
        assertThat(leopard.getSex()).isEqualTo(Sex.FEMALE);
        assertThat(leopard.getPosition().getUncertaintyMetres()).isEqualTo(30);
        assertThat(leopard.getWithdrawn()).isFalse();
        assertThat(run.sightings().get(1).getScientificName()).isEqualTo("Panthera tigris");
        assertThat(run.sightings().get(1).getWithdrawn()).isTrue();
        assertThat(run.sightings().get(2).getScientificName()).isEqualTo("Cervus nippon");
    }

    @Test
    void shouldKeepAndCountWordsThatTheMappingDoesNotKnow() throws IOException {
        String rows = SNARE.replace("Wire loop", "Jaw trap") + SNARE.replace("Wire loop", "litter");
        assertThat(run(MAPPING, HEADER + rows, "--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(run.alerts()).hasSize(1);
        assertThat(run.alerts().get(0).getKind()).isEqualTo(AlertKind.OTHER);
        assertThat(run.alerts().get(0).getStatedKind()).isEqualTo("Jaw trap");
        assertThat(run.json().path("unknownTypes").path("Jaw trap").asLong()).isEqualTo(1);
        assertThat(run.json()
                        .path("leftOut")
                        .path("type ignored by the mapping")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void shouldMakeTheSameIdOfTheSameRowWhereThereIsNone() throws IOException {
        String mapping = """
                columns: {time: t, latitude: lat, longitude: lon}
                constants: {type: GUNSHOT}
                """;
        run(mapping, "t,lat,lon\n2026-01-17T06:18:44Z,43.1,131.4\n2026-01-17T06:18:45Z,43.1,131.4\n");
        String first = run.alerts().get(0).getProvenance().getEventId();
        assertThat(run.alerts().get(1).getProvenance().getEventId()).isNotEqualTo(first);
        run(mapping, "lon,t,lat\n131.4,2026-01-17T06:18:44Z,43.1\n");
        assertThat(run.alerts().get(0).getProvenance().getEventId()).isEqualTo(first);
    }

    @Test
    void shouldTakeTheZoneOfTheCommandBeforeThatOfTheMapping() throws IOException {
        run(MAPPING, HEADER + SNARE, "--zone", "UTC");
        assertThat(run.alerts().get(0).getObservedAt()).isEqualTo("2026-01-17T16:18:00Z");
    }

    @Test
    void shouldTakeTheRevisionOfTheCommandWhereTheRowSaysNone() throws IOException {
        run(MAPPING, HEADER + SNARE.replace("18.01.2026 9:00", ""), "--revision", "2026-02-01T00:00:00Z");
        assertThat(run.alerts().get(0).getProvenance().getRevision()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(run(MAPPING, HEADER + SNARE, "--revision", "yesterday")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("--revision 'yesterday' is no time");
    }

    @Test
    void shouldReadTheEncodingThatIsStated() throws IOException {
        Path table = folder.resolve("old.csv");
        Files.write(table, (HEADER + SNARE.replace("Wire loop", "петля")).getBytes(Charset.forName("windows-1251")));
        Path mapping = write("mapping.yaml", MAPPING.replace("wire loop", "петля"));
        run.run(table, "--mapping", mapping, "--encoding", "windows-1251");
        assertThat(run.alerts().get(0).getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(run.run(table, "--mapping", mapping, "--encoding", "cp-none"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("--encoding cp-none is not known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No", "Date", "Time", "Edited", "Y", "X", "Error", "What", "Species", "Animal", "Number", "Sex",
                "Station", "Remarks", "Deleted"
            })
    void shouldNameTheColumnThatIsMissing(String column) throws IOException {
        String header = (";" + HEADER.strip() + ";").replace(";" + column + ";", ";q;");
        assertThat(run(MAPPING, header.substring(1, header.length() - 1) + "\n" + SNARE))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("register.csv has no column " + column + ";");
        assertThat(run.opened()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "17.01.2026, 31.06.2026, 'Date Time ''31.06.2026 16:18'' is no time; expected dd.MM.yyyy H:mm'",
        "17.01.2026, '', Date is missing",
        "16:18, 25:00, is no time",
        "';3;', ';some;', Number 'some' is no whole number of 1 or more",
        "'43,125', '430', Y '430' is not between -90 and 90",
        "Wire loop, '', What is missing",
        "7;, ;, No is missing",
    })
    void shouldNameARowThatCannotBeUsed(String right, String wrong, String reason) throws IOException {
        String bad = right.equals("7;") ? SNARE.substring(1) : SNARE.replace(right, wrong);
        assertThat(run(MAPPING, HEADER + SNARE + bad, "--output", "json")).isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.onlyReason()).startsWith("3: ").contains(reason);
        assertThat(run.alerts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone: Asia/Vladivostok | zone: Asia/Vladivostock | Unknown time zone 'Asia/Vladivostock'",
                "pattern: dd.MM.yyyy H:mm | pattern: dd.MM.yyyy Q{ | is no pattern of a time",
                "wire loop: SNARE | wire loop: SNAIR | gives 'wire loop' the meaning 'SNAIR'",
                "latitude: Y | latitud: Y | holds 'latitud', which means nothing there; known are",
                "latitude: Y | note2: | holds 'note2'",
                "method: DIRECT | method: GUESS | GUESS",
                "uncertaintyMetres: 250 | uncertaintyMetres: -1 | out of range",
                "columns: | colums: | holds 'colums'",
                "time: [Date, Time] | until: Date | no column for 'time'",
                "type: What | station: What | says nothing of what the rows are",
            })
    void shouldSayWhatIsWrongWithTheMapping(String right, String wrong, String reason) throws IOException {
        String mapping =
                right.startsWith("type: What") ? MAPPING.replace("  type: What\n", "") : MAPPING.replace(right, wrong);
        assertThat(run(mapping, HEADER + SNARE)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains(reason);
        assertThat(run.opened()).isFalse();
    }

    @Test
    void shouldNotGuessTheZoneOfATimeThatSaysNone() throws IOException {
        assertThat(run(MAPPING.replace("  zone: Asia/Vladivostok\n", ""), HEADER + SNARE, "--output", "json"))
                .isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.onlyReason()).contains("says no zone");
    }
}
