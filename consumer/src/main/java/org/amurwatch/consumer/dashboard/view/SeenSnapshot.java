package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.Kind;
import org.amurwatch.consumer.dashboard.state.ParkState.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Everything that somebody saw at one moment. It is written piece by piece: as one tree, a park of 20,000 events would take
 * more memory than the service has.
 */
public final class SeenSnapshot {

    /** In pieces that are worth packing. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private final long version;
    private final Snapshot snapshot;
    private final Scope scope;
    private final ArrayNode cells;
    private final @Nullable ObjectNode health;

    SeenSnapshot(long version, Snapshot snapshot, Scope scope, ArrayNode cells, @Nullable ObjectNode health) {
        this.version = version;
        this.snapshot = snapshot;
        this.scope = scope;
        this.cells = cells;
        this.health = health;
    }

    /** How many things that may hold an exact position are in it. */
    public int items() {
        int items = 0;
        for (Kind kind : Kind.values()) {
            items += (int) snapshot.of(kind).stream().filter(scope::sees).count();
        }
        return items;
    }

    /** Hexadecimal; the same as long as somebody sees the same. */
    public String digest() {
        try (DigestOutputStream out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"));
                JsonGenerator json = JSON.createGenerator(out)) {
            write(json, null);
            json.flush();
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("Nowhere can always be written to.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Writes it as JSON, and closes the stream. */
    public void write(OutputStream out, Instant generatedAt) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            write(json, generatedAt);
        }
    }

    private void write(JsonGenerator json, @Nullable Instant generatedAt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", version);
        for (Kind kind : Kind.values()) {
            json.writeArrayFieldStart(ParkView.name(kind));
            for (ParkItem item : snapshot.of(kind)) {
                if (scope.sees(item)) {
                    json.writeTree(ItemJson.of(item, scope));
                }
            }
            json.writeEndArray();
        }
        json.writeFieldName("cells");
        json.writeTree(cells);
        json.writeFieldName("health");
        if (health == null) {
            json.writeNull();
        } else {
            json.writeTree(health);
        }
        if (generatedAt != null) {
            json.writeStringField("generatedAt", generatedAt.toString());
        }
        json.writeEndObject();
    }
}
