package org.amurwatch.consumer.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amurwatch.failure.CommandFailure;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where each partition is read: an export of the same offsets says the same.
 *
 * @param ends offset of the first record that is read no more, by topic and partition
 */
record ExportOffsets(SortedMap<String, SortedMap<Integer, Long>> ends) {

    /** Name of the file beside what was exported. */
    static final String FILE = "offsets.json";

    private static final TypeReference<SortedMap<String, SortedMap<Integer, Long>>> ENDS = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static ExportOffsets of(Map<TopicPartition, Long> ends) {
        SortedMap<String, SortedMap<Integer, Long>> sorted = new TreeMap<>();
        ends.forEach((partition, end) -> sorted.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), end));
        return new ExportOffsets(sorted);
    }

    /**
     * Offsets as they stand in a JSON object.
     *
     * @throws IllegalArgumentException if it holds something else
     */
    static ExportOffsets of(JsonNode json) {
        return new ExportOffsets(JSON.convertValue(json, ENDS));
    }

    /** @throws CommandFailure (wrong usage) if it is no such file */
    static ExportOffsets read(Path file) {
        try {
            return new ExportOffsets(JSON.readValue(Files.readString(file), ENDS));
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("The file " + file + " holds no offsets (" + e.getOriginalMessage()
                    + "): expected one named " + FILE + ", as each export has it.");
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the offsets in " + file + ": " + e.getMessage() + ".");
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(ends) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers can be written as JSON.", e);
        }
    }

    Map<TopicPartition, Long> byPartition() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        ends.forEach((topic, partitions) ->
                partitions.forEach((partition, end) -> offsets.put(new TopicPartition(topic, partition), end)));
        return offsets;
    }
}
