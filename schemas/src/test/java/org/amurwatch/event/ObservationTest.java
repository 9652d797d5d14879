package org.amurwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Instant AT = Instant.parse("2026-11-20T03:00:00Z");

    /** By the names that the fields have in both schemas; what it works out itself is asked below. */
    @Test
    void shouldSayOfBothWhatTheirFieldsSay() throws Exception {
        Set<String> own = Set.of("key", "until", "contentHash");
        for (SpecificRecord record :
                List.of(fullSighting(true), fullSighting(false), fullAlert(true), fullAlert(false))) {
            Observation observation = record instanceof Sighting sighting
                    ? Observation.of(sighting)
                    : Observation.of((PoachingAlert) record);
            int asked = 0;
            for (Method says : Observation.class.getDeclaredMethods()) {
                if (says.getParameterCount() > 0 || own.contains(says.getName())) {
                    continue;
                }
                Object field =
                        record.get(record.getSchema().getField(says.getName()).pos());
                assertThat(field).as("%s is stated", says.getName()).isNotIn(null, List.of());
                assertThat(says.invoke(observation)).as(says.getName()).isEqualTo(field);
                asked++;
            }
            assertThat(asked).isEqualTo(13);
        }
    }

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

    private static Sighting fullSighting(boolean withdrawn) {
        return Sighting.newBuilder(sighting("cameras"))
                .setPurpose(Purpose.EXERCISE)
                .setObservedUntil(AT.plusSeconds(1))
                .setStatedObservedAt(AT.plusSeconds(2))
                .setClockSuspect(true)
                .setStationId("cameras/a")
                .setDeploymentId("cameras/d")
                .setCount(3)
                .setClassification(classification())
                .setMedia(List.of(MediaReference.newBuilder().setMediaId("m").build()))
                .setWithdrawn(withdrawn)
                .build();
    }

    private static PoachingAlert fullAlert(boolean withdrawn) {
        return PoachingAlert.newBuilder(alert())
                .setPurpose(Purpose.EXERCISE)
                .setObservedUntil(AT.plusSeconds(1))
                .setStatedObservedAt(AT.plusSeconds(2))
                .setClockSuspect(true)
                .setStationId("cameras/a")
                .setDeploymentId("cameras/d")
                .setCount(3)
                .setClassification(classification())
                .setMedia(List.of(MediaReference.newBuilder().setMediaId("m").build()))
                .setWithdrawn(withdrawn)
                .build();
    }

    private static Classification classification() {
        return Classification.newBuilder()
                .setMethod(ClassificationMethod.MACHINE)
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
