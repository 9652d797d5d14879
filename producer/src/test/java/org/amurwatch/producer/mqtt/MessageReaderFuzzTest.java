package org.amurwatch.producer.mqtt;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
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
                    """),
            Map.of("d", new Device("d", "s", null, "t")),
            Purpose.TEST,
            100_000);

    @FuzzTest
    void shouldMakeEventsOrSayWhyNot(FuzzedDataProvider data) {
        Instant now = Instant.parse("2026-01-17T06:20:00Z");
        String topic = data.pickValue(TOPICS);
        boolean retained = data.consumeBoolean();
        byte[] payload = data.consumeRemainingAsBytes();
        try {
            READER.read(new DeviceMessage(topic, payload, retained, now))
                    .events()
                    .forEach(event -> event.value().toString());
        } catch (UnusableMessage e) {
            if (e.sentence().length() > 500) {
                throw new IllegalStateException("A sentence cites too much.", e);
            }
        }
    }
}
