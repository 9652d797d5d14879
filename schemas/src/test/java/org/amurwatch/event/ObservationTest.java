package org.amurwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sighting;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Instant AT = Instant.parse("2026-11-20T03:00:00Z");

    @Test
    void shouldSayTheSameOfWhatBothSay() {
        Observation animal = Observation.of(sighting("cameras"));
        Observation sign = Observation.of(alert());

        assertThat(animal.key()).isEqualTo(sign.key()).hasToString("cameras/1");
        assertThat(animal.position()).isEqualTo(sign.position());
        assertThat(animal.observedAt()).isEqualTo(sign.observedAt());
        assertThat(animal.contentHash()).isNotEqualTo(sign.contentHash());
    }

    @Test
    void shouldEndWhenItBeganWhereItWasAMoment() {
        assertThat(Observation.of(sighting("cameras")).until()).isEqualTo(AT);
        assertThat(Observation.of(PoachingAlert.newBuilder(alert())
                                .setObservedUntil(AT.plusSeconds(60))
                                .build())
                        .until())
                .isEqualTo(AT.plusSeconds(60));
    }

    @Test
    void shouldTakeWhatAnEventIs() {
        Sighting sighting = sighting("cameras");
        PoachingAlert alert = alert();

        assertThat(Observation.of(located().setSighting(sighting).build())).isEqualTo(Observation.of(sighting));
        assertThat(Observation.of(located().setPoachingAlert(alert).build())).isEqualTo(Observation.of(alert));
        assertThat(Observation.of(located()
                        .setDeployment(Deployment.newBuilder()
                                .setProvenance(sighting.getProvenance())
                                .setPosition(sighting.getPosition())
                                .setStationId("cameras/a")
                                .setStart(AT)
                                .build())
                        .build()))
                .isNull();
        assertThat(Observation.of(alert).<Object>map(of -> "a sighting", of -> of))
                .isEqualTo(alert);
        assertThat(Observation.of(sighting).<Object>map(of -> of, of -> "an alert"))
                .isEqualTo(sighting);
    }

    @Test
    void shouldHaveNoKeyWithoutIds() {
        assertThatThrownBy(() -> Observation.of(sighting("two words")).key())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static LocatedEvent.Builder located() {
        return LocatedEvent.newBuilder()
                .setPlacement(Placement.newBuilder()
                        .setTerritoryId("t")
                        .setSectorId("s")
                        .setTimeZone("UTC")
                        .build())
                .setReceivedAt(AT)
                .setFreshnessMillis(0);
    }

    private static Sighting sighting(String source) {
        return Sighting.newBuilder()
                .setProvenance(provenance(source))
                .setObservedAt(AT)
                .setPosition(new Position(43.1, 131.4, null))
                .build();
    }

    private static PoachingAlert alert() {
        return PoachingAlert.newBuilder()
                .setProvenance(provenance("cameras"))
                .setObservedAt(AT)
                .setPosition(new Position(43.1, 131.4, null))
                .setKind(AlertKind.SNARE)
                .build();
    }

    private static Provenance provenance(String source) {
        return Provenance.newBuilder()
                .setSourceId(source)
                .setEventId("1")
                .setRevision(AT)
                .build();
    }
}
