package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;

/** Whatever a device sends, it is events or a reason why not. */
class MessageReaderFuzzTest {

    private static final List<String> TOPICS = List.of("json/d", "ttn/a@x/d", "chirpstack/d", "text/d", "trackers/d");

    private static final MessageReader READER = new MessageReader(
            SubscriptionsFile.parse("fuzz", """
                subscriptions:
                  - {id: json, topic: "json/{device}", source: s, types: {a: SIGHTING, b: GUNSHOT}}
                  - {id: ttn, topic: "ttn/{application}@x/{device}", payload: ttn-v3, source: s, gatewayRangeMetres: 9}
                  - {id: chirpstack, topic: "chirpstack/{device}", payload: chirpstack-v4, source: s}
                  - {id: text, topic: "text/{device}", payload: text, source: s, place: {latitude: 1, longitude: 1}}
                  - {id: trackers, topic: "trackers/{device}", source: s, positions: true}
                """), Map.of("d", new Device("d", "s", null, "t")), Purpose.TEST, 100_000);

    /** @param data the first octet says which topic, and whether it is an old state; the rest is the payload */
    @FuzzTest
    void shouldMakeEventsOrSayWhyNot(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String topic = TOPICS.get((data[0] & 0x7f) % TOPICS.size());
        boolean retained = data[0] < 0;
        byte[] payload = Arrays.copyOfRange(data, 1, data.length);
        try {
            READER.read(new DeviceMessage(topic, payload, retained, Instant.parse("2026-01-17T06:20:00Z")))
                    .events()
                    .forEach(event -> assertThat(event.value().toString()).isNotEmpty());
        } catch (UnusableMessage e) {
            assertThat(e.sentence()).hasSizeLessThan(500);
        }
    }
}
