package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;

class SubscriptionsFileTest {

    @Test
    void shouldReadTheExampleOfTheDocs() {
        var subscriptions = SubscriptionsFile.read(Path.of("..", "docs", "examples", "mqtt-subscriptions.yaml"));

        assertThat(subscriptions).extracting(Subscription::id).containsExactly("gates", "acoustic", "trackers");
        assertThat(subscriptions.get(1).form()).isEqualTo(PayloadForm.TTN_V3);
        assertThat(subscriptions.get(1).method()).isEqualTo(ObservationMethod.ACOUSTIC);
        assertThat(subscriptions.get(2).positions()).isTrue();
    }

    @Test
    void shouldReadTheTableOfTheDocs() {
        var devices = DevicesFile.read(Path.of("..", "docs", "examples", "mqtt-devices.csv"));

        assertThat(devices.get("gate-1").station()).isEqualTo("north-gate");
        assertThat(devices.get("gate-1").position().getUncertaintyMetres()).isEqualTo(20.0);
        assertThat(devices.get("tracker-3").team()).isEqualTo("north");
        assertThat(devices.get("tracker-3").position()).isNull();
    }

    @Test
    void shouldNameEveryFaultWithItsLine() {
        assertThatThrownBy(() -> SubscriptionsFile.parse("file", """
            subscriptions:
              - id: one
                topic: a/#/b
                source: with/slash
                payload: xml
                colour: red
              - id: two
                topic: a/{device}
                source: "{park}"
                fields: {typ: /x, count: "{gone}"}
                types: {shot: BANG}
                repeatWithin: P2D
                place: {latitude: 91, longitude: 0}
            """))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("line 2: Subscription 1 ('one'), topic:")
                .hasMessageContaining("source id has 1 to 100 characters")
                .hasMessageContaining("payload: unknown 'xml'")
                .hasMessageContaining("colour: is no field")
                .hasMessageContaining("'sources' lists those")
                .hasMessageContaining("the topic has no {park}")
                .hasMessageContaining("typ: is no field")
                .hasMessageContaining("the topic has no {gone}")
                .hasMessageContaining("'shot' the meaning 'BANG'")
                .hasMessageContaining("no more than a day")
                .hasMessageContaining("91 is out of range");
    }

    @Test
    void shouldNameFaultsOfDevices() {
        assertThatThrownBy(() -> DevicesFile.parse("file", "id,latitude,longitude\na,43.1,\na,1,2\n", true))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("longitude: missing")
                .hasMessageContaining("has the same");
    }
}
