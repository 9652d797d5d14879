package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amurwatch.producer.cameraresult.PictureResult.Detection;
import org.amurwatch.producer.cameraresult.ResultsHeader.Form;
import org.amurwatch.producer.camtrap.ObservationRow.Type;
import org.junit.jupiter.api.Test;

class FindingTest {

    private static final String LEOPARD = "id;mammalia;carnivora;felidae;panthera;pardus;leopard";
    private static final String BLANK = "id;;;;;;blank";
    private static final String HUMAN = "id;mammalia;primates;hominidae;homo;sapiens;human";

    private static List<Finding> of(String label, Double score, Detection... detections) {
        return Finding.of(
                new PictureResult("d1/a.jpg", 1, false, List.of(detections), label, score, null, null),
                new ResultsHeader(label == null ? Form.MEGADETECTOR : Form.SPECIESNET, null, Map.of()),
                0.2);
    }

    private static Detection animal(double confidence) {
        return new Detection("1", confidence);
    }

    private static Detection person(double confidence) {
        return new Detection("2", confidence);
    }

    @Test
    void shouldTakeWhatIsAtTheThresholdAndCountIt() {
        assertThat(of(null, null, animal(0.2), animal(0.7), animal(0.19), person(0.1)))
                .containsExactly(new Finding(Type.ANIMAL, null, 2, 0.7));
    }

    @Test
    void shouldTellPeopleVehiclesAndAnimalsOfOnePictureApart() {
        assertThat(of(null, null, animal(0.5), person(0.9), new Detection("3", 0.6), new Detection("9", 0.9)))
                .containsExactly(
                        new Finding(Type.HUMAN, null, 1, 0.9),
                        new Finding(Type.VEHICLE, null, 1, 0.6),
                        new Finding(Type.ANIMAL, null, 1, 0.5));
    }

    @Test
    void shouldTakeTheSpeciesFromThePrediction() {
        assertThat(of(LEOPARD, 0.83, animal(0.7)))
                .containsExactly(new Finding(Type.ANIMAL, "Panthera pardus", 1, 0.83));
        assertThat(of(LEOPARD, 0.83)).containsExactly(new Finding(Type.ANIMAL, "Panthera pardus", null, 0.83));
    }

    @Test
    void shouldNotLoseAPersonThatThePredictionDoesNotSee() {
        assertThat(of(BLANK, 0.9, animal(0.6), person(0.3))).containsExactly(new Finding(Type.HUMAN, null, 1, 0.3));
        assertThat(of(LEOPARD, 0.9, person(0.3))).hasSize(2);
        assertThat(of(HUMAN, 0.6, person(0.1))).containsExactly(new Finding(Type.HUMAN, null, null, 0.6));
    }

    @Test
    void shouldLetAPredictionOfNothingOverruleAnAnimal() {
        assertThat(of(BLANK, 0.9, animal(0.6))).containsExactly(new Finding(Type.BLANK, null, null, null));
    }

    @Test
    void shouldKeepAnAnimalThatNobodyNamed() {
        assertThat(of("id;;;;;;animal", 0.6, animal(0.6))).containsExactly(new Finding(Type.ANIMAL, null, 1, 0.6));
        assertThat(of("id;;;;;;no cv result", 0.6, animal(0.6)))
                .containsExactly(new Finding(Type.ANIMAL, null, 1, 0.6));
        assertThat(of("odd label", 0.6, animal(0.6))).containsExactly(new Finding(Type.ANIMAL, null, 1, 0.6));
    }

    @Test
    void shouldTellNothingSeenFromNotLookedAt() {
        ResultsHeader header = new ResultsHeader(Form.SPECIESNET, null, Map.of());
        PictureResult failed = new PictureResult("a", 1, true, List.of(), null, null, null, null);
        PictureResult halfFailed = new PictureResult("a", 1, true, List.of(person(0.9)), null, null, null, null);

        assertThat(of(null, null)).extracting(Finding::type).containsExactly(Type.BLANK);
        assertThat(of("id;;;;;;unknown", 0.1)).extracting(Finding::type).containsExactly(Type.UNKNOWN);
        assertThat(Finding.of(failed, header, 0.2)).extracting(Finding::type).containsExactly(Type.UNCLASSIFIED);
        assertThat(Finding.of(halfFailed, header, 0.2))
                .extracting(Finding::type)
                .containsExactly(Type.HUMAN);
    }
}
