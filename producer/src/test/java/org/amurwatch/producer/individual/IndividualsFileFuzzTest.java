package org.amurwatch.producer.individual;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.amurwatch.failure.CommandFailure;

/** Whatever a file of known animals holds, it is animals or a sentence for each fault. */
class IndividualsFileFuzzTest {

    @FuzzTest
    void shouldReadAnimalsOrSayWhy(byte[] file) {
        try {
            assertThat(IndividualsFile.parse(new String(file, StandardCharsets.UTF_8), "it"))
                    .isNotEmpty();
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
