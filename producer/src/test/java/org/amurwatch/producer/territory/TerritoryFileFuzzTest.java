package org.amurwatch.producer.territory;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.amurwatch.failure.CommandFailure;

/** Whatever a GeoJSON file holds, it is territories or a sentence for each fault. */
class TerritoryFileFuzzTest {

    @FuzzTest
    void shouldReadTerritoriesOrSayWhy(byte[] file) {
        try {
            assertThat(TerritoryFile.parse(new String(file, StandardCharsets.UTF_8), "it"))
                    .allSatisfy(territory -> assertThat(territory.getId()).isNotBlank());
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
