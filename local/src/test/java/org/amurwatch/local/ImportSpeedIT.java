package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The speed of an import beside ProducerPerformance, with nothing else running: docs/in-files.md, Figures. */
@EnabledIfSystemProperty(
        named = "amurwatch.import-speed-rows",
        matches = "[0-9]+",
        disabledReason = "A measurement for a quiet machine: -Damurwatch.import-speed-rows=500000")
class ImportSpeedIT {

    private static final int ROWS = Integer.getInteger("amurwatch.import-speed-rows", 500_000);
    private static final int ROUNDS = Integer.getInteger("amurwatch.import-speed-rounds", 3);

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureAnImportBesideProducerPerformance() throws Exception {
        try (LocalSystemProcess system = LocalSystemProcess.startWithoutServices(
                folder, LocalSystemProcess.freePortBase(), "--exercise", "--bare")) {
            system.awaitReady();
            LocalSystemProcess.Answer measured = system.run(
                    "bench",
                    "import-speed",
                    "--rows",
                    Integer.toString(ROWS),
                    "--rounds",
                    Integer.toString(ROUNDS),
                    "--output",
                    "json");

            assertThat(measured.exitCode()).as(measured.err()).isZero();
            JsonNode rounds = measured.json();
            System.out.println("ImportSpeedIT: " + rounds);
            assertThat(rounds).hasSize(ROUNDS);
            assertThat(rounds).allSatisfy(round -> {
                assertThat(round.path("importRowsPerSecond").asLong()).isPositive();
                assertThat(round.path("producerPerformancePerSecond").asLong()).isPositive();
                assertThat(round.path("share").asDouble()).isPositive();
            });
        }
    }
}
