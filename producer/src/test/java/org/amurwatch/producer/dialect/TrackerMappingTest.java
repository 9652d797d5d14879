package org.amurwatch.producer.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerMappingTest {

    @TempDir
    private Path folder;

    @Test
    void shouldSayWhomADeviceIsWith() {
        TrackerMapping trackers = Dialects.trackers(folder, """
                radio-1: TEAM north
                c1: ANIMAL
                c2: ANIMAL Panthera pardus orientalis
                c3: ANIMAL Panthera pardus orientalis = Leo 117F
                c4: "ANIMAL = Leo 12M"
                van: IGNORE
                17: TEAM south
                """);

        assertThat(trackers.of(" Radio-1 ", null)).contains(new Carrier.Team("north"));
        assertThat(trackers.of("other", "van")).contains(new Carrier.Nobody());
        assertThat(trackers.of("c1")).contains(new Carrier.Animal(null, null));
        assertThat(trackers.of("c2")).contains(new Carrier.Animal("Panthera pardus orientalis", null));
        assertThat(trackers.of("c3")).contains(new Carrier.Animal("Panthera pardus orientalis", "Leo 117F"));
        assertThat(trackers.of("c4")).contains(new Carrier.Animal(null, "Leo 12M"));
        assertThat(trackers.of("17")).contains(new Carrier.Team("south"));
        assertThat(trackers.of("radio-2", null)).isEmpty();
    }

    @Test
    void shouldKnowNobodyByAnEmptyFile() {
        assertThat(Dialects.trackers(folder, "").of("radio-1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"radio-1: north", "radio-1: TEAM north/south", "radio-1: TEAM", "radio-1:", "- radio-1", "{"})
    void shouldSayWhatIsWrongWithAFile(String yaml) {
        assertThatThrownBy(() -> Dialects.trackers(folder, yaml))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("trackers.yaml");
    }
}
