package org.amurwatch.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;

/**
 * The system as a document of AsyncAPI 3.0, made from the catalogue of topics and their schemas: every topic as a channel,
 * and who sends and receives there as operations.
 */
public final class AsyncApiDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BINDING_VERSION = "0.5.0";
    /** Of a channel of raw bytes, the name of its message. */
    private static final String BYTES = "Bytes";

    private static final String DESCRIPTION = """
            Topics of Amur Watch, which helps to save the Amur leopard. Keys are strings. Values are Avro in the wire format \
            of Confluent: a zero byte, the id of the schema in the registry as four bytes, then the record; schemas are \
            registered as TOPIC-value, FULL_TRANSITIVE compatible. Applications are exactly-once: read with \
            isolation.level=read_committed. Take what you know of a record already (its id and version) for a repeat.

            A partner may read release.public directly, with a user of its own that may read this topic and nothing else. \
            release.partner holds what was released to every partner, so direct access to it is for those alone who may \
            know all of that; others fetch their feed, which holds theirs alone. No other topic is for partners; many hold \
            exact places.
            """;

    private final String version;

    /** @param version of the system */
    public AsyncApiDocument(String version) {
        this.version = version;
    }

    /** The document in YAML. */
    public String yaml() {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build();
        try {
            return mapper.writeValueAsString(json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can't be written as YAML.", e);
        }
    }

    private ObjectNode json() {
        ObjectNode document = NODES.objectNode().put("asyncapi", "3.0.0");
        ObjectNode information = document.putObject("info")
                .put("title", "Amur Watch")
                .put("version", version)
                .put("description", DESCRIPTION);
        information
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        servers(document.putObject("servers"));
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Topic<?> topic : Topics.all()) {
            channels.set(topic.name(), channel(topic));
            operations(operations, topic, topic.writers(), "send");
            operations(operations, topic, topic.readers(), "receive");
        }
        components(document.putObject("components"));
        return document;
    }

    private static void servers(ObjectNode servers) {
        ObjectNode brokers = servers.putObject("brokers")
                .put("host", "{bootstrap}")
                .put("protocol", "kafka-secure")
                .put(
                        "description",
                        "The brokers of a secured system: TLS by its own authority, and a user for each party.");
        brokers.putObject("variables")
                .putObject("bootstrap")
                .put("description", "Host and port of a broker, as whoever runs the system says.");
        brokers.putArray("security").add(reference("/components/securitySchemes/scram"));
    }

    private static ObjectNode channel(Topic<?> topic) {
        ObjectNode channel = NODES.objectNode().put("address", topic.name()).put("description", description(topic));
        channel.putObject("messages").set(message(topic), reference("/components/messages/" + topic.name()));
        if (isReleased(topic)) {
            channel.set("tags", tags(audience(topic)));
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka").put("topic", topic.name());
        if (!topic.partitioned()) {
            kafka.put("partitions", 1);
        }
        Map<String, String> settings = topic.settings(false);
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        ArrayNode cleanup = configuration.putArray("cleanup.policy");
        List.of(topic.cleanup().policy().split(",")).forEach(cleanup::add);
        configuration.put("retention.ms", Long.parseLong(settings.getOrDefault("retention.ms", "-1")));
        kafka.put("bindingVersion", BINDING_VERSION);
        return channel;
    }

    private static String description(Topic<?> topic) {
        String partitions = topic.partitioned() ? "As many partitions as the system is set to." : "One partition.";
        String direct = !isReleased(topic)
                ? ""
                : topic == Topics.RELEASE_PUBLIC
                        ? " Partners may read it directly."
                        : " It holds what every partner is given: direct access is for those alone who may know all of it.";
        return topic.meaning() + " " + partitions + direct;
    }

    private static boolean isReleased(Topic<?> topic) {
        return topic.valueType() == ReleasedEvent.class;
    }

    private static String audience(Topic<?> topic) {
        return topic == Topics.RELEASE_PUBLIC ? "partners" : "trusted-partners";
    }

    private static void operations(ObjectNode operations, Topic<?> topic, Set<Party> parties, String action) {
        parties.stream().sorted().forEach(party -> {
            ObjectNode operation = operations
                    .putObject(party.label() + "." + action + "." + topic.name())
                    .put("action", action);
            operation.set("channel", reference("/channels/" + topic.name()));
            operation.set("tags", tags(party.label()));
            operation.putArray("messages").add(reference("/channels/" + topic.name() + "/messages/" + message(topic)));
        });
    }

    private static void components(ObjectNode components) {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        ObjectNode messages = components.putObject("messages");
        for (Topic<?> topic : Topics.all()) {
            messages.set(topic.name(), messageOf(topic));
            Class<?> type = topic.valueType();
            if (type != null) {
                schemas.computeIfAbsent(message(topic), name -> PayloadSchemas.of(type));
            }
        }
        components.putObject("schemas").setAll(schemas);
        components
                .putObject("securitySchemes")
                .putObject("scram")
                .put("type", "scramSha512")
                .put("description", "SCRAM-SHA-512 over TLS, with the user and password of a party.");
    }

    private static ObjectNode messageOf(Topic<?> topic) {
        ObjectNode message =
                NODES.objectNode().put("name", message(topic)).put("contentType", "application/vnd.confluent.avro");
        if (topic.valueType() == null) {
            message.put("contentType", "application/octet-stream");
            message.putObject("payload")
                    .put("type", "string")
                    .put("format", "binary")
                    .put("description", "The record as it was.");
        } else {
            message.set("payload", reference("/components/schemas/" + message(topic)));
        }
        if (isReleased(topic)) {
            message.set("headers", cloudEventHeaders());
        }
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", topic.key());
        if (topic.valueType() != null) {
            kafka.put("schemaIdLocation", "payload")
                    .put("schemaIdPayloadEncoding", "confluent")
                    .put("schemaLookupStrategy", "TopicNameStrategy");
        }
        kafka.put("bindingVersion", BINDING_VERSION);
        return message;
    }

    /** Those of CloudEvents 1.0 in the binary mode of its binding to Kafka. */
    private static ObjectNode cloudEventHeaders() {
        ObjectNode headers = NODES.objectNode().put("type", "object");
        ArrayNode required = headers.putArray("required");
        ObjectNode properties = headers.putObject("properties");
        header(properties, "ce_specversion", "1.0 of CloudEvents.");
        header(properties, "ce_id", "Names this version of the event: with ce_source, the same for a repeat.");
        header(properties, "ce_source", "Which system released it.");
        header(properties, "ce_type", "That it is a released event.");
        properties.fieldNames().forEachRemaining(required::add);
        header(properties, "ce_time", "When it was released (RFC 3339).");
        header(properties, "ce_subject", "The event, through all its versions.");
        header(properties, "content-type", "Of the value.");
        return headers;
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    /** The name of a topic's message within its channel: that of its record. */
    private static String message(Topic<?> topic) {
        Class<?> type = topic.valueType();
        return type == null ? BYTES : type.getSimpleName();
    }

    private static ArrayNode tags(String name) {
        ArrayNode tags = NODES.arrayNode();
        tags.addObject().put("name", name);
        return tags;
    }

    private static ObjectNode reference(String pointer) {
        return NODES.objectNode().put("$ref", "#" + pointer);
    }
}
