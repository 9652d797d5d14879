package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mqtt.UnusableMessage.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

    private static final Instant RECEIVED = Instant.parse("2026-01-17T06:20:00Z");
    private static final String UPLINK = "v3/park@ttn/devices/ear-7/up";
    private static final String AT = "\"time\":\"2026-01-17T06:18:44Z\"";

    private static final List<Subscription> SUBSCRIPTIONS = SubscriptionsFile.parse("test", """
        subscriptions:
          - id: native
            topic: park/{source}/{device}/alert
            source: "{source}"
            sources: [cameras, fence]
            types:
              shot: GUNSHOT
              person: HUMAN_PRESENCE
              leopard: SIGHTING Panthera pardus orientalis
              animal: SIGHTING
              heartbeat: IGNORE
          - id: pointers
            topic: maker/{device}
            source: maker
            place: {latitude: 43.5, longitude: 131.5, uncertaintyMetres: 30000}
            fields: {type: /alarm/class, time: /t, latitude: /gps/0, longitude: /gps/1, id: /seq}
            types: {"true": SOS}
          - id: ttn
            topic: v3/{application}@ttn/devices/{device}/up
            payload: ttn-v3
            source: lora
            method: ACOUSTIC
            gatewayRangeMetres: 15000
            fields: {type: /class}
            types: {saw: CHAINSAW}
          - id: chirpstack
            topic: application/{application}/device/{device}/event/up
            payload: chirpstack-v4
            source: lora
            fields: {type: "{application}"}
            types: {gates: VEHICLE}
          - id: bells
            topic: bells/{device}
            payload: text
            source: bells
            place: {latitude: 43.5, longitude: 131.5}
            types: {motion: HUMAN_PRESENCE}
          - id: trackers
            topic: trackers/{device}
            source: trackers
            positions: true
            types: {sos: SOS}
        """);
    private static final Map<String, Device> DEVICES = Map.of(
            "gate-1", new Device("gate-1", "north-gate", position(43.1, 131.4), null),
            "tracker-3", new Device("tracker-3", null, null, "north"));

    private final MessageReader reader = new MessageReader(SUBSCRIPTIONS, DEVICES, Purpose.EXERCISE, 10_000);

    private static Position position(double latitude, double longitude) {
        return Position.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .build();
    }

    private static DeviceMessage message(String topic, String payload) {
        return message(topic, payload, RECEIVED);
    }

    private static DeviceMessage message(String topic, String payload, Instant receivedAt) {
        return new DeviceMessage(topic, payload.getBytes(StandardCharsets.UTF_8), false, receivedAt);
    }

    private List<LiveEvent> events(String topic, String payload) throws UnusableMessage {
        return reader.read(message(topic, payload)).events();
    }

    private PoachingAlert alert(String topic, String payload) throws UnusableMessage {
        return alert(message(topic, payload));
    }

    private PoachingAlert alert(DeviceMessage message) throws UnusableMessage {
        return (PoachingAlert) reader.read(message).events().get(0).value();
    }

    private static void assertUnusable(Reason reason, ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOfSatisfying(UnusableMessage.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }

    @Test
    void shouldMakeAnAlertOfWhatAStationSends() throws Exception {
        PoachingAlert alert = alert(
                "park/cameras/gate-1/alert",
                "{\"id\":\"17\",\"type\":\"Person\"," + AT
                        + ",\"count\":2,\"probability\":0.93,\"classifier\":\"MegaDetector 5a\"}");

        assertThat(alert.getProvenance().getSourceId()).isEqualTo("cameras");
        assertThat(alert.getProvenance().getEventId()).isEqualTo("17@gate-1");
        assertThat(alert.getProvenance().getFile()).isNull();
        assertThat(alert.getProvenance().getRevision()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(alert.getPurpose()).isEqualTo(Purpose.EXERCISE);
        assertThat(alert.getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertThat(alert.getStatedKind()).isEqualTo("Person");
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(alert.getPosition()).isEqualTo(position(43.1, 131.4));
        assertThat(alert.getStationId()).isEqualTo("cameras/north-gate");
        assertThat(alert.getCount()).isEqualTo(2);
        assertThat(alert.getClassification().getMethod()).isEqualTo(ClassificationMethod.MACHINE);
        assertThat(alert.getClassification().getProbability()).isEqualTo(0.93);
    }

    @Test
    void shouldMakeASightingOfAnAnimal() throws Exception {
        Sighting leopard = (Sighting) events("park/cameras/gate-1/alert", "{\"type\":\"leopard\"," + AT + "}")
                .get(0)
                .value();
        Sighting other = (Sighting) events(
                        "park/cameras/gate-1/alert",
                        "{\"type\":\"animal\",\"scientificName\":\"Sus scrofa\",\"individualId\":\"W 7\"," + AT + "}")
                .get(0)
                .value();

        assertThat(leopard.getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(other.getScientificName()).isEqualTo("Sus scrofa");
        assertThat(other.getIdentification().getIndividualId()).isEqualTo("W 7");
    }

    @Test
    void shouldReadTheJsonOfHttpIngest() throws Exception {
        PoachingAlert alert = alert(
                "park/fence/f9/alert",
                "{\"kind\":\"SNARE\",\"observedAt\":\"2026-01-17T06:18:44Z\",\"position\":{\"latitude\":43.2,"
                        + "\"longitude\":131.2},\"classification\":{\"probability\":0.5}}");
        Sighting sighting = (Sighting) events(
                        "park/cameras/gate-1/alert",
                        "{\"scientificName\":\"Sus scrofa\",\"observedAt\":\"2026-01-17T06:18:44Z\"}")
                .get(0)
                .value();

        assertThat(alert.getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(alert.getStatedKind()).isNull();
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(alert.getPosition()).isEqualTo(position(43.2, 131.2));
        assertThat(alert.getClassification().getProbability()).isEqualTo(0.5);
        assertThat(sighting.getScientificName()).isEqualTo("Sus scrofa");
    }

    @Test
    void shouldKeepANoteApart() throws Exception {
        LiveEvent event = events("park/fence/gate-1/alert", "{\"type\":\"shot\",\"note\":\"seen by Ivan\"," + AT + "}")
                .get(0);

        assertThat(event.details().getNote()).isEqualTo("seen by Ivan");
        assertThat(event.details().getEventKey()).isEqualTo(event.key());
        assertThat(event.value().toString()).doesNotContain("Ivan");
    }

    @Test
    void shouldTakeAnUnknownTypeAsOtherAndIgnoreWhatIsToBeIgnored() throws Exception {
        MessageReader.Found unknown =
                reader.read(message("park/cameras/gate-1/alert", "{\"type\":\"Drone\"," + AT + "}"));
        PoachingAlert alert = (PoachingAlert) unknown.events().get(0).value();

        assertThat(unknown.unknownType()).isTrue();
        assertThat(alert.getKind()).isEqualTo(AlertKind.OTHER);
        assertThat(alert.getStatedKind()).isEqualTo("Drone");
        assertThat(events("park/cameras/gate-1/alert", "{\"type\":\"heartbeat\"}"))
                .isEmpty();
    }

    @Test
    void shouldReadByPointers() throws Exception {
        PoachingAlert alert =
                alert("maker/x1", "{\"alarm\":{\"class\":true},\"t\":1768630724,\"gps\":[43.2,\"131.6\"],\"seq\":5}");
        PoachingAlert millis = alert("maker/x1", "{\"alarm\":{\"class\":true},\"t\":1768630724250}");

        assertThat(alert.getKind()).isEqualTo(AlertKind.SOS);
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(alert.getPosition()).isEqualTo(position(43.2, 131.6));
        assertThat(alert.getProvenance().getEventId()).isEqualTo("5@x1");
        assertThat(millis.getObservedAt()).isEqualTo("2026-01-17T06:18:44.250Z");
        assertThat(millis.getPosition().getUncertaintyMetres()).isEqualTo(30_000);
    }

    @Test
    void shouldTakeNoFixForNoPosition() throws Exception {
        for (String gps : List.of("[0,0]", "[200,10]", "[\"x\",1]", "[1e999,1]")) {
            assertThat(alert("maker/x1", "{\"alarm\":{\"class\":true},\"gps\":" + gps + "}")
                            .getPosition()
                            .getLatitude())
                    .as(gps)
                    .isEqualTo(43.5);
        }
    }

    private static String uplink(String more) {
        return "{\"end_device_ids\":{\"device_id\":\"ear-7\",\"application_ids\":{\"application_id\":\"park\"}},"
                + "\"received_at\":\"2026-01-17T06:18:45.9Z\",\"uplink_message\":{\"session_key_id\":\"AXA\",\"f_cnt\":42,"
                + "\"received_at\":\"2026-01-17T06:18:45.787408343Z\"," + more + "}}";
    }

    @Test
    void shouldReadAnUplinkOfTheThingsStack() throws Exception {
        String registered = "\"decoded_payload\":{\"class\":\"saw\"},\"locations\":{\"user\":{\"latitude\":43.2,"
                + "\"longitude\":131.3,\"source\":\"SOURCE_REGISTRY\"}}";
        PoachingAlert alert = alert(UPLINK, uplink(registered));

        assertThat(alert.getKind()).isEqualTo(AlertKind.CHAINSAW);
        assertThat(alert.getProvenance().getSourceId()).isEqualTo("lora");
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:18:45.787Z");
        assertThat(alert.getPosition()).isEqualTo(position(43.2, 131.3));
        // The same frame is the same event; another one, and the same number after a restart of the device, is not.
        assertThat(id(uplink(registered))).isEqualTo(alert.getProvenance().getEventId());
        assertThat(id(uplink(registered).replace(":42", ":43")))
                .isNotEqualTo(alert.getProvenance().getEventId());
        assertThat(id(uplink(registered).replace("06:18:45.78", "07:18:45.78")))
                .isNotEqualTo(alert.getProvenance().getEventId());
    }

    private String id(String uplink) throws UnusableMessage {
        return alert(UPLINK, uplink).getProvenance().getEventId();
    }

    @Test
    void shouldTakeThePlaceOfTheGatewayThatHearsItBest() throws Exception {
        PoachingAlert alert = alert(
                UPLINK,
                uplink("\"decoded_payload\":{\"class\":\"saw\"},\"rx_metadata\":["
                        + "{\"rssi\":-110,\"location\":{\"latitude\":43.9,\"longitude\":131.9}},"
                        + "{\"rssi\":-60,\"location\":{\"latitude\":43.3,\"longitude\":131.2}},{\"rssi\":-50}]"));

        assertThat(alert.getPosition())
                .isEqualTo(Position.newBuilder(position(43.3, 131.2))
                        .setUncertaintyMetres(15_000.0)
                        .build());
    }

    @Test
    void shouldTakeTheTimeOfTheNetworkForAWrongClockOfTheDevice() throws Exception {
        MessageReader.Found found = reader.read(message(
                UPLINK,
                uplink("\"decoded_payload\":{\"class\":\"saw\",\"time\":\"1970-01-01T00:00:07Z\"},"
                        + "\"locations\":{\"user\":{\"latitude\":43.2,\"longitude\":131.3}}")));

        assertThat(((PoachingAlert) found.events().get(0).value()).getObservedAt())
                .isEqualTo("2026-01-17T06:18:45.787Z");
        assertThat(found.leftOut()).containsExactly(MessageField.TIME);
    }

    @Test
    void shouldReadAnUplinkOfChirpStack() throws Exception {
        String uplink =
                "{\"deduplicationId\":\"d1\",\"time\":\"2026-01-17T06:18:44.5+00:00\",\"deviceInfo\":{\"devEui\":"
                        + "\"gate-1\"},\"fCnt\":7,\"object\":{\"barrier\":1}}";
        PoachingAlert alert = alert("application/gates/device/gate-1/event/up", uplink);

        assertThat(alert.getKind()).isEqualTo(AlertKind.VEHICLE);
        assertThat(alert.getObservedAt()).isEqualTo("2026-01-17T06:18:44.500Z");
        assertThat(alert.getStationId()).isEqualTo("lora/north-gate");
        assertUnusable(
                Reason.NOT_DECODED,
                () -> events("application/gates/device/gate-1/event/up", uplink.replace("\"object\"", "\"other\"")));
    }

    @Test
    void shouldMakeAPositionAndAnAlertOfATracker() throws Exception {
        String fix = "\"latitude\":43.4,\"longitude\":131.1,\"uncertaintyMetres\":8," + AT;
        List<LiveEvent> walking = events("trackers/tracker-3", "{" + fix + "}");
        List<LiveEvent> inDanger = events("trackers/tracker-3", "{\"type\":\"sos\"," + fix + "}");
        PatrolPosition position = (PatrolPosition) walking.get(0).value();

        assertThat(walking).hasSize(1);
        assertThat(position.getTeamId()).isEqualTo("north");
        assertThat(position.getSourceId()).isEqualTo("trackers");
        assertThat(position.getAt()).isEqualTo("2026-01-17T06:18:44Z");
        assertThat(position.getPosition().getUncertaintyMetres()).isEqualTo(8);
        assertThat(position.getLive()).isTrue();
        assertThat(inDanger)
                .extracting(event -> event.topic().name())
                .containsExactly("field.poaching-alerts", "patrol.positions");
    }

    @Test
    void shouldNotTakeAnOldPositionForLive() throws Exception {
        DeviceMessage late = message(
                "trackers/tracker-3",
                "{\"latitude\":43.4,\"longitude\":131.1," + AT + "}",
                Instant.parse("2026-01-17T09:00:00Z"));

        assertThat(((PatrolPosition) reader.read(late).events().get(0).value()).getLive())
                .isFalse();
    }

    @Test
    void shouldSendACallForHelpOfATrackerThatIsNobodys() throws Exception {
        List<LiveEvent> events =
                events("trackers/tracker-9", "{\"type\":\"sos\",\"latitude\":43.4,\"longitude\":131.1," + AT + "}");

        assertThat(events).singleElement().isInstanceOf(LiveEvent.OfPoachingAlert.class);
        assertUnusable(
                Reason.NO_TEAM,
                () -> events("trackers/tracker-9", "{\"latitude\":43.4,\"longitude\":131.1," + AT + "}"));
    }

    @Test
    void shouldTellMessagesWithoutIdApartByContentAndTime() throws Exception {
        String shot = "{\"type\":\"shot\"," + AT + "}";
        String first = alert("park/fence/gate-1/alert", shot).getProvenance().getEventId();

        assertThat(alert(message("park/fence/gate-1/alert", shot, RECEIVED.plusSeconds(9_000)))
                        .getProvenance()
                        .getEventId())
                .as("again, hours later")
                .isEqualTo(first);
        assertThat(alert("park/fence/gate-1/alert", shot.replace("44Z", "45Z"))
                        .getProvenance()
                        .getEventId())
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"{\"type\":\"shot\"}", "'{\"type\":\"shot\",\"time\":\"1970-01-01T00:00:00Z\"}'"})
    void shouldNotTakeTwoShotsOfASensorWithoutAClockForOne(String shot) throws Exception {
        String topic = "park/fence/gate-1/alert";
        String first = alert(message(topic, shot, RECEIVED)).getProvenance().getEventId();

        assertThat(alert(message(topic, shot, RECEIVED.plusSeconds(59)))
                        .getProvenance()
                        .getEventId())
                .as("within a minute")
                .isEqualTo(first);
        assertThat(alert(message(topic, shot, RECEIVED.plusSeconds(61)))
                        .getProvenance()
                        .getEventId())
                .as("later")
                .isNotEqualTo(first);
    }

    @Test
    void shouldTakeTheTimeItCameWhereNoneCanBeRead() throws Exception {
        for (String time : List.of("\"yesterday\"", "\"+999999999-01-01T00:00:00Z\"", "1e300", "\"NaN\"", "{}")) {
            assertThat(alert("park/fence/gate-1/alert", "{\"type\":\"shot\",\"time\":" + time + "}")
                            .getObservedAt())
                    .as(time)
                    .isEqualTo(RECEIVED);
        }
    }

    @Test
    void shouldLeaveToIntakeAClockThatCanNotBeRight() throws Exception {
        assertThat(alert("park/fence/gate-1/alert", "{\"type\":\"shot\",\"time\":\"2031-01-01T00:00:00Z\"}")
                        .getObservedAt())
                .isEqualTo("2031-01-01T00:00:00Z");
    }

    @Test
    void shouldCountWhatAnEventDoesWithout() throws Exception {
        MessageReader.Found found = reader.read(message(
                "park/fence/gate-1/alert", "{\"type\":\"shot\"," + AT + ",\"count\":\"many\",\"probability\":93}"));

        assertThat(found.leftOut()).containsExactlyInAnyOrder(MessageField.COUNT, MessageField.PROBABILITY);
        assertThat(((PoachingAlert) found.events().get(0).value()).getCount()).isNull();
    }

    @Test
    void shouldReadAPlainText() throws Exception {
        assertThat(alert("bells/b1", "motion").getKind()).isEqualTo(AlertKind.HUMAN_PRESENCE);
        assertUnusable(
                Reason.UNREADABLE,
                () -> reader.read(new DeviceMessage("bells/b1", new byte[] {(byte) 0xff}, false, RECEIVED)));
    }

    @Test
    void shouldSayWhyAMessageCanNotBeUsed() {
        String topic = "park/fence/gate-1/alert";
        assertUnusable(Reason.NO_SUBSCRIPTION, () -> events("other/topic", "{}"));
        assertUnusable(Reason.UNKNOWN_SOURCE, () -> events("park/report/gate-1/alert", "{\"type\":\"shot\"}"));
        assertUnusable(Reason.NO_TYPE, () -> events(topic, "{}"));
        assertUnusable(Reason.NO_POSITION, () -> events("park/fence/gate-2/alert", "{\"type\":\"shot\"}"));
        assertUnusable(Reason.TOO_LARGE, () -> events(topic, "x".repeat(10_001)));
        assertUnusable(Reason.UNREADABLE, () -> events(topic, "[]"));
        assertUnusable(Reason.UNREADABLE, () -> events(topic, ""));
        assertUnusable(Reason.UNREADABLE, () -> events(topic, "{} {}"));
        assertUnusable(Reason.UNREADABLE, () -> events(topic, "{\"a\":1,\"a\":2}"));
        assertUnusable(Reason.UNREADABLE, () -> events(topic, "{\"a\":" + "[".repeat(100)));
        assertUnusable(Reason.UNREADABLE, () -> events(topic, "{\"a\":" + "9".repeat(1_000) + "}"));
        assertUnusable(Reason.UNREADABLE, () -> events(UPLINK, "{}"));
        assertUnusable(Reason.NOT_DECODED, () -> events(UPLINK, uplink("\"f_port\":1")));
        assertUnusable(
                Reason.RETAINED_WITHOUT_TIME,
                () -> reader.read(new DeviceMessage(
                        topic, "{\"type\":\"shot\"}".getBytes(StandardCharsets.UTF_8), true, RECEIVED)));
    }
}
