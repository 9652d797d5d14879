package org.amurwatch.producer.mqtt;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
    private final List<String> pointers;

    /** @param others where the JSON of HTTP ingest has it, if not under that name */
    MessageField(String word, String... others) {
        this.word = word;
        this.pointers = Stream.concat(Stream.of("/" + word), Stream.of(others)).toList();
    }

    /** Its name in files. */
    String word() {
        return word;
    }

    /** Where a JSON object has it, if a subscription says nothing else: under its name, or where the JSON of HTTP ingest has it. */
    List<String> pointers() {
        return pointers;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MessageField::word).toList();
    }
}
