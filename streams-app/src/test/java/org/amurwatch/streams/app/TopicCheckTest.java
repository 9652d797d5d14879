package org.amurwatch.streams.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;

class TopicCheckTest {

    private static final Map<String, Integer> FOUR = Map.of("field.sightings", 4, "field.poaching-alerts", 4);

    @Test
    void shouldRefuseTopicsThatCanNotBeReadTogether() {
        assertThatThrownBy(() -> TopicCheck.checkCounts(
                        "decisions-g1", Map.of("field.sightings", 4, "field.poaching-alerts", 12), Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("one number of partitions")
                .hasMessageContaining("field.poaching-alerts=12");
    }

    @Test
    void shouldRefuseStateOfAnotherNumberOfPartitions() {
        assertThatThrownBy(() -> TopicCheck.checkCounts(
                        "decisions-g1", FOUR, Map.of("decisions-g1-intake-register-changelog", 12)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("made with 12 partitions")
                .hasMessageContaining("have 4 now");
    }

    @Test
    void shouldAcceptWhatFits() {
        assertThatCode(() -> TopicCheck.checkCounts(
                        "decisions-g1", FOUR, Map.of("decisions-g1-intake-register-changelog", 4)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldExpectTheOneTaskOfIndividualsWhateverTheTopicsHave() {
        assertThatCode(() -> TopicCheck.checkCounts(
                        "records-g1",
                        FOUR,
                        Map.of(
                                "records-g1-individual-sightings-changelog",
                                1,
                                "records-g1-activity-days-changelog",
                                4)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TopicCheck.checkCounts(
                        "records-g1", FOUR, Map.of("records-g1-individual-sightings-changelog", 4)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("made with 4 partitions");
    }
}
