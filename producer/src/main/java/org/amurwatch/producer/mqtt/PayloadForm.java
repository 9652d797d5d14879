package org.amurwatch.producer.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.amurwatch.avro.Position;
import org.amurwatch.event.StableId;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.jspecify.annotations.Nullable;

/** How payloads are written. */
enum PayloadForm {

    /** A JSON object. */
    JSON {
        @Override
        Envelope open(byte[] payload) throws UnusableMessage {
            return Envelope.bare(json(payload));
        }
    },

    /** A plain text, such as {@code motion}; read as the object {"type": text}. */
    TEXT {
        @Override
        boolean says(MessageField field) {
            return field == MessageField.TYPE;
        }

        @Override
        Envelope open(byte[] payload) throws UnusableMessage {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(payload))
                        .toString();
                return Envelope.bare(JsonNodeFactory.instance.objectNode().put("type", text));
            } catch (CharacterCodingException e) {
                throw new UnusableMessage(Reason.UNREADABLE, "The payload is no text in UTF-8.");
            }
        }
    },

    /** An uplink of The Things Stack v3; the body is what the payload formatter made of it. */
    TTN_V3 {
        @Override
        boolean says(MessageField field) {
            return isOfTheDevice(field);
        }

        @Override
        Envelope open(byte[] payload) throws UnusableMessage {
            JsonNode message = json(payload);
            JsonNode ids = message.path("end_device_ids");
            JsonNode uplink = message.path("uplink_message");
            String device = ids.path("device_id").asText();
            if (device.isEmpty() || !uplink.isObject()) {
                throw new UnusableMessage(
                        Reason.UNREADABLE,
                        "It is no uplink of The Things Stack v3: expected end_device_ids.device_id and"
                                + " uplink_message.");
            }
            String at = first(uplink.path("received_at"), message.path("received_at"));
            String id = StableId.of(
                    "ttn-v3",
                    ids.path("application_ids").path("application_id").asText(),
                    device,
                    uplink.path("session_key_id").asText(),
                    // The server leaves out what is 0.
                    uplink.path("f_cnt").asText("0"),
                    // A device without a join begins to count again with the same session.
                    at == null ? "" : at);
            return new Envelope(
                    decoded(uplink.path("decoded_payload"), "uplink_message.decoded_payload"),
                    device,
                    at == null ? null : id,
                    at,
                    best(uplink.path("locations"), ""),
                    best(uplink.path("rx_metadata"), "location"));
        }
    },

    /** An uplink event of ChirpStack v4 as JSON; the body is what its codec made of it. */
    CHIRPSTACK_V4 {
        @Override
        boolean says(MessageField field) {
            return isOfTheDevice(field);
        }

        @Override
        Envelope open(byte[] payload) throws UnusableMessage {
            JsonNode message = json(payload);
            String device = message.path("deviceInfo").path("devEui").asText();
            String id = message.path("deduplicationId").asText();
            if (device.isEmpty() || id.isEmpty()) {
                throw new UnusableMessage(
                        Reason.UNREADABLE,
                        "It is no uplink event of ChirpStack v4 in JSON: expected deviceInfo.devEui and"
                                + " deduplicationId.");
            }
            return new Envelope(
                    decoded(message.path("object"), "object"),
                    device,
                    StableId.of("chirpstack-v4", device, id),
                    first(message.path("time")),
                    null,
                    best(message.path("rxInfo"), "location"));
        }
    };

    private static final int DEEPEST = 40;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Takes a payload apart. */
    abstract Envelope open(byte[] payload) throws UnusableMessage;

    /** Whether a field is looked for in such a message where a subscription says nothing of it. */
    boolean says(MessageField field) {
        return true;
    }

    /** What the network around it says is not looked for in what a device says. */
    private static boolean isOfTheDevice(MessageField field) {
        return field != MessageField.ID && field != MessageField.DEVICE;
    }

    /** Where such a message says what, if a subscription says nothing else. */
    Map<MessageField, Expression> fields() {
        Map<MessageField, Expression> fields = new EnumMap<>(MessageField.class);
        for (MessageField field : MessageField.values()) {
            if (says(field)) {
                fields.put(field, Expression.first(field.pointers()));
            }
        }
        return fields;
    }

    private static JsonNode json(byte[] payload) throws UnusableMessage {
        JsonNode node;
        try {
            node = MAPPER.readTree(payload);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new UnusableMessage(
                    Reason.UNREADABLE,
                    "The payload is no JSON that can be read, see line " + line + ", column " + column + ".");
        } catch (IOException e) {
            throw new UnusableMessage(Reason.UNREADABLE, "The payload is no JSON in UTF-8.");
        }
        if (node == null || !node.isObject()) {
            throw new UnusableMessage(Reason.UNREADABLE, "The payload is no JSON object: expected {...}.");
        }
        return node;
    }

    private static JsonNode decoded(JsonNode decoded, String member) throws UnusableMessage {
        if (!decoded.isObject()) {
            throw new UnusableMessage(
                    Reason.NOT_DECODED,
                    "The message has no " + member
                            + ": give the device a payload formatter (codec) at the LoRaWAN server.");
        }
        return decoded;
    }

    private static @Nullable String first(JsonNode... texts) {
        for (JsonNode text : texts) {
            if (text.isTextual() && !text.asText().isBlank()) {
                return text.asText().strip();
            }
        }
        return null;
    }

    /** Of several places the one with the strongest signal, else the first that is one. */
    private static @Nullable Position best(JsonNode places, String member) {
        Position best = null;
        double strongest = Double.NEGATIVE_INFINITY;
        for (JsonNode place : places) {
            JsonNode location = member.isEmpty() ? place : place.path(member);
            Position position = Places.of(
                    location.path("latitude").asDouble(Double.NaN),
                    location.path("longitude").asDouble(Double.NaN),
                    location.path("accuracy").asDouble(Double.NaN));
            double signal = place.path("rssi").asDouble(-1_000);
            if (position != null && (best == null || signal > strongest)) {
                best = position;
                strongest = signal;
            }
        }
        return best;
    }
}
