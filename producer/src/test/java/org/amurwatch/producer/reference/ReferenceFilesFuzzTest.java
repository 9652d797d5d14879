package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.amurwatch.failure.CommandFailure;

/** Whatever files of teams, policies and places hold, it is records or a sentence for each fault. */
class ReferenceFilesFuzzTest {

    @FuzzTest
    void shouldReadTeamsOrSayWhy(byte[] file) {
        check(TeamsFile::parse, file);
    }

    @FuzzTest
    void shouldReadPoliciesOrSayWhy(byte[] file) {
        check(Policies::parse, file);
    }

    @FuzzTest
    void shouldReadPlacesOrSayWhy(byte[] file) {
        check(MapPlaces::parse, file);
    }

    private static void check(BiFunction<String, String, List<?>> parser, byte[] file) {
        try {
            assertThat(parser.apply(new String(file, StandardCharsets.UTF_8), "it"))
                    .isNotEmpty();
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
