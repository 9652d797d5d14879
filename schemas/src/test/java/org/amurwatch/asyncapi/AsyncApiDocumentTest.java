package org.amurwatch.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.cli.Version;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/**
 * The parts of AsyncAPI 3.0 that the document uses, against what its specification asks of them, written out here. No
 * validator of AsyncAPI is on the class path of this module.
 */
class AsyncApiDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/asyncapi.yaml");
    private static final String WRITE = "mvn -pl schemas -am test -Dtest=AsyncApiDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Damurwatch.write-asyncapi=true";

    private final String yaml = new AsyncApiDocument(new Version().number()).yaml();
    private final JsonNode document = read(yaml);

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new AssertionError("No YAML: " + yaml, e);
        }
    }

    @Test
    void shouldStandInTheDocsAsTheCatalogueAndTheSchemasSay() throws IOException {
        if (Boolean.getBoolean("amurwatch.write-asyncapi")) {
            Files.writeString(DOCUMENT, yaml);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/asyncapi.yaml is not what topics and schemas say. Write it anew: %s", WRITE)
                .isEqualTo(yaml);
    }

    @Test
    void shouldHoldWhatTheSpecificationAsksFor() {
        assertThat(document.path("asyncapi").textValue()).isEqualTo("3.0.0");
        for (String field : List.of("title", "version", "description")) {
            assertThat(document.path("info").path(field).textValue()).isNotBlank();
        }
        assertThat(names(document))
                .isEqualTo(Set.of("asyncapi", "info", "servers", "channels", "operations", "components"));
        document.path("servers").forEach(server -> {
            assertThat(server.path("host").isTextual()).isTrue();
            assertThat(server.path("protocol").textValue()).isEqualTo("kafka-secure");
        });
        document.path("components")
                .forEach(part -> assertThat(names(part)).allMatch(name -> name.matches("[\\w.\\-]+")));
    }

    @Test
    void shouldReferToWhatThereIs() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(Topics.all().size()).allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void shouldDescribeEachTopicAsTheCatalogueHasIt() {
        assertThat(names(document.path("channels")))
                .isEqualTo(new TreeSet<>(Topics.all().stream().map(Topic::name).toList()));
        for (Topic<?> topic : Topics.all()) {
            JsonNode channel = document.path("channels").path(topic.name());
            assertThat(channel.path("address").textValue()).isEqualTo(topic.name());
            assertThat(channel.path("description").textValue()).startsWith(topic.meaning());
            assertThat(channel.path("messages")).hasSize(1);
            JsonNode binding = channel.at("/bindings/kafka");
            assertThat(binding.path("bindingVersion").textValue()).isEqualTo("0.5.0");
            assertThat(binding.has("partitions")).isEqualTo(!topic.partitioned());
            JsonNode configuration = binding.path("topicConfiguration");
            assertThat(configuration.path("cleanup.policy").isArray()).isTrue();
            assertThat(configuration.path("retention.ms").longValue())
                    .isEqualTo(
                            topic.retention() == null ? -1 : topic.retention().toMillis());
            JsonNode message = document.at("/components/messages").path(topic.name());
            assertThat(message.at("/bindings/kafka/key/description").textValue())
                    .isEqualTo(topic.key());
        }
    }

    @Test
    void shouldHaveAnOperationForEachPartyThatMay() {
        Set<String> expected = new TreeSet<>();
        for (Topic<?> topic : Topics.all()) {
            topic.writers().forEach(party -> expected.add(party.label() + ".send." + topic.name()));
            topic.readers().forEach(party -> expected.add(party.label() + ".receive." + topic.name()));
        }
        assertThat(names(document.path("operations"))).isEqualTo(expected);
        document.path("operations").forEach(operation -> {
            String channel = operation.at("/channel/$ref").textValue();
            assertThat(operation.path("action").textValue()).isIn("send", "receive");
            // Messages of an operation are named by its own channel (3.0.0, Operation Object).
            assertThat(operation.at("/messages/0/$ref").textValue()).startsWith(channel + "/messages/");
        });
    }

    /** Whoever has the document alone reads what we write, and we what they write. */
    @Test
    void shouldHoldSchemasThatAreWholeAndTheSameAsOurs() {
        Map<String, JsonNode> schemas = new java.util.TreeMap<>();
        document.at("/components/schemas")
                .fields()
                .forEachRemaining(field -> schemas.put(field.getKey(), field.getValue()));
        for (Topic<?> topic : Topics.all()) {
            if (topic.valueType() == null) {
                continue;
            }
            JsonNode payload = schemas.get(topic.valueType().getSimpleName());
            assertThat(payload.path("schemaFormat").textValue()).isEqualTo("application/vnd.apache.avro;version=1.9.0");
            Schema theirs = new Schema.Parser().parse(payload.path("schema").toString());
            Schema ours = SpecificData.get().getSchema(topic.valueType());
            assertThat(compatible(theirs, ours)).as(topic.name()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatible(ours, theirs)).as(topic.name()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            // The same but for what Java alone needs.
            assertThat(org.apache.avro.SchemaNormalization.toParsingForm(theirs))
                    .isEqualTo(org.apache.avro.SchemaNormalization.toParsingForm(ours));
        }
        assertThat(yaml).doesNotContain("avro.java");
    }

    private static SchemaCompatibilityType compatible(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    @Test
    void shouldMarkWhatIsForPartnersAndNothingElse() {
        List<String> marked = new ArrayList<>();
        Consumer<Map.Entry<String, JsonNode>> look = channel -> {
            if (channel.getValue().has("tags")) {
                marked.add(channel.getKey() + " "
                        + channel.getValue().at("/tags/0/name").textValue());
            }
        };
        document.path("channels").fields().forEachRemaining(look);

        assertThat(marked).containsExactly("release.partner trusted-partners", "release.public partners");
        for (Topic<?> topic : Topics.all()) {
            JsonNode headers =
                    document.at("/components/messages").path(topic.name()).path("headers");
            assertThat(headers.isMissingNode()).isEqualTo(topic.valueType() != ReleasedEvent.class);
        }
        assertThat(document.at("/components/messages").path("release.public").at("/headers/required"))
                .extracting(JsonNode::textValue)
                .containsExactly("ce_specversion", "ce_id", "ce_source", "ce_type");
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
