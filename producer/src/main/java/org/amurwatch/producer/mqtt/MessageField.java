package org.amurwatch.producer.mqtt;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message may say, and the name of it in a subscription's {@code fields}. */
enum MessageField {
    DEVICE("device"),
    ID("id"),
    REVISION("revision"),
    TYPE("type", "/kind"),
    TIME("time", "/observedAt"),
    LATITUDE("latitude", "/position/latitude"),
    LONGITUDE("longitude", "/position/longitude"),
    UNCERTAINTY("uncertaintyMetres", "/position/uncertaintyMetres"),
    COUNT("count"),
    SPECIES("scientificName"),
    INDIVIDUAL("individualId"),
    PROBABILITY("probability", "/classification/probability"),
    CLASSIFIER("classifier", "/classification/by"),
    TEAM("team", "/teamId"),
    NOTE("note");

    private final String word;
    private final @Nullable String other;

    MessageField(String word) {
        this(word, null);
    }

    /** @param other where the JSON of HTTP ingest has it, if not under that name */
    MessageField(String word, @Nullable String other) {
        this.word = word;
        this.other = other;
    }

    /** Its name in files. */
    String word() {
        return word;
    }

    /** Where a JSON object has it, if a subscription says nothing else: under its name, or where the JSON of HTTP ingest has it. */
    List<String> pointers() {
        return other == null ? List.of("/" + word) : List.of("/" + word, other);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MessageField::word).toList();
    }
}
