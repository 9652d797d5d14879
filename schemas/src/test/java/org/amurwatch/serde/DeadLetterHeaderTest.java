package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.amurwatch.avro.DeadLetterContext;
import org.amurwatch.sample.SampleRecords;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeaderTest {

    private final Headers headers = new RecordHeaders();
    private final Random random = new Random(7);

    @Test
    void shouldGiveBackTheContextAndLeaveOtherHeadersAlone() {
        DeadLetterContext context = SampleRecords.filled(DeadLetterContext.class, random);
        headers.add("theirs", new byte[] {1});

        DeadLetterHeader.put(headers, context);

        assertThat(DeadLetterHeader.read(headers)).contains(context);
        assertThat(headers.lastHeader("theirs").value()).containsExactly(1);
    }

    @Test
    void shouldReplaceTheContextOfAnEarlierFailure() {
        DeadLetterHeader.put(headers, SampleRecords.filled(DeadLetterContext.class, random));
        DeadLetterContext second = SampleRecords.filled(DeadLetterContext.class, random);

        DeadLetterHeader.put(headers, second);

        assertThat(headers).hasSize(1);
        assertThat(DeadLetterHeader.read(headers)).contains(second);
    }

    @Test
    void shouldHaveNoneWhereThereIsNone() {
        assertThat(DeadLetterHeader.read(headers)).isEmpty();
    }
}
