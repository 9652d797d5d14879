package org.amurwatch.consumer.partner.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amurwatch.avro.PartnerReceipt;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.channel.Keytool;
import org.amurwatch.consumer.channel.mqtt.Mosquitto;
import org.amurwatch.consumer.channel.mqtt.NeedsMosquitto;
import org.amurwatch.consumer.partner.deliver.LaneRun;
import org.amurwatch.consumer.partner.file.MqttTarget;
import org.amurwatch.consumer.partner.file.Partner;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.consumer.partner.standin.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server, with a listener that is not ours. */
@NeedsMosquitto
class MqttSenderTest {

    @TempDir
    private static Path folder;

    private static Mosquitto server;

    @BeforeAll
    static void start() throws Exception {
        Keytool keytool = new Keytool(folder);
        keytool.make("broker");
        server = new Mosquitto(folder, keytool);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static LaneRun run(int port) {
        Partner partner = PartnerEntries.read(
                folder, "mqtt", "host: localhost", "port: " + port, "tls: none", "topic: sirens/partner");
        return new LaneRun(
                partner,
                new TestClock(),
                (http, clock) -> new MqttSender(
                        (MqttTarget) partner.target(), true, Duration.ofSeconds(10), Duration.ofSeconds(20)));
    }

    @Test
    void shouldKeepTheLastStatementAboutEachEventForWhoComesLater() throws Exception {
        ReleasedEvent snare = Released.snare(1).setPurpose(Purpose.EXERCISE).build();
        try (LaneRun run = run(server.plainPort())) {
            run.release(snare, Released.leopard(2).build(), Released.corrected(snare));
            run.run(Duration.ofHours(1));

            assertThat(run.receipts).extracting(PartnerReceipt::getVersion).containsExactly(1, 1, 2);
        }

        List<String> got = server.subscriber("sirens/partner/event/#").got(2);
        assertThat(got).hasSize(2).allMatch(line -> line.startsWith("1 1 "));
        String last = got.stream()
                .filter(line -> line.contains("event/" + Released.id(1) + " "))
                .findFirst()
                .orElseThrow();
        JsonNode event = new ObjectMapper().readTree(last.substring(last.indexOf('{')));
        assertThat(event.get("id").asText()).isEqualTo(Released.id(1));
        assertThat(event.at("/data/observedAt").asText()).isEqualTo("2026-01-17T06:19:44Z");
        assertThat(event.at("/data/purpose").asText()).isEqualTo("EXERCISE");
    }

    @Test
    void shouldWaitWhileNobodyListensThere() {
        try (LaneRun run = run(1)) {
            run.release(Released.snare(1).build());
            run.run(Duration.ofMinutes(10));

            assertThat(run.receipts).isEmpty();
            assertThat(run.troubles).hasSizeGreaterThan(3).noneMatch(trouble -> trouble.needsOperator());
        }
    }
}
