package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the whole local system for real. */
class UpIT {

    @TempDir
    private Path folder;

    @Test
    void shouldKeepItsStateOverARestart() throws Exception {
        int ports = LocalSystemProcess.freePortBase();
        Map<String, Integer> schemas;
        try (LocalSystemProcess system = LocalSystemProcess.start(folder, ports, "--bare", "--partitions", "3")) {
            JsonNode status = system.awaitReady();
            assertThat(status.get("parts").findValuesAsText("part"))
                    .contains("broker", "registry", "phone", "http", "dashboard");
            assertThat(new ObjectMapper()
                            .readTree(URI.create(status.get("openApiUrl").asText())
                                    .toURL())
                            .get("openapi")
                            .asText())
                    .startsWith("3.");
            assertThat(partitions(system)).containsEntry("field.sightings", 3).containsEntry("patrol.alerts", 3);
            String link = system.run("dashboard", "login-link", "visitor").out().strip();
            assertThat(press(link).statusCode()).as(link).isEqualTo(204);
            assertThat(press(link).statusCode()).as("once").isEqualTo(403);
            schemas = schemaIds(system);
            assertThat(schemas).containsKey("field.poaching-alerts-value").doesNotContainValue(0);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve(".amurwatch/secrets/patrol-phone"))))
                    .isEqualTo("rw-------");
            system.stop();
            assertThat(system.said()).contains("Stopped. The state stays in");
            assertThat(folder.resolve(".amurwatch/system.properties")).doesNotExist();
            assertThat(system.run("status").exitCode()).isEqualTo(4);
        }
        try (LocalSystemProcess again = LocalSystemProcess.start(folder, ports)) {
            again.awaitReady();
            assertThat(partitions(again)).containsEntry("field.sightings", 3);
            assertThat(schemaIds(again)).isEqualTo(schemas);
        }
    }

    @Test
    void shouldSayWhyItCannotStart() throws Exception {
        int ports = LocalSystemProcess.freePortBase();
        try (LocalSystemProcess system = LocalSystemProcess.startWithoutServices(folder, ports, "--bare")) {
            system.awaitReady();

            LocalSystemProcess.Answer sameFolder = system.run("up");
            assertThat(sameFolder.exitCode()).isEqualTo(1);
            assertThat(sameFolder.err())
                    .contains("already runs from this folder")
                    .contains("--port-base");

            Path other = Files.createDirectory(folder.resolve("other"));
            try (LocalSystemProcess samePorts = LocalSystemProcess.start(other, ports)) {
                assertThat(samePorts.awaitExit()).isEqualTo(1);
                assertThat(samePorts.said())
                        .contains("is taken by another program")
                        .contains("--port-base");
            }
        }
    }

    @Test
    void shouldStopEverythingWhenAChildDies() throws Exception {
        try (LocalSystemProcess system =
                LocalSystemProcess.startWithoutServices(folder, LocalSystemProcess.freePortBase(), "--bare")) {
            system.awaitReady();
            List<ProcessHandle> children = system.process().descendants().toList();
            ProcessHandle registry = children.stream()
                    .filter(child -> child.info().commandLine().orElse("").contains("io.quarkus"))
                    .findFirst()
                    .orElseThrow();
            registry.destroyForcibly();

            assertThat(system.awaitExit()).isEqualTo(1);
            assertThat(system.said())
                    .contains("The registry process died with exit code 137")
                    .contains("registry.log");
            awaitEnd(children);
        }
    }

    @Test
    void shouldLeaveNoChildWhenItIsKilledAndComeBackWithItsSchemasAndNoOpenTransaction() throws Exception {
        int ports = LocalSystemProcess.freePortBase();
        LocalSystemProcess killed = LocalSystemProcess.start(folder, ports, "--bare");
        killed.awaitReady();
        Map<String, Integer> schemas = schemaIds(killed);
        List<ProcessHandle> children = killed.process().descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(2);
        TopicPartition open = leaveTransactionOpen(killed.bootstrapServers());
        killed.kill();
        try (LocalSystemProcess again = LocalSystemProcess.start(folder, ports)) {
            again.awaitReady();
            awaitEnd(children);
            assertThat(schemaIds(again)).isEqualTo(schemas);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", again.bootstrapServers()))) {
                await("whoever reads committed records gets past the transaction of the dead")
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(end(admin, open, IsolationLevel.READ_COMMITTED))
                                .isEqualTo(end(admin, open, IsolationLevel.READ_UNCOMMITTED))
                                .isPositive());
            }
        }
    }

    /** As a service that is killed in the middle of one. */
    private static TopicPartition leaveTransactionOpen(String bootstrapServers) throws Exception {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "killed-in-the-middle",
                        "transaction.timeout.ms",
                        3_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        RecordMetadata sent = producer.send(new ProducerRecord<>("patrol.alerts", 0, null, new byte[] {1}))
                .get();
        producer.close(Duration.ZERO);
        return new TopicPartition(sent.topic(), sent.partition());
    }

    private static long end(Admin admin, TopicPartition partition, IsolationLevel level) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** The button that a link shows. */
    private static HttpResponse<String> press(String link) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void awaitEnd(List<ProcessHandle> children) {
        await("children notice that their parent is gone")
                .atMost(Duration.ofSeconds(30))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Map<String, Integer> partitions(LocalSystemProcess system) throws IOException, InterruptedException {
        Map<String, Integer> partitions = new HashMap<>();
        system.run("topics", "describe", "--output", "json")
                .json()
                .forEach(topic -> partitions.put(
                        topic.get("topic").asText(), topic.get("partitions").asInt()));
        return partitions;
    }

    private static Map<String, Integer> schemaIds(LocalSystemProcess system) throws IOException, InterruptedException {
        Map<String, Integer> ids = new HashMap<>();
        system.run("schemas", "check", "--output", "json")
                .json()
                .forEach(subject -> ids.put(
                        subject.get("subject").asText(), subject.get("id").asInt()));
        return ids;
    }
}
