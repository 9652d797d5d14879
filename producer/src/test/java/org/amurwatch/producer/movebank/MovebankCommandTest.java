package org.amurwatch.producer.movebank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.table.ImportRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovebankCommandTest {

    private static final String HEADER =
            "event-id,visible,timestamp,location-long,location-lat,manually-marked-outlier,individual-taxon-canonical-name,"
                    + "tag-local-identifier,individual-local-identifier\n";

    @TempDir
    private Path folder;

    private final ImportRun run = new ImportRun(MovebankCommand::new);

    private static String fix(int event, String time) {
        return event + ",true," + time + ".000,131.4,43.1,,Panthera pardus,c17,F31\n";
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("study.csv"), text, StandardCharsets.UTF_8);
    }

    @Test
    void shouldMakeASightingOfAKnownAnimal() throws IOException {
        assertThat(run.run(file(HEADER + fix(9001, "2026-11-20 04:30:00")), "--source", "movebank-1"))
                .as(run.err())
                .isEqualTo(ExitCode.DONE);

        Sighting sighting = run.sightings().get(0);
        assertThat(sighting.getMethod()).isEqualTo(ObservationMethod.COLLAR);
        assertThat(sighting.getObservedAt()).isEqualTo("2026-11-20T04:30:00Z");
        assertThat(sighting.getScientificName()).isEqualTo("Panthera pardus");
        assertThat(sighting.getIdentification().getIndividualId()).isEqualTo("F31");
        assertThat(sighting.getIdentification().getStatus()).isEqualTo(IdentificationStatus.CONFIRMED);
        assertThat(sighting.getPosition().getLatitude()).isEqualTo(43.1);
        assertThat(sighting.getPosition().getLongitude()).isEqualTo(131.4);
        assertThat(sighting.getProvenance().getSourceId()).isEqualTo("movebank-1");
        assertThat(sighting.getProvenance().getEventId()).isEqualTo("9001");
    }

    @Test
    void shouldLetOneFixOfEachAnimalAnHourThroughAndTheLast() throws IOException {
        String fixes = fix(1, "2026-11-20 04:00:00")
                + fix(2, "2026-11-20 04:20:00")
                + fix(3, "2026-11-20 04:40:00")
                + fix(4, "2026-11-20 05:10:00")
                + fix(5, "2026-11-20 04:10:00").replace("F31", "M02")
                + fix(6, "2026-11-20 05:20:00")
                + fix(7, "2026-11-20 05:30:00");

        run.run(file(HEADER + fixes), "--output", "json");
        assertThat(run.sightings())
                .extracting(sighting -> sighting.getProvenance().getEventId())
                .containsExactlyInAnyOrder("1", "4", "5", "7");
        assertThat(run.json()
                        .path("leftOut")
                        .path("thinned: one fix of an animal per 1h")
                        .asLong())
                .isEqualTo(3);

        run.run(file(HEADER + fixes), "--thin", "0");
        assertThat(run.sightings()).hasSize(7);
    }

    @Test
    void shouldLeaveOutAndCountWhatIsNoFix() throws IOException {
        String text = HEADER
                + fix(1, "2026-11-20 04:00:00")
                + fix(2, "2026-11-20 06:00:00").replace(",true,", ",false,")
                + fix(3, "2026-11-20 07:00:00").replace("43.1,,", "43.1,true,")
                + fix(4, "2026-11-20 08:00:00").replace("131.4,43.1", ",");

        assertThat(run.run(file(text), "--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(run.sightings()).hasSize(1);
        assertThat(run.json().path("leftOut").path("visible = false").asLong()).isEqualTo(1);
        assertThat(run.json().path("leftOut").path("manually-marked-outlier").asLong())
                .isEqualTo(1);
        assertThat(run.json().path("leftOut").path("no position").asLong()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheAnimalForProbableWhereOnlyItsTagIsKnown() throws IOException {
        run.run(file(HEADER + fix(1, "2026-11-20 04:00:00").replace("F31", "")));
        assertThat(run.sightings().get(0).getIdentification().getIndividualId()).isEqualTo("c17");
        assertThat(run.sightings().get(0).getIdentification().getStatus()).isEqualTo(IdentificationStatus.PROBABLE);
    }

    @Test
    void shouldReadTheFormOfTheApiAndMakeTheSameIdsAgain() throws IOException {
        Path file = file("timestamp,location_lat,location_long,individual_local_identifier,location_error_numerical\n"
                + "2026-11-20 04:00:00.000,43.1,131.4,F31,25\n");
        assertThat(run.run(file, "--species", "Panthera pardus")).as(run.err()).isEqualTo(ExitCode.DONE);
        Sighting first = run.sightings().get(0);
        assertThat(first.getScientificName()).isEqualTo("Panthera pardus");
        assertThat(first.getPosition().getUncertaintyMetres()).isEqualTo(25);
        run.run(file, "--species", "Panthera pardus");
        assertThat(run.sightings()).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "location-lat", "location-long", "individual-taxon-canonical-name"})
    void shouldNameTheColumnThatIsMissing(String column) throws IOException {
        assertThat(run.run(file(HEADER.replace(column, "x") + fix(1, "2026-11-20 04:00:00"))))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("study.csv has no column " + column);
        assertThat(run.opened()).isFalse();
    }

    @Test
    void shouldRefuseATableThatNamesNoAnimal() throws IOException {
        assertThat(run.run(file(HEADER.replace("local-identifier", "x") + fix(1, "2026-11-20 04:00:00"))))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("has no column individual-local-identifier or");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20 04:00:00.000, 20.11.2026, timestamp '20.11.2026' is no time",
        "43.1, 143.1, location-lat '143.1' is not between -90 and 90",
        "'131.4,43.1', '0,0', receiver without a fix",
        "'c17,F31', ',', neither individual-local-identifier nor tag-local-identifier",
        "Panthera pardus, '', individual-taxon-canonical-name is missing",
    })
    void shouldNameARowThatCannotBeUsed(String right, String wrong, String reason) throws IOException {
        String bad = fix(2, "2026-11-20 04:00:00").replace(right, wrong);
        assertThat(run.run(file(HEADER + fix(1, "2026-11-20 04:00:00") + bad), "--output", "json"))
                .isEqualTo(ExitCode.DONE_IN_PART);
        assertThat(run.onlyReason()).startsWith("3: ").contains(reason);
    }
}
