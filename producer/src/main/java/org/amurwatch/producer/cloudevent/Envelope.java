package org.amurwatch.producer.cloudevent;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.FaultyInput.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent.
 *
 * @param eventId made from its source and id, which name it for good
 * @param type what its data are
 * @param data the event in it
 * @param dataPointer where the data stand in the body
 */
record Envelope(String eventId, String type, JsonNode data, String dataPointer) {

    private static final int LONGEST_ATTRIBUTE = 1_000;
    private static final JsonFormat FORMAT = new JsonFormat();

    /**
     * Of an envelope in JSON (structured mode).
     *
     * @param pointer where it stands in the body
     * @throws FaultyInput if it is none, or what is in it is no JSON
     */
    static Envelope structured(JsonNode envelope, String pointer) throws FaultyInput {
        CloudEvent event;
        try {
            event = FORMAT.deserialize(JsonBody.canonical(envelope).getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // The library tells what is wrong by several kinds of exceptions.
            throw new FaultyInput(
                    pointer,
                    "is no CloudEvent 1.0: expected an object with specversion, id, source, type and data (" + cut(e)
                            + ").");
        }
        if (event.getSpecVersion() != SpecVersion.V1) {
            throw new FaultyInput(pointer + "/specversion", "expected 1.0.");
        }
        CloudEventData data = event.getData();
        if (data == null) {
            throw new FaultyInput(pointer + "/data", "missing: expected an event.");
        }
        JsonNode content = data instanceof JsonCloudEventData json ? json.getNode() : JsonBody.read(data.toBytes());
        return of(event.getSource().toString(), event.getId(), event.getType(), content, pointer + "/data");
    }

    /**
     * Of attributes in headers {@code ce-NAME}, and data in the body (binary mode).
     *
     * @param header the value of a header; null where it is missing
     * @throws FaultyInput if attributes are missing, or the body is no JSON
     */
    static Envelope binary(UnaryOperator<@Nullable String> header, byte[] body) throws FaultyInput {
        List<Fault> faults = new ArrayList<>();
        String source = attribute(header, "ce-source", faults);
        String id = attribute(header, "ce-id", faults);
        String type = attribute(header, "ce-type", faults);
        if (!"1.0".equals(attribute(header, "ce-specversion", faults))) {
            faults.add(new Fault("", "Header ce-specversion: expected 1.0."));
        }
        if (!faults.isEmpty()) {
            throw new FaultyInput(faults);
        }
        return of(source, id, type, JsonBody.read(body), "");
    }

    private static Envelope of(String source, String id, String type, JsonNode data, String dataPointer)
            throws FaultyInput {
        if (source.length() > LONGEST_ATTRIBUTE
                || id.length() > LONGEST_ATTRIBUTE
                || type.length() > LONGEST_ATTRIBUTE) {
            throw new FaultyInput("", "id, source and type have at most " + LONGEST_ATTRIBUTE + " characters.");
        }
        return new Envelope(StableId.of("cloudevent", source, id), type, data, dataPointer);
    }

    private static String attribute(UnaryOperator<@Nullable String> header, String name, List<Fault> faults) {
        String value = header.apply(name);
        if (value == null || value.isBlank()) {
            faults.add(new Fault("", "Header " + name + " is missing."));
            return "";
        }
        try {
            // Of the percent encoding of headers; a plus stands for itself there.
            return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("", "Header " + name + ": a percent sign is followed by two hexadecimal digits."));
            return "";
        }
    }

    private static String cut(RuntimeException problem) {
        String message = String.valueOf(problem.getMessage()).replaceAll("\\s+", " ");
        return message.length() > 100 ? message.substring(0, 100) + "..." : message;
    }
}
