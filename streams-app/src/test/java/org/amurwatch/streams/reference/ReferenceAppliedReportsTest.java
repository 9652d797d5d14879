package org.amurwatch.streams.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.amurwatch.avro.ReferenceApplied;
import org.amurwatch.avro.ReferencePosition;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReferenceAppliedReportsTest {

    private final ReferenceProgress progress = new ReferenceProgress();
    private final MockProducer<String, ReferenceApplied> producer =
            new MockProducer<>(true, null, new StringSerializer(), (topic, value) -> new byte[0]);

    @Test
    void shouldReportAtStartAndOnceForABatchOfChanges() {
        try (ReferenceAppliedReports reports =
                new ReferenceAppliedReports("streams-0000abcd", "decisions-g1", progress, producer)) {
            reports.start();
            await(() -> assertThat(producer.history()).hasSize(1));

            synchronized (progress) {
                for (int offset = 0; offset < 100; offset++) {
                    progress.applied("reference.territories", 0, offset);
                }
            }
            await(() -> assertThat(producer.history()).hasSize(2));
        }

        assertThat(producer.history()).hasSize(2);
        assertThat(producer.history().get(0).value().getPositions()).isEmpty();
        assertThat(producer.history().get(1)).satisfies(record -> {
            assertThat(record.topic()).isEqualTo("system.reference-applied");
            assertThat(record.key()).isEqualTo("streams-0000abcd");
            assertThat(record.value().getPositions())
                    .containsExactly(new ReferencePosition("reference.territories", 0, 99L));
        });
    }

    @Test
    void shouldSayWhatItWorksWithAndSayItAgainBeforeTheTopicForgets() {
        progress.holds("reference.places");
        progress.holds("reference.rules");
        try (ReferenceAppliedReports reports = new ReferenceAppliedReports(
                "streams-0000abcd", "records-g1", progress, producer, Duration.ofMillis(300))) {
            reports.start();
            await(() -> assertThat(producer.history()).hasSizeGreaterThanOrEqualTo(3));
        }

        assertThat(producer.history())
                .allSatisfy(record ->
                        assertThat(record.value().getTopics()).containsExactly("reference.places", "reference.rules"));
    }

    /** Reports have a period of 200 ms. */
    private static void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
