package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationSettingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"russia", "russia-low", "russia-high", "china", "china-low", "china-high"})
    void shouldReadWhatComesWithTheProgramAndTellWhereEachNumberIsFrom(String name) throws IOException {
        SimulationSettings settings = SimulationSettings.read(name);

        assertThat(settings.cameraCount()).isEqualTo(name.startsWith("russia") ? 400 : 3000);
        List<String> lines = lines(name);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("  \\w+: .*")) {
                assertThat(lines.get(i - 1))
                        .as(name + ", before line " + (i + 1))
                        .startsWith("  # ");
            }
        }
    }

    @Test
    void shouldTakeVariantsAsTheirBaseWithWhatDiffers() {
        SimulationSettings low = SimulationSettings.read("russia-low");
        SimulationSettings base = SimulationSettings.read("russia");

        assertThat(low.world()).isEqualTo(base.world());
        assertThat(low.people().eventsPerDayPer400Cameras()).isEqualTo(80);
        assertThat(base.people().eventsPerDayPer400Cameras()).isEqualTo(120);
        assertThat(low.people().returnShare()).isEqualTo(base.people().returnShare());
    }

    @Test
    void shouldPlantAnotherNumberOfIncursions() {
        SimulationSettings settings = SimulationSettings.read("china").withIncursionsPerYear(80);

        assertThat(settings.incursionsPerYear()).isCloseTo(80, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(settings.incursions().netterShare()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patrols: {hours: 40}|patrols.hours is 40: expected a number from 1 to 12.",
                "patrols: {teams: 2.5}|patrols.teams is 2.5: expected a whole number from 1 to 100.",
                "patrols: {teams: many}|patrols.teams is \"many\": expected a number from 1 to 100.",
                "cameras: {triggers: null}|cameras.triggers is missing: expected a number from 0.6 to 0.95.",
                "cameras: {trigers: 0.8}|cameras.trigers is no setting: expected one of emptyTriggersPerNight,",
                "kameras: {triggers: 0.8}|kameras is no setting: expected one of acoustic, animals, cameras,",
                "patrols: 5|patrols is no setting",
                "world: {timeZone: Asia/Nowhere}|world.timeZone is Asia/Nowhere: expected a time zone",
                "incursions: {netterShare: 0.5}|sum to 1.25, expected 1."
            })
    void shouldRefuseWithTheKeyAndWhatWasExpected(String yaml, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "extends: russia\n" + yaml + "\n");

        assertThatThrownBy(() -> SimulationSettings.read(file.toString()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(sentence)
                .satisfies(failure ->
                        assertThat(((CommandFailure) failure).exitCode()).isEqualTo(2));
    }

    @Test
    void shouldNameTheFileAndAllMissingKeysAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("bare.yaml"), "crew: {visitsPerYear: 2}\n");

        assertThatThrownBy(() -> SimulationSettings.read(file.toString()))
                .hasMessageContaining("bare.yaml")
                .hasMessageContaining("crew.uploadDays is missing: expected a number from 0 to 30.")
                .hasMessageContaining("world.timeZone is missing: expected a time zone");
    }

    @Test
    void shouldRefuseAnUnknownNameAnUnknownBaseAndWhatIsNoYaml() throws IOException {
        assertThatThrownBy(() -> SimulationSettings.read("korea"))
                .hasMessageContaining("Can't read the settings korea")
                .hasMessageContaining("expected one of russia");
        Path base = Files.writeString(folder.resolve("base.yaml"), "extends: korea\n");
        assertThatThrownBy(() -> SimulationSettings.read(base.toString()))
                .hasMessageContaining("extends is \"korea\": expected one of russia");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [\n");
        assertThatThrownBy(() -> SimulationSettings.read(broken.toString()))
                .hasMessageContaining("which is no YAML that can be read, see line");
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "extends: russia\nextends: china\n");
        assertThatThrownBy(() -> SimulationSettings.read(twice.toString())).hasMessageContaining("twice.yaml");
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream file = SimulationSettingsTest.class.getResourceAsStream("/simulation/" + name + ".yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
