package org.amurwatch.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartTest {

    private static final Ports PORTS = new Ports(19_000);

    @Test
    void shouldNameWhereTheHttpIngestSaysWhatItTakesAndNoOtherPart() {
        List<Part> parts = Part.all(PORTS, Part.SERVICES);

        assertThat(parts).extracting(Part::name).contains("streams", "dispatch", "http", "dashboard", "partners");
        assertThat(parts.stream().map(Part::openApiUrl).flatMap(Optional::stream))
                .containsExactly("http://127.0.0.1:19006/openapi.json");
    }

    @Test
    void shouldGiveEachPartAPortOfItsOwn() {
        assertThat(PORTS.all())
                .extracting(Ports.Use::port)
                .doesNotHaveDuplicates()
                .hasSize(12);
        assertThat(Part.all(PORTS, Part.SERVICES)).extracting(Part::health).doesNotHaveDuplicates();
    }
}
