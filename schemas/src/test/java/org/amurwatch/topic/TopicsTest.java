package org.amurwatch.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final List<Topic<?>> ALL = Topics.all();

    @Test
    void shouldGiveEachTopicANameOfItsOwnThatKafkaTakes() {
        assertThat(ALL)
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)?"));
    }

    @Test
    void shouldSayOfEachTopicItsKeyItsMeaningItsWritersAndItsReaders() {
        assertThat(ALL).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.key()).as(topic.name()).isNotBlank();
            assertThat(topic.meaning()).as(topic.name()).isNotBlank().endsWith(".");
            assertThat(topic.writers()).as(topic.name()).isNotEmpty();
            assertThat(topic.readers()).as(topic.name()).isNotEmpty();
        });
    }

    @Test
    void shouldHaveAValueTypeUnlessTheTopicHoldsDeadLetters() {
        assertThat(ALL).allSatisfy(topic -> assertThat(topic.valueType() == null)
                .as(topic.name())
                .isEqualTo(topic.name().endsWith(".dead-letters")));
    }

    @Test
    void shouldHaveARetentionExactlyWhereOldRecordsAreDeleted() {
        assertThat(ALL).allSatisfy(topic -> assertThat(topic.retention() != null)
                .as(topic.name())
                .isEqualTo(topic.cleanup() == Cleanup.DELETE || topic.cleanup() == Cleanup.COMPACT_DELETE));
    }

    @Test
    void shouldKeepTheFieldTopicsForGoodAndFlushThem() {
        assertThat(List.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS)).allSatisfy(topic -> {
            assertThat(topic.settings(true))
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("flush.messages", "1");
            assertThat(topic.settings(false)).doesNotContainKey("flush.messages");
        });
    }

    @Test
    void shouldNeverDeleteReferenceRecords() {
        assertThat(ALL)
                .filteredOn(topic -> topic.name().startsWith("reference."))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(topic -> assertThat(topic.settings(false))
                        .containsEntry("cleanup.policy", "compact")
                        .containsEntry("retention.ms", "-1"));
    }

    @Test
    void shouldRefuseTimestampsThatLieMoreThanAnHourAhead() {
        assertThat(ALL).allSatisfy(topic -> assertThat(topic.settings(false))
                .containsAllEntriesOf(Map.of(
                        "message.timestamp.type",
                        "CreateTime",
                        "message.timestamp.after.max.ms",
                        Long.toString(Duration.ofHours(1).toMillis()))));
    }

    @Test
    void shouldPartitionAlikeWhatOneTaskMustSeeTogether() {
        assertThat(List.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS, Topics.DEPLOYMENTS))
                .allMatch(Topic::partitioned);
        assertThat(List.of(Topics.PATROL_ALERTS, Topics.RECEIPTS, Topics.DELIVERIES))
                .allMatch(Topic::partitioned)
                .extracting(Topic::key)
                .containsOnly("team id");
    }

    @Test
    void shouldCompactWhatPeopleWantErasedWithinADayAndNothingElse() {
        assertThat(ALL).allSatisfy(topic -> assertThat(topic.settings(false).get("max.compaction.lag.ms"))
                .as(topic.name())
                .isEqualTo(topic.name().startsWith("private.") ? "86400000" : null));
        assertThat(Topics.PRIVATE_DETAILS.settings(false)).containsKey("max.compaction.lag.ms");
        assertThat(Topics.CONFIDENTIAL_REPORTS.settings(false)).containsKey("max.compaction.lag.ms");
    }
}
