package org.amurwatch.streams.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Generation;
import org.amurwatch.avro.IntakeBalance;
import org.amurwatch.avro.ReferencePosition;
import org.amurwatch.streams.operation.PartitionBalance.Evidence;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final IntakeBalance TEN = IntakeBalance.newBuilder()
            .setRead(10)
            .setAccepted(4)
            .setRepeats(2)
            .setCorrections(1)
            .setSuperseded(1)
            .setDeadLetters(2)
            .build();

    private static PartitionBalance partition(IntakeBalance counted, long standing, long deadLetters) {
        return new PartitionBalance(
                "field.sightings-0", counted, standing, Evidence.EQUAL, deadLetters, Evidence.EQUAL);
    }

    @Test
    void shouldBeExactWhereAllAddsUp() {
        assertThat(partition(TEN, 10, 2).faults()).isEmpty();
        assertThat(new Balance("decisions-g1", true, List.of(partition(TEN, 10, 2))).exact())
                .isTrue();
    }

    @Test
    void shouldNameWhatDoesNotAddUp() {
        IntakeBalance lost = IntakeBalance.newBuilder(TEN).setAccepted(3).build();

        assertThat(partition(lost, 10, 2).faults())
                .containsExactly("field.sightings-0: 10 records were read, but what became of them adds up to 9.");
        assertThat(partition(TEN, 11, 2).faults())
                .containsExactly(
                        "field.sightings-0: 11 records stand there that intake has passed, but it counted 10 as"
                                + " read.");
        assertThat(partition(TEN, 10, 1).faults())
                .containsExactly(
                        "field.sightings-0: intake counted 2 dead letters, but 1 of this partition are found in"
                                + " the dead letters.");
        assertThat(partition(lost, 9, 3).faults()).hasSize(3);
    }

    @Test
    void shouldTakeLessFromWhatCompactionRetentionOrAnEarlierGenerationChanged() {
        assertThat(List.of(Evidence.EQUAL.holds(2, 2), Evidence.EQUAL.holds(1, 2), Evidence.EQUAL.holds(3, 2)))
                .containsExactly(true, false, false);
        assertThat(List.of(Evidence.AT_LEAST.holds(2, 2), Evidence.AT_LEAST.holds(1, 2), Evidence.AT_LEAST.holds(3, 2)))
                .containsExactly(true, false, true);
        assertThat(List.of(Evidence.AT_MOST.holds(2, 2), Evidence.AT_MOST.holds(1, 2), Evidence.AT_MOST.holds(3, 2)))
                .containsExactly(true, true, false);
        assertThat(List.of(Evidence.NONE.holds(1, 2), Evidence.NONE.holds(3, 2)))
                .containsExactly(true, true);
    }

    @Test
    void shouldKnowWhereTheDeadLettersOfAGenerationBegin() {
        Generation first = Generation.newBuilder().setNumber(1).build();
        Generation second = Generation.newBuilder().setNumber(2).build();
        Generation noted = Generation.newBuilder()
                .setNumber(2)
                .setBegan(List.of(position("field.sightings", 9), position("decisions.dead-letters", 7)))
                .build();

        assertThat(BalanceReader.deadLettersFrom(first)).isZero();
        assertThat(BalanceReader.deadLettersFrom(second)).isNull();
        assertThat(BalanceReader.deadLettersFrom(noted)).isEqualTo(7);
        assertThat(BalanceReader.deadLetterEvidence(0L, 0)).isEqualTo(Evidence.EQUAL);
        assertThat(BalanceReader.deadLetterEvidence(7L, 7)).isEqualTo(Evidence.EQUAL);
        assertThat(BalanceReader.deadLetterEvidence(7L, 8)).isEqualTo(Evidence.AT_MOST);
        assertThat(BalanceReader.deadLetterEvidence(null, 0)).isEqualTo(Evidence.AT_LEAST);
        assertThat(BalanceReader.deadLetterEvidence(null, 1)).isEqualTo(Evidence.NONE);
    }

    private static ReferencePosition position(String topic, long offset) {
        return ReferencePosition.newBuilder()
                .setTopic(topic)
                .setPartition(0)
                .setOffset(offset)
                .build();
    }

    @Test
    void shouldReadPartitionsByTheirNames() {
        TopicPartition partition = new TopicPartition("field.poaching-alerts", 12);

        assertThat(BalanceReader.partition(partition.toString())).isEqualTo(partition);
    }

    @Test
    void shouldNotCallExactWhatIsOfTwoMoments() {
        Balance moving = new Balance("decisions-g1", false, List.of(partition(TEN, 10, 2)));

        assertThat(moving.exact()).isFalse();
        assertThat(moving.faults()).singleElement().asString().contains("ask again");
    }

    @Test
    void shouldGiveScriptsTheSumsUnderTheirNames() {
        Map<String, Object> json = BalanceCommand.json(
                new Balance("decisions-g1", true, List.of(partition(TEN, 10, 2), partition(TEN, 10, 1))));

        assertThat(json).containsEntry("exact", false).containsEntry("application", "decisions-g1");
        assertThat(json.get("total"))
                .isEqualTo(Map.of(
                        "read",
                        20L,
                        "accepted",
                        8L,
                        "repeats",
                        4L,
                        "corrections",
                        2L,
                        "superseded",
                        2L,
                        "deadLetters",
                        4L));
        assertThat((List<?>) json.get("partitions"))
                .first()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("partition", "field.sightings-0")
                .containsEntry("standing", 10L)
                .containsEntry("deadLettersFound", 2L)
                .containsEntry("exact", true);
        assertThat((List<?>) json.get("faults")).hasSize(1);
    }
}
