package org.amurwatch.producer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.amurwatch.avro.AlertKind;
import org.junit.jupiter.api.Test;

class SmartMappingTest {

    private final TypeMapping smart = TypeMapping.builtIn("smart");

    @Test
    void shouldKnowTheCategoriesOfSmartsDataModel() {
        assertThat(smart.of("humanactivity.weaponsequipment.trap")).contains(new TypeMeaning.Alert(AlertKind.TRAP));
        assertThat(smart.of("humanactivity.weaponsequipment.trap.wiresnare"))
                .contains(new TypeMeaning.Alert(AlertKind.SNARE));
        assertThat(smart.of("animals.sign.track")).contains(new TypeMeaning.Animal(null));
        assertThat(smart.of("animals.trophiesseized")).contains(new TypeMeaning.Alert(AlertKind.SKIN_OR_PART));
    }

    @Test
    void shouldLeaveWhatNobodyMapped() {
        assertThat(smart.of("humanactivity")).isEmpty();
        assertThat(smart.of("features.saltlick")).isEmpty();
    }
}
