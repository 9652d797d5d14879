package org.amurwatch.streams.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.amurwatch.avro.Generation;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CarriedOffsetsTest {

    private static final TopicPartition SIGHTINGS = new TopicPartition("field.sightings", 0);
    private static final TopicPartition ALERTS = new TopicPartition("field.poaching-alerts", 1);
    private static final TopicPartition SECTORS = new TopicPartition("sector.events", 1);
    private static final TopicPartition RECEIPTS = new TopicPartition("alert.receipts", 0);
    private static final TopicPartition OBSERVATIONS = new TopicPartition("territory.observations", 0);

    @Test
    void shouldCarryTheAlertPathAloneWithWhatStreamsKeepsBesideIt() {
        OffsetAndMetadata sectors = new OffsetAndMetadata(7, "streams' own");
        OffsetAndMetadata receipts = new OffsetAndMetadata(3, "");

        assertThat(CarriedOffsets.ofDecisions(
                        Map.of(SIGHTINGS, new OffsetAndMetadata(90), SECTORS, sectors, RECEIPTS, receipts)))
                .isEqualTo(Map.of(SECTORS, sectors, RECEIPTS, receipts));
    }

    @Test
    void shouldBeginBehindWhatTheLastGenerationWrote() {
        assertThat(CarriedOffsets.ofRecords(Map.of(OBSERVATIONS, 12L)))
                .isEqualTo(Map.of(OBSERVATIONS, new OffsetAndMetadata(12)));
    }

    @Test
    void shouldSeeWhatNobodyWouldDecide() {
        assertThat(CarriedOffsets.undecided(Map.of(SIGHTINGS, 10L, ALERTS, 4L), Map.of(SIGHTINGS, 12L, ALERTS, 4L)))
                .isZero();
        assertThat(CarriedOffsets.undecided(Map.of(SIGHTINGS, 10L, ALERTS, 4L), Map.of(SIGHTINGS, 7L)))
                .isEqualTo(3 + 4);
        assertThat(CarriedOffsets.undecided(Map.of(new TopicPartition("rebuild-g2.sector.events", 0), 9L), Map.of()))
                .as("staged topics are nobody else's")
                .isZero();
    }

    @Test
    void shouldFindTheWayBackFromASwitch() {
        Generation current = Generation.newBuilder()
                .setNumber(3)
                .setSilentBefore(java.time.Instant.ofEpochMilli(5))
                .build();

        Generation switching = GenerationState.next(current, GenerationState.SWITCHING);

        assertThat(switching.getNumber()).isEqualTo(4);
        assertThat(GenerationState.before(switching)).isEqualTo(current);
    }
}
