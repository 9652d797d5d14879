package org.amurwatch.producer.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table mean: the mapping file of {@code import csv}.
 *
 * @param columns which column is which field
 * @param time how times are written
 * @param types their types of events and what they mean here, as in every mapping of types
 * @param species their names of animals and the scientific ones
 * @param constants what holds for all rows
 */
public record CsvMapping(
        @Nullable Columns columns,
        @Nullable TimeForm time,
        @Nullable Map<String, String> types,
        @Nullable Map<String, String> species,
        @Nullable Constants constants) {

    /**
     * Names of columns. Each may be null but latitude, longitude and time.
     *
     * @param id the source's id of the event; null: it is made of all that the row says
     * @param time one column, or several that are read together with a space between them
     * @param until when it ended
     * @param revision when the row was last edited
     * @param type what happened, in their words
     * @param species the animal, in their words
     * @param individual id of the animal
     * @param station the place of a camera or sensor
     * @param note free text; kept apart, where it can be erased
     * @param withdrawn true where the source takes the event back
     */
    public record Columns(
            @Nullable String id,
            @Nullable List<String> time,
            @Nullable List<String> until,
            @Nullable List<String> revision,
            @Nullable String latitude,
            @Nullable String longitude,
            @Nullable String uncertaintyMetres,
            @Nullable String type,
            @Nullable String species,
            @Nullable String individual,
            @Nullable String count,
            @Nullable String sex,
            @Nullable String lifeStage,
            @Nullable String station,
            @Nullable String note,
            @Nullable String withdrawn) {}

    /**
     * @param pattern of Java's DateTimeFormatter, or epoch-seconds, epoch-millis; null: ISO 8601
     * @param zone of times that say none
     */
    public record TimeForm(
            @Nullable String pattern, @Nullable String zone) {}

    /**
     * @param type what every row is, where there is no column type: SIGHTING, 'SIGHTING Panthera pardus' or a kind such as SNARE
     * @param species scientific name, where a row has none
     * @param method how it was observed
     * @param uncertaintyMetres radius of the circle that surely holds the place, where a row does not say
     */
    public record Constants(
            @Nullable String type,
            @Nullable String species,
            @Nullable ObservationMethod method,
            @Nullable Double uncertaintyMetres) {}

    /** @throws CommandFailure (wrong usage) if it can't be read */
    public static CsvMapping read(Path file) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            CsvMapping mapping = mapper.readValue(Files.readString(file), CsvMapping.class);
            if (mapping == null || mapping.columns == null) {
                throw CommandFailure.usage("The mapping file " + file + " has no 'columns': expected for instance"
                        + " 'columns: {time: Date, latitude: Y, longitude: X, type: Category}'.");
            }
            return mapping;
        } catch (UnrecognizedPropertyException e) {
            throw CommandFailure.usage("The mapping file " + file + " holds '" + e.getPropertyName()
                    + "', which means nothing there; known are " + e.getKnownPropertyIds() + ".");
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage("The mapping file " + file + " can't be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the mapping file " + file + ": " + e.getMessage());
        }
    }
}
