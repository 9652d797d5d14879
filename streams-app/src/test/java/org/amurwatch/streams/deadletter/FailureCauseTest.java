package org.amurwatch.streams.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.amurwatch.serde.RegistrySerdes;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

/** What the real client throws, against real HTTP servers. */
class FailureCauseTest {

    private static final byte[] RECORD = {0, 0, 0, 0, 7, 1, 2, 3};

    @Test
    void shouldTakeAnUnreachableRegistryForAnOutage() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(read("http://127.0.0.1:" + port)).isEqualTo(FailureCause.OUTAGE);
    }

    @Test
    void shouldTakeARegistryThatFailsForAnOutage() throws IOException {
        assertThat(answering(500, "{\"error_code\":50001,\"message\":\"storage\"}"))
                .isEqualTo(FailureCause.OUTAGE);
        assertThat(answering(503, "<html>away</html>")).isEqualTo(FailureCause.OUTAGE);
        assertThat(answering(401, "{\"error_code\":401,\"message\":\"who?\"}")).isEqualTo(FailureCause.OUTAGE);
        assertThat(answering(404, "<html>a proxy, not the registry</html>")).isEqualTo(FailureCause.OUTAGE);
        assertThat(answering(200, "<html>not the registry</html>")).isEqualTo(FailureCause.OUTAGE);
    }

    @Test
    void shouldBlameTheRecordForAnUnknownSchemaId() throws IOException {
        assertThat(answering(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"))
                .isEqualTo(FailureCause.RECORD);
    }

    @Test
    void shouldTellFaultsOfTheSystemFromThoseOfTheRecord() {
        assertThat(FailureCause.of(new IllegalArgumentException("x"))).isEqualTo(FailureCause.RECORD);
        assertThat(FailureCause.of(new SerializationException("x", new EOFException())))
                .isEqualTo(FailureCause.RECORD);
        assertThat(FailureCause.of(new StreamsException("x", new IllegalStateException())))
                .isEqualTo(FailureCause.SYSTEM);
        assertThat(FailureCause.of(new StreamsException("x", new TimeoutException())))
                .isEqualTo(FailureCause.OUTAGE);
    }

    private static FailureCause answering(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            return read("http://127.0.0.1:" + server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static FailureCause read(String registry) {
        try (var deserializer = new RegistrySerdes(registry).deserializer(Topics.SIGHTINGS)) {
            deserializer.deserialize(Topics.SIGHTINGS.name(), RECORD);
            throw new AssertionError("It could be read.");
        } catch (RuntimeException e) {
            return FailureCause.of(e);
        }
    }
}
