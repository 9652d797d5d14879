package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amurwatch.cli.CommandLines;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MqttCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String payload, String... arguments) {
        CommandLine line = CommandLines.of(new MqttCommand(
                new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)),
                Clock.fixed(Instant.parse("2026-01-17T06:20:00Z"), ZoneOffset.UTC)));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void shouldSayWhatAMessageWouldBecome() {
        int code = run(
                "{\"id\":\"17\",\"type\":\"person\",\"time\":\"2026-01-17T06:18:44Z\"}",
                "--try",
                "park/gate-1/alert",
                "--subscriptions",
                Path.of("..", "docs", "examples", "mqtt-subscriptions.yaml").toString(),
                "--devices",
                Path.of("..", "docs", "examples", "mqtt-devices.csv").toString());

        assertThat(code).as("%s", err).isZero();
        assertThat(out.toString()).contains("HUMAN_PRESENCE", "17@gate-1", "park-gates/north-gate");
        assertThat(err.toString()).contains("Subscription 'gates': 1 events.");
    }

    @Test
    void shouldSayWhyAMessageCanNotBeUsed() {
        int code = run(
                "{}",
                "--try",
                "park/gate-1/alert",
                "--subscriptions",
                Path.of("..", "docs", "examples", "mqtt-subscriptions.yaml").toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("NO_TYPE", "Nothing says what was observed");
    }

    @Test
    void shouldAskForSubscriptions() {
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString()).contains("amurwatch.mqtt.subscriptions-file");
    }
}
