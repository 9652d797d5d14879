package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.junit.jupiter.api.Test;

class EventKindTest {

    @Test
    void shouldNameEveryKindOfPoachingAlert() {
        Set<String> kinds = Arrays.stream(EventKind.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> expected = Arrays.stream(AlertKind.values()).map(Enum::name).collect(Collectors.toSet());
        expected.add("SIGHTING");
        expected.add("PATROL_POSITION");
        assertThat(kinds).isEqualTo(expected);
    }
}
