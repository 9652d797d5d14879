package org.amurwatch.streams.routing;

import static org.amurwatch.streams.routing.Routes.NOON;
import static org.amurwatch.streams.routing.Routes.incident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Silence;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final Silence ALL = Silence.newBuilder()
            .setId("s")
            .setStartAt(NOON)
            .setEndAt(NOON.plusSeconds(60))
            .setBy("chief")
            .setWhy("burning")
            .build();

    @Test
    void shouldHoldFromStartUntilEnd() {
        assertThat(silenced(ALL, NOON.minusMillis(1))).isFalse();
        assertThat(silenced(ALL, NOON)).isTrue();
        assertThat(silenced(ALL, NOON.plusMillis(59_999))).isTrue();
        assertThat(silenced(ALL, NOON.plusSeconds(60))).isFalse();
        assertThat(silenced(Silence.newBuilder(ALL).setRetired(true).build(), NOON))
                .isFalse();
    }

    @Test
    void shouldMeanItsTerritoryKindAndStation() {
        assertThat(silenced(
                        Silence.newBuilder(ALL)
                                .setTerritoryIds(List.of(Routes.TERRITORY))
                                .build(),
                        NOON))
                .isTrue();
        assertThat(silenced(
                        Silence.newBuilder(ALL).setTerritoryIds(List.of("next")).build(), NOON))
                .isFalse();
        assertThat(silenced(
                        Silence.newBuilder(ALL)
                                .setKinds(List.of(AlertKind.FIRE))
                                .build(),
                        NOON))
                .isTrue();
        assertThat(silenced(
                        Silence.newBuilder(ALL)
                                .setKinds(List.of(AlertKind.LIGHT))
                                .build(),
                        NOON))
                .isFalse();
        assertThat(silenced(
                        Silence.newBuilder(ALL)
                                .setStationIds(List.of("camera/s1"))
                                .build(),
                        NOON))
                .isTrue();
        assertThat(silenced(
                        Silence.newBuilder(ALL)
                                .setStationIds(List.of("camera/s2"))
                                .build(),
                        NOON))
                .isFalse();
    }

    @Test
    void shouldNotSilenceAnIncidentOfWhichOneSignIsNotSilenced() {
        Silence fires =
                Silence.newBuilder(ALL).setKinds(List.of(AlertKind.FIRE)).build();
        Incident shot = incident(Severity.SEVERE, AlertKind.FIRE, AlertKind.GUNSHOT);
        List<IncidentEvidence> withAnimal =
                new ArrayList<>(incident(Severity.SEVERE, AlertKind.FIRE).getEvidence());
        withAnimal.add(IncidentEvidence.newBuilder(Routes.evidence(null, 9))
                .setScientificName("Sus scrofa")
                .build());

        assertThat(Silences.over(shot, List.of(fires), NOON)).isEmpty();
        assertThat(Silences.over(
                        Incident.newBuilder(shot).setEvidence(withAnimal).build(), List.of(fires), NOON))
                .as("an animal breaks no silence")
                .isPresent();
    }

    @Test
    void shouldNeverSilenceCritical() {
        assertThat(Silences.over(incident(Severity.CRITICAL, AlertKind.FIRE), List.of(ALL), NOON))
                .isEmpty();
        assertThat(Silences.over(incident(Severity.SEVERE, AlertKind.FIRE), List.of(ALL), NOON))
                .contains(ALL);
    }

    private static boolean silenced(Silence silence, Instant now) {
        return Silences.over(incident(Severity.SEVERE, AlertKind.FIRE), List.of(silence), now)
                .isPresent();
    }
}
