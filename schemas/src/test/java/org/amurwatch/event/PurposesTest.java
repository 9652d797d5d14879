package org.amurwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.amurwatch.avro.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurposesTest {

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void shouldAlwaysCountWhatIsActual(Purpose system) {
        assertThat(Purposes.counts(Purpose.ACTUAL, system)).isTrue();
    }

    @Test
    void shouldCountAnExerciseInASystemThatIsSetToExerciseAlone() {
        assertThat(Purposes.counts(Purpose.EXERCISE, Purpose.EXERCISE)).isTrue();
        assertThat(Purposes.counts(Purpose.EXERCISE, Purpose.ACTUAL)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void shouldNeverCountTestsAndCanaries(Purpose system) {
        assertThat(Purposes.counts(Purpose.TEST, system)).isFalse();
        assertThat(Purposes.counts(Purpose.CANARY, system)).isFalse();
    }
}
