package org.amurwatch.producer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.csv.CsvCommand;
import org.amurwatch.producer.firms.FirmsCommand;
import org.amurwatch.producer.movebank.MovebankCommand;
import org.amurwatch.producer.reference.FakeReferenceStore;
import org.junit.jupiter.api.Test;

/** The files of docs/examples do what docs/in-files.md says of them. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "docs", "examples");

    @Test
    void shouldImportTheRegisterOfSnares() {
        ImportRun run = new ImportRun(CsvCommand::new);
        assertThat(run.run(
                        EXAMPLES.resolve("snares.csv"),
                        "--mapping",
                        EXAMPLES.resolve("snares.yaml"),
                        "--output",
                        "json"))
                .as(run.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(run.alerts()).extracting(PoachingAlert::getKind).containsExactly(AlertKind.SNARE, AlertKind.OTHER);
        assertThat(run.sightings())
                .extracting(sighting -> String.valueOf(sighting.getScientificName()))
                .containsExactly("Panthera pardus", "Panthera tigris");
        assertThat(run.json().path("unknownTypes").path("drone").asLong()).isEqualTo(1);
    }

    @Test
    void shouldImportTheFires() {
        ImportRun run = new ImportRun(
                (sinks, clock) -> new FirmsCommand(sinks, (connection, same) -> new FakeReferenceStore(), clock));
        assertThat(run.run(EXAMPLES.resolve("fires.csv"), "--everywhere")).isEqualTo(ExitCode.DONE);
        assertThat(run.alerts()).hasSize(3);
    }

    @Test
    void shouldImportTheCollar() {
        ImportRun run = new ImportRun(MovebankCommand::new);
        assertThat(run.run(EXAMPLES.resolve("collar.csv"), "--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(run.sightings())
                .extracting(sighting -> sighting.getProvenance().getEventId())
                .containsExactly("70001", "70003");
        assertThat(run.json().path("leftOut").toString())
                .contains(
                        "\"visible = false\":1",
                        "\"manually-marked-outlier\":1",
                        "\"thinned: one fix of an animal per 1h\":1");
    }
}
