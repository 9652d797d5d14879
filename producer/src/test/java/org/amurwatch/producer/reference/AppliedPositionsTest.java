package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.avro.ReferencePosition;
import org.amurwatch.producer.reference.AppliedPositions.Place;
import org.amurwatch.topic.RunningInstances;
import org.junit.jupiter.api.Test;

class AppliedPositionsTest {

    private static final Map<Place, Long> WANTED = Map.of(new Place("reference.territories", 0), 7L);

    private final AppliedPositions applied = new AppliedPositions("decisions-g1");

    private void report(String instance, String application, String topic, long offset) {
        applied.add(ReferenceApplied.newBuilder()
                .setInstanceId(instance)
                .setApplication(application)
                .setPositions(List.of(ReferencePosition.newBuilder()
                        .setTopic(topic)
                        .setPartition(0)
                        .setOffset(offset)
                        .build()))
                .build());
    }

    @Test
    void shouldWaitForEveryRunningInstance() {
        report("a", "decisions-g1", "reference.territories", 7);
        report("b", "decisions-g1", "reference.territories", 6);
        assertThat(applied.behind(Set.of("a", "b", "c"), WANTED)).containsExactly("b", "c");
        assertThat(applied.behind(Set.of("a"), WANTED)).isEmpty();
        report("b", "decisions-g1", "reference.territories", 9);
        assertThat(applied.behind(Set.of("a", "b"), WANTED)).isEmpty();
    }

    @Test
    void shouldNotBeTakenInByOtherTopicsApplicationsOrOldReports() {
        report("a", "decisions-g1", "reference.patrol-teams", 100);
        report("a", "decisions-g2", "reference.territories", 100);
        assertThat(applied.behind(Set.of("a"), WANTED)).containsExactly("a");
        report("a", "decisions-g1", "reference.territories", 7);
        report("a", "decisions-g1", "reference.territories", 3);
        assertThat(applied.behind(Set.of("a"), WANTED)).isEmpty();
    }

    @Test
    void shouldNotWaitForThoseThatWorkWithOtherTopicsAlone() {
        applied.add(ReferenceApplied.newBuilder()
                .setInstanceId("other")
                .setApplication("decisions-g1")
                .setTopics(List.of("reference.individuals"))
                .build());
        applied.add(ReferenceApplied.newBuilder()
                .setInstanceId("mine")
                .setApplication("decisions-g1")
                .setTopics(List.of("reference.individuals", "reference.territories"))
                .build());
        // One that has said nothing yet may work with anything.
        assertThat(applied.workingWith("reference.territories", Set.of("other", "mine", "silent")))
                .containsExactly("mine", "silent");
    }

    @Test
    void shouldReadInstancesFromClientIds() {
        assertThat(RunningInstances.instances(Set.of(
                        "streams-1a2b-StreamThread-1-consumer",
                        "streams-1a2b-StreamThread-2-consumer",
                        "streams-ffff-StreamThread-1-consumer")))
                .containsExactly("streams-1a2b", "streams-ffff");
    }
}
