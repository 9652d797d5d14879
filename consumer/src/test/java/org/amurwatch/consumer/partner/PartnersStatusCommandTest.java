package org.amurwatch.consumer.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartnersStatusCommandTest {

    private static final TopicPartition FIRST = new TopicPartition("release.partner", 0);
    private static final TopicPartition SECOND = new TopicPartition("release.partner", 1);

    @Test
    void shouldReadFromWhereTheSlowestPartnerStandsAndAllOfWhatOneNeverCameTo() {
        assertThat(PartnersStatusCommand.passedByAll(
                        List.of(Map.of(FIRST, 7L, SECOND, 5L), Map.of(FIRST, 3L), Map.of(FIRST, 9L, SECOND, 4L))))
                .isEqualTo(Map.of(FIRST, 3L));
        assertThat(PartnersStatusCommand.passedByAll(List.of(Map.of(FIRST, 7L, SECOND, 5L))))
                .isEqualTo(Map.of(FIRST, 7L, SECOND, 5L));
    }
}
