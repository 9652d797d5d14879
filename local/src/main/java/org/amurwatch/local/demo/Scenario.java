package org.amurwatch.local.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Outcome;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A story inside an ordinary fortnight, as a scenario file tells it. Days are local days of {@code timeZone}, the first is
 * 1; times are {@code HH:mm}.
 *
 * @param title its name
 * @param seed of all that is left to chance: the same file always gives the same fortnight
 * @param days how long it lasts
 * @param timeZone the zone that it is told in
 * @param stations where cameras stand
 * @param people people on camera whom nobody suspects
 * @param animals what else walks past
 * @param crew our own camera crew
 * @param patrols our own patrols
 * @param cardBatch a memory card that is read half a year late
 * @param scenes the story
 * @param expects what the phone must have shown in the end
 */
public record Scenario(
        String title,
        long seed,
        int days,
        String timeZone,
        List<Station> stations,
        People people,
        List<Animals> animals,
        Crew crew,
        List<Patrol> patrols,
        CardBatch cardBatch,
        List<Scene> scenes,
        List<Expected> expects) {

    /**
     * A place of one camera.
     *
     * @param busy how many of the people pass here, in proportion to the other stations
     * @param wild how many of the animals pass here, in proportion to the other stations
     * @param live whether it sends at once; others are read by card
     */
    public record Station(
            String id, String territory, double latitude, double longitude, double busy, double wild, boolean live) {}

    /**
     * @param total people on camera in all days
     * @param vehicles vehicles on camera in all days
     * @param inTheDark share of both between 20 and 6 o'clock, 0 to 1
     */
    public record People(int total, int vehicles, double inTheDark) {}

    /** @param hours when they are about: DAY, TWILIGHT, NIGHT */
    public record Animals(String scientificName, int total, Hours hours) {}

    /** When a kind of animal is about. */
    public enum Hours {
        DAY,
        TWILIGHT,
        NIGHT
    }

    /** @param visits how many stations are visited; the crew is on camera when it comes and when it leaves */
    public record Crew(int visits) {}

    /**
     * @param team its name, for the reader of the file
     * @param territories where it walks
     * @param walks how many in all days
     * @param photographed how often a walk is on camera
     */
    public record Patrol(String team, List<String> territories, int walks, int photographed) {}

    /**
     * @param day when it is read
     * @param file its name
     * @param monthsOld how old its newest picture is
     * @param spanDays how long its camera stood
     */
    public record CardBatch(
            int day,
            String time,
            String narration,
            String file,
            int monthsOld,
            int spanDays,
            int people,
            int animals,
            String scientificName) {}

    /** One scene: a line of the narrator, then events, then what is answered. */
    public record Scene(int day, String time, String narration, List<SceneEvent> events, List<SceneAnswer> answers) {

        public Scene {
            events = Objects.requireNonNullElse(events, List.of());
            answers = Objects.requireNonNullElse(answers, List.of());
        }
    }

    /**
     * What a team answers about the incident that it was told of last.
     *
     * @param kind the last one of that kind; null: of any
     * @param outcome of CLOSED
     * @param afterMinutes how long after the scene began
     */
    public record SceneAnswer(
            String team,
            ResponseKind says,
            @Nullable AlertKind kind,
            @Nullable Outcome outcome,
            int afterMinutes) {}

    /**
     * A message that the phone must have shown.
     *
     * @param message null: any
     * @param severity at least so bad; null: any
     */
    public record Expected(
            String team,
            @Nullable AlertMessage message,
            @Nullable AlertKind kind,
            @Nullable Severity severity,
            String what) {}

    /**
     * One event of a scene: a sighting, or a poaching alert. An id that comes again is a correction of the first.
     *
     * @param sighting scientific name
     * @param alert kind
     * @param station where, if at a camera; else latitude and longitude
     * @param afterMinutes how long after the scene began it is received
     * @param observedMinutesEarlier how long before that it happened
     */
    public record SceneEvent(
            String id,
            @Nullable String sighting,
            @Nullable AlertKind alert,
            @Nullable String statedKind,
            @Nullable String station,
            @Nullable Double latitude,
            @Nullable Double longitude,
            ObservationMethod method,
            @Nullable Integer count,
            @Nullable String individual,
            @Nullable IdentificationStatus identification,
            @Nullable Flank flank,
            @Nullable Double machineProbability,
            int afterMinutes,
            int observedMinutesEarlier) {}

    /** Reads a scenario from a resource of ours. */
    public static Scenario read(String resource) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from this build.");
            }
            return mapper.readValue(in, Scenario.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The scenario " + resource + " can't be read: " + e.getMessage(), e);
        }
    }

    Station station(String id) {
        return stations.stream()
                .filter(station -> station.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The scenario names a station '" + id + "' that it does not list."));
    }
}
