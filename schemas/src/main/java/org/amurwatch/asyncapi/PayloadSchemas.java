package org.amurwatch.asyncapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.specific.SpecificData;

/** Avro schemas as a payload of AsyncAPI has them: whole, each named type where it is first met. */
final class PayloadSchemas {

    private static final String FORMAT = "application/vnd.apache.avro;version=1.9.0";
    /** Says to Java what a string is; others need not care. */
    private static final String JAVA_STRING = "avro.java.string";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PayloadSchemas() {}

    static ObjectNode of(Class<?> record) {
        String schema = SpecificData.get().getSchema(record).toString();
        try {
            ObjectNode payload = JsonNodeFactory.instance.objectNode().put("schemaFormat", FORMAT);
            payload.set("schema", plain(JSON.readTree(schema)));
            return payload;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schema of Avro is no JSON: " + schema, e);
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isArray()) {
            ArrayNode plain = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> plain.add(plain(one)));
            return plain;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().equals(JAVA_STRING)) {
                plain.set(field.getKey(), plain(field.getValue()));
            }
        });
        boolean onlyType = plain.size() == 1 && plain.has("type") && node.has(JAVA_STRING);
        return onlyType ? plain.get("type") : plain;
    }
}
