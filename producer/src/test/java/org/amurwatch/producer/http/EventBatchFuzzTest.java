package org.amurwatch.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.record.TrustedRecords;

class EventBatchFuzzTest {

    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final List<EventForm> FORMS =
            List.of(new SightingForm(), new PoachingAlertForm(), new PatrolPositionForm());
    private static final List<ApiDocument.Check> CHECKS =
            FORMS.stream().map(form -> DOCUMENT.check(form.schema())).toList();

    static {
        TrustedRecords.trust();
    }

    /** The first byte says which kind, and whether it is lines; the rest is the body. */
    @FuzzTest
    void shouldReadAnyBytesOrSayWhatIsWrong(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int form = (input[0] & 0xff) % 3;
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        EventBatch batch =
                new EventBatch(FORMS.get(form), CHECKS.get(form), "source", null, Purpose.ACTUAL, Instant.EPOCH);
        try {
            if (input[0] >= 0) {
                new JsonItems(batch).readJson(body);
            } else {
                new JsonItems(batch).readLines(body);
            }
        } catch (Refusal e) {
            assertThat(e.reply().body()).hasSizeLessThan(2_000);
            return;
        }
        assertThat(batch.events())
                .extracting(LiveEvent::kind)
                .allMatch(FORMS.get(form).kind()::equals);
        assertThat(batch.all().status()).isIn(200, 202, 422);
    }
}
