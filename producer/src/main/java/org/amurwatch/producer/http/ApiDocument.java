package org.amurwatch.producer.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;

/** The OpenAPI document, and its schemas as what requests are checked against. For several threads. */
final class ApiDocument {

    private static final String NAME = "openapi.json";
    private static final String ID = "https://amurwatch.invalid/" + NAME;
    private static final int MOST_SENTENCE = 300;
    private static final int MOST_FIELD_NAME = 100;

    /** JSON Schema 2020-12, to which the rest of an OpenAPI document means nothing. */
    private static final JsonMetaSchema LANGUAGE = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private final String text;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .locale(java.util.Locale.ROOT)
            .build();

    ApiDocument() {
        try (InputStream in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(NAME), NAME)) {
            this.text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + NAME, e);
        }
        // What is not in the document is nowhere: a reference to elsewhere fetches nothing.
        this.factory = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(LANGUAGE.getIri())
                .metaSchema(LANGUAGE)
                .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text)))
                .build();
    }

    /** The document as it is served. */
    String text() {
        return text;
    }

    /** The check of one of the document's schemas. */
    Check check(String schema) {
        JsonSchema compiled = factory.getSchema(SchemaLocation.of(ID + "#/components/schemas/" + schema), config);
        compiled.initializeValidators();
        return new Check(compiled);
    }

    /** One schema, compiled. */
    static final class Check {

        private final JsonSchema schema;

        private Check(JsonSchema schema) {
            this.schema = schema;
        }

        /** @throws FaultyInput with every field that is not as the schema has it */
        void check(JsonNode value) throws FaultyInput {
            List<Fault> faults = schema.validate(value).stream()
                    .map(Check::fault)
                    .sorted(Comparator.comparing(Fault::field))
                    .distinct()
                    .toList();
            if (!faults.isEmpty()) {
                throw new FaultyInput(faults);
            }
        }

        private static Fault fault(ValidationMessage message) {
            String parent = message.getInstanceLocation().toString();
            String property = message.getProperty();
            String pointer = property == null
                    ? parent
                    : parent + JsonPointer.empty().appendProperty(cut(property, MOST_FIELD_NAME));
            String sentence = message.getMessage();
            // The library begins with the place, which stands beside it.
            sentence = sentence.startsWith(parent + ": ") ? sentence.substring(parent.length() + 2) : sentence;
            return new Fault(cut(pointer, MOST_SENTENCE), cut(sentence, MOST_SENTENCE));
        }

        private static String cut(String text, int most) {
            return text.length() <= most ? text : text.substring(0, most) + "…";
        }
    }
}
