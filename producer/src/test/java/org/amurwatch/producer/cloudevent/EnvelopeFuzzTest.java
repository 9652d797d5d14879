package org.amurwatch.producer.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.http.EventReader;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveKind;

/** Whatever comes, it is read or refused by a sentence. */
class EnvelopeFuzzTest {

    private final EventReader events = new EventReader(Purpose.TEST, Clock.systemUTC());

    @FuzzTest
    void shouldReadOrRefuseEnvelopes(byte[] body) {
        try {
            for (JsonNode envelope : JsonBody.objects(body, 100).objects()) {
                check(Envelope.structured(envelope, ""));
            }
        } catch (FaultyInput e) {
            assertThat(e.faults()).isNotEmpty();
        }
    }

    @FuzzTest
    void shouldReadOrRefuseHeaders(byte[] text) {
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", 5);
        Map<String, String> headers =
                Map.of("ce-specversion", "1.0", "ce-type", line(lines, 0), "ce-id", line(lines, 1));
        try {
            check(Envelope.binary(
                    name -> headers.getOrDefault(name, line(lines, 2)),
                    line(lines, 3).getBytes(StandardCharsets.UTF_8)));
        } catch (FaultyInput e) {
            assertThat(e.faults()).isNotEmpty();
        }
    }

    private void check(Envelope envelope) throws FaultyInput {
        assertThat(envelope.eventId()).hasSize(32);
        for (LiveKind kind : LiveKind.values()) {
            assertThat(events.read(kind, envelope.data(), "s", envelope.eventId())
                            .key())
                    .isNotEmpty();
        }
    }

    private static String line(String[] lines, int index) {
        return index < lines.length ? lines[index] : "";
    }
}
