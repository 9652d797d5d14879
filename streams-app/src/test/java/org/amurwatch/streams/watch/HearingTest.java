package org.amurwatch.streams.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HearingTest {

    private static final Instant SEEN = Instant.parse("2026-03-01T20:00:00Z");
    private static final Position PLACE = new Position(43.1, 131.4, 10.0);

    /** A sighting and a poaching alert of station a, as a card says them. */
    static Stream<LocatedEvent> events() {
        return Stream.of(
                located()
                        .setSighting(Sighting.newBuilder()
                                .setProvenance(provenance("cards.csv"))
                                .setPurpose(Purpose.ACTUAL)
                                .setObservedAt(SEEN)
                                .setPosition(PLACE)
                                .setStationId("cams/a")
                                .build())
                        .build(),
                located()
                        .setPoachingAlert(PoachingAlert.newBuilder()
                                .setProvenance(provenance("cards.csv"))
                                .setPurpose(Purpose.ACTUAL)
                                .setObservedAt(SEEN)
                                .setPosition(PLACE)
                                .setStationId("cams/a")
                                .setKind(AlertKind.HUMAN_PRESENCE)
                                .build())
                        .build());
    }

    private static LocatedEvent.Builder located() {
        return LocatedEvent.newBuilder()
                .setPlacement(Placement.newBuilder()
                        .setTerritoryId("pad")
                        .setTerritoryName("Pad")
                        .setSectorId("khasan")
                        .setTimeZone("Asia/Vladivostok")
                        .build())
                .setReceivedAt(SEEN)
                .setFreshnessMillis(0);
    }

    private static Provenance provenance(@Nullable String file) {
        return Provenance.newBuilder()
                .setSourceId("cams")
                .setEventId("1")
                .setRevision(Instant.EPOCH)
                .setFile(file)
                .build();
    }

    private static @Nullable Hearing heard(LocatedEvent event) {
        return Hearing.of("cams/1", event, Purpose.ACTUAL);
    }

    /** Sets a field of whichever of both the event is. */
    private static void set(LocatedEvent event, String field, @Nullable Object value) {
        if (event.getSighting() != null) {
            event.getSighting().put(field, value);
        } else {
            event.getPoachingAlert().put(field, value);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldHearAStationOfWhichSomethingWasObserved(LocatedEvent event) {
        event.setFreshnessMillis(Hearing.LIVE.plusMillis(1).toMillis());

        assertThat(heard(event))
                .isEqualTo(new Hearing(
                        "cams/a", "cams/1", SEEN, false, 43.1, 131.4, event.getPlacement(), Purpose.ACTUAL));

        event.setFreshnessMillis(Hearing.LIVE.toMillis());
        assertThat(heard(event)).extracting(Hearing::live).isEqualTo(true);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldNotBelieveTheClockOfACardThatCantBeRight(LocatedEvent event) {
        set(event, "clockSuspect", true);
        assertThat(heard(event)).isNull();

        // Of a live one it is the time received.
        set(event, "provenance", provenance(null));
        assertThat(heard(event)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldHearNothingOfWhatWasTakenBackOrIsAnExerciseOrOfNoStation(LocatedEvent event) {
        set(event, "withdrawn", true);
        assertThat(heard(event)).isNull();
        set(event, "withdrawn", false);
        set(event, "purpose", Purpose.EXERCISE);
        assertThat(heard(event)).isNull();
        assertThat(Hearing.of("cams/1", event, Purpose.EXERCISE)).isNotNull();
        set(event, "stationId", null);
        assertThat(Hearing.of("cams/1", event, Purpose.EXERCISE)).isNull();
    }

    @Test
    void shouldHearNothingOfADeployment() {
        LocatedEvent deployment = located()
                .setDeployment(Deployment.newBuilder()
                        .setProvenance(provenance("deployments.csv"))
                        .setPosition(PLACE)
                        .setStationId("cams/a")
                        .setStart(SEEN.minus(Duration.ofDays(30)))
                        .build())
                .build();

        assertThat(heard(deployment)).isNull();
        assertThat(Hearing.of("cams/1", null, Purpose.ACTUAL)).isNull();
    }
}
