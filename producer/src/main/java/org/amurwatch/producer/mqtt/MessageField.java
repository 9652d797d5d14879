package org.amurwatch.producer.mqtt;

import java.util.Arrays;
import java.util.List;

/** What a message may say, and the name of it in a subscription's {@code fields}. */
enum MessageField {
    DEVICE("device"),
    ID("id"),
    REVISION("revision"),
    TYPE("type"),
    TIME("time"),
    LATITUDE("latitude"),
    LONGITUDE("longitude"),
    UNCERTAINTY("uncertaintyMetres"),
    COUNT("count"),
    SPECIES("scientificName"),
    INDIVIDUAL("individualId"),
    PROBABILITY("probability"),
    CLASSIFIER("classifier"),
    TEAM("team"),
    NOTE("note");

    private final String word;

    MessageField(String word) {
        this.word = word;
    }

    /** Its name in files; where a subscription says nothing else, the member of the message's JSON object too. */
    String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(MessageField::word).toList();
    }
}
