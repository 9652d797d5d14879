package org.amurwatch.streams.activity;

import static org.amurwatch.avro.Flank.BOTH;
import static org.amurwatch.avro.Flank.LEFT;
import static org.amurwatch.avro.Flank.RIGHT;
import static org.amurwatch.avro.Flank.UNSPECIFIED;
import static org.amurwatch.avro.IdentificationStatus.CONFIRMED;
import static org.amurwatch.avro.IdentificationStatus.PROBABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.IndividualSeen;
import org.junit.jupiter.api.Test;

class IndividualRangeTest {

    @Test
    void shouldNotAddLeftOnlyAndRightOnlyAnimals() {
        assertThat(IndividualRange.of(List.of(
                        seen("a", LEFT, CONFIRMED),
                        seen("b", LEFT, CONFIRMED),
                        seen("c", RIGHT, CONFIRMED),
                        seen("d", BOTH, CONFIRMED),
                        seen("e", UNSPECIFIED, CONFIRMED))))
                .isEqualTo(new IndividualRange(4, 5));
    }

    @Test
    void shouldKnowAnAnimalByBothFlanksWhenItWasSeenFromBothSides() {
        assertThat(IndividualRange.of(
                        List.of(seen("a", LEFT, CONFIRMED), seen("a", RIGHT, CONFIRMED), seen("b", RIGHT, CONFIRMED))))
                .isEqualTo(new IndividualRange(2, 2));
    }

    @Test
    void shouldCountProbableAnimalsInTheUpperEndOnly() {
        assertThat(IndividualRange.of(
                        List.of(seen("a", BOTH, PROBABLE), seen("b", LEFT, CONFIRMED), seen("b", RIGHT, PROBABLE))))
                .isEqualTo(new IndividualRange(1, 2));
        assertThat(IndividualRange.of(List.of())).isEqualTo(new IndividualRange(0, 0));
    }

    @Test
    void shouldTakeAnimalsOfDifferentSpeciesForDifferent() {
        IndividualSeen tiger = seen("t", RIGHT, CONFIRMED);
        tiger.setScientificName("Panthera tigris");
        assertThat(IndividualRange.of(List.of(tiger, seen("a", LEFT, CONFIRMED))))
                .isEqualTo(new IndividualRange(2, 2));
    }

    @Test
    void shouldGiveNoRateWithoutEffort() {
        assertThat(Rates.detectionsPer100StationNights(3, 200L)).isEqualTo(1.5);
        assertThat(Rates.detectionsPer100StationNights(0, 200L)).isZero();
        assertThat(Rates.detectionsPer100StationNights(3, null)).isNull();
        assertThat(Rates.detectionsPer100StationNights(3, 0L)).isNull();
    }

    private static IndividualSeen seen(String id, Flank flank, IdentificationStatus status) {
        return new IndividualSeen(Events.LEOPARD, Events.SOURCE + "/" + id, flank, status, 1L);
    }
}
