package org.amurwatch.producer.cameraresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.record.TrustedRecords;
import org.junit.jupiter.api.Test;

class CameraUploadTest {

    static {
        TrustedRecords.trust();
    }

    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final String DEPLOYMENT = """
            {"deploymentID": "d1", "latitude": 43.1, "longitude": 131.4, "start": "2026-10-01 09:00:00",
             "timeZone": "Asia/Vladivostok", "locationID": "ridge", "cameraID": "cam1"}""";

    private final CameraUpload upload = new CameraUpload(Purpose.EXERCISE, 0.2, Clock.fixed(NOW, ZoneOffset.UTC));

    private CameraUpload.Content read(String pictures) throws FaultyInput {
        return read(DEPLOYMENT, "\"images\": [" + pictures + "]");
    }

    private CameraUpload.Content read(String deployment, String results) throws FaultyInput {
        String body = "{\"info\": {\"detector\": \"C:\\\\Users\\\\Ivan\\\\md_v5a.pt\"}, \"deployments\": [" + deployment
                + "], " + results + "}";
        return upload.read(body.getBytes(StandardCharsets.UTF_8), "ridge-cameras");
    }

    private static String picture(String name, String time, String detections) {
        return "{\"file\": \"d1/Ivan's house/" + name + "\", \"datetime\": \"" + time + "\", \"detections\": ["
                + detections + "]}";
    }

    private static String detected(int category, double confidence) {
        return "{\"category\": \"" + category + "\", \"conf\": " + confidence + ", \"bbox\": [0, 0, 1, 1]}";
    }

    @Test
    void shouldMakeOneEventOfThePeopleOfFiveMinutes() throws FaultyInput {
        CameraUpload.Content content = read(picture("1.jpg", "2026:11:20 12:51:00", detected(2, 0.6)) + ","
                + picture("2.jpg", "2026:11:20 12:51:02", detected(2, 0.9) + "," + detected(2, 0.3)) + ","
                + picture("3.jpg", "2026:11:20 12:55:00", detected(2, 0.5)) + ","
                + picture("4.jpg", "2026:11:20 12:51:04", detected(3, 0.5)));

        List<PoachingAlert> alerts = content.events().stream()
                .map(event -> ((LiveEvent.OfPoachingAlert) event).value())
                .toList();
        assertThat(alerts)
                .extracting(PoachingAlert::getKind)
                .containsExactly(AlertKind.HUMAN_PRESENCE, AlertKind.HUMAN_PRESENCE, AlertKind.VEHICLE);
        PoachingAlert people = alerts.get(0);
        assertThat(people.getProvenance().getSourceId()).isEqualTo("ridge-cameras");
        assertThat(people.getProvenance().getEventId()).isEqualTo("d1:20261120T0250Z:human");
        assertThat(people.getProvenance().getFile()).isNull();
        assertThat(people.getObservedAt()).isEqualTo(Instant.parse("2026-11-20T02:51:00Z"));
        assertThat(people.getObservedUntil()).isEqualTo(Instant.parse("2026-11-20T02:51:02Z"));
        assertThat(people.getCount()).isEqualTo(2);
        assertThat(people.getSuspicion()).isEqualTo(Suspicion.NONE);
        assertThat(people.getExplained()).isNull();
        assertThat(people.getMethod()).isEqualTo(ObservationMethod.CAMERA_TRAP);
        assertThat(people.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(people.getClassification().getProbability()).isEqualTo(0.9);
        assertThat(people.getClassification().getBy()).isEqualTo("MegaDetector md_v5a.pt");
        assertThat(people.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(people.getStationId()).isEqualTo("ridge-cameras/ridge");
        assertThat(people.getDeploymentId()).isEqualTo("ridge-cameras/d1");
    }

    @Test
    void shouldMakeASightingOfEachAnimalPicture() throws FaultyInput {
        CameraUpload.Content content = read(DEPLOYMENT, """
                "predictions": [{"filepath": "cards/d1/a.jpg", "datetime": "2026-11-20T12:51:00+10:00",
                  "detections": [{"category": "1", "conf": 0.8}], "model_version": "4.0.1a",
                  "prediction": "u;mammalia;carnivora;felidae;panthera;pardus;leopard", "prediction_score": 0.7}]""");

        Sighting leopard = ((LiveEvent.OfSighting) content.events().get(0)).value();
        assertThat(leopard.getScientificName()).isEqualTo("Panthera pardus");
        assertThat(leopard.getObservedAt()).isEqualTo(Instant.parse("2026-11-20T02:51:00Z"));
        assertThat(leopard.getCount()).isEqualTo(1);
        assertThat(leopard.getClassification().getBy()).isEqualTo("SpeciesNet 4.0.1a");
        assertThat(leopard.getMedia()).hasSize(1);
        assertThat(content.shown()).containsEntry("animal", 1);
    }

    @Test
    void shouldPassOnNothingThatNamesAPersonOrAFile() throws FaultyInput {
        CameraUpload.Content content =
                read(picture("1.jpg", "2026:11:20 12:51:00", detected(2, 0.6) + "," + detected(1, 0.6)));

        assertThat(content.events()).hasSize(2);
        assertThat(content.events().toString()).doesNotContain("Ivan").doesNotContain(".jpg");
    }

    @Test
    void shouldGiveTheSameEventsEachTime() throws FaultyInput {
        String pictures = picture("1.jpg", "2026:11:20 12:51:00", detected(2, 0.6) + "," + detected(1, 0.6));

        assertThat(read(pictures).events()).isEqualTo(read(pictures).events());
    }

    @Test
    void shouldNotTakeAnotherPersonForTheSameWhereTheClockWasReset() throws FaultyInput {
        CameraUpload.Content content = read(picture("1.jpg", "2000:01:01 00:01:00", detected(2, 0.6)) + ","
                + picture("2.jpg", "2000:01:01 00:01:10", detected(2, 0.6)));

        assertThat(content.events())
                .extracting(LiveEvent::key)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(((LiveEvent.OfPoachingAlert) content.events().get(0)).value().getClockSuspect())
                .isFalse();
    }

    @Test
    void shouldNamePicturesThatCantBeUsed() throws FaultyInput {
        CameraUpload.Content content = read(
                picture("1.jpg", "2026:11:20 12:51:00", "") + ","
                        + "{\"file\": \"d1/x.jpg\", \"detections\": []}, {\"file\": \"elsewhere/x.jpg\", \"detections\": []}, 7");

        assertThat(content.pictures()).isEqualTo(4);
        assertThat(content.shown()).containsOnlyKeys("blank");
        assertThat(content.unusable())
                .extracting(FaultyInput.Fault::field)
                .containsExactly("/images/1", "/images/2", "/images/3");
    }

    @Test
    void shouldRefuseDeploymentsThatSayNotWhereOrWhen() {
        for (String field : List.of("deploymentID", "latitude", "longitude", "start", "timeZone")) {
            assertThatThrownBy(() -> read(DEPLOYMENT.replace("\"" + field + "\"", "\"other\""), "\"images\": []"))
                    .as(field)
                    .isInstanceOfSatisfying(
                            FaultyInput.class,
                            e -> assertThat(e.faults().get(0).field()).isEqualTo("/deployments/0"));
        }
        assertThatThrownBy(() -> read("", "\"images\": []"))
                .isInstanceOf(FaultyInput.class)
                .hasMessageContaining("say where the cameras are");
        assertThatThrownBy(() -> read(DEPLOYMENT + "," + DEPLOYMENT, "\"images\": []"))
                .isInstanceOf(FaultyInput.class);
    }
}
