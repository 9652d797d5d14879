package org.amurwatch.consumer.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.AlertDelivery;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EarlierAlert;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.consumer.cap.CapDocument;
import org.amurwatch.consumer.cap.CapTime;
import org.amurwatch.consumer.channel.text.MessageLinks;
import org.amurwatch.consumer.dispatch.Alerts;
import org.amurwatch.consumer.wording.AlertText;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.event.DeliveryId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.SAXException;

class CapBodyTest {

    private static final String SENDER = "amurwatch@example.org";
    private static final Instant TOLD = Instant.parse("2026-01-17T06:20:01.234Z");

    private final CapBody body = new CapBody(
            new AlertText(new Languages()),
            new MessageLinks("https://amur.example", delivery -> Optional.of("https://amur.example/a/token?x=1&y=2")));

    private static PatrolAlert.Builder alert() {
        return Alerts.alert("a-1")
                .setIncidentId("khasan/4f")
                .setLevel(PageLevel.DISPATCH)
                .setToldAt(TOLD)
                .setLifetimeMillis(Duration.ofHours(2).toMillis())
                .setText("Gunshot: 3 km NW of Barabash, Kedrovaya Pad, 17 January, 16:15 (UTC+10). Go there.");
    }

    private static AlertDelivery delivery(PatrolAlert alert) {
        return AlertDelivery.newBuilder(Alerts.delivery("control-room", 1, alert))
                .setDeliveryId(DeliveryId.of(alert.getAlertId(), "control-room"))
                .build();
    }

    private byte[] written(PatrolAlert.Builder alert) {
        return body.of(delivery(alert.build()), SENDER, Alerts.RECEIVED.plusSeconds(60));
    }

    private CapDocument read(PatrolAlert.Builder alert) throws Exception {
        return CapDocument.of(written(alert));
    }

    @Test
    void shouldSayWhatAnAlertSays() throws Exception {
        CapDocument cap = read(alert());

        assertThat(cap.text("identifier")).isEqualTo(DeliveryId.of("a-1", "control-room"));
        assertThat(cap.text("sender")).isEqualTo(SENDER);
        assertThat(cap.text("sent")).isEqualTo("2026-01-17T16:20:01+10:00");
        assertThat(cap.text("status")).isEqualTo("Actual");
        assertThat(cap.text("msgType")).isEqualTo("Alert");
        assertThat(cap.text("scope")).isEqualTo("Private");
        assertThat(cap.text("addresses")).isEqualTo("north");
        assertThat(cap.all("note")).isEmpty();
        assertThat(cap.all("references")).isEmpty();
        assertThat(cap.text("incidents")).isEqualTo("khasan/4f");
        assertThat(cap.text("language")).isEqualTo("en");
        assertThat(cap.text("category")).isEqualTo("Security");
        assertThat(cap.text("event")).isEqualTo("Gunshot");
        assertThat(cap.text("responseType")).isEqualTo("Execute");
        assertThat(cap.text("urgency")).isEqualTo("Immediate");
        assertThat(cap.text("severity")).isEqualTo("Severe");
        assertThat(cap.text("certainty")).isEqualTo("Likely");
        assertThat(cap.text("expires")).isEqualTo("2026-01-17T18:20:01+10:00");
        assertThat(cap.text("headline"))
                .isEqualTo("Gunshot: 3 km NW of Barabash, Kedrovaya Pad, 17 January, 16:15 (UTC+10).");
        assertThat(cap.text("description")).startsWith(cap.text("headline")).contains("Go there.");
        assertThat(cap.text("web")).isEqualTo("https://amur.example/a/token?x=1&y=2");
        assertThat(cap.text("areaDesc")).isEqualTo("Kedrovaya Pad");
        assertThat(cap.all("valueName")).containsExactly("amurwatch", "observedAt", "replyCode");
        assertThat(cap.all("value")).startsWith("GUNSHOT", "2026-01-17T16:15:00+10:00");
    }

    @Test
    void shouldCarryNoPlaceAndNoSpecies() throws Exception {
        byte[] written = written(alert().setKinds(Map.of("GUNSHOT", 1, "Panthera pardus orientalis", 1)));

        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("43.1", "131.4", "250", "Panthera");
        CapDocument cap = CapDocument.of(written);
        assertThat(cap.all("polygon")).isEmpty();
        assertThat(cap.all("circle")).isEmpty();
        assertThat(cap.all("geocode")).isEmpty();
    }

    @Test
    void shouldNotNameTheGridCellOfAPlaceOutsideAllTerritories() throws Exception {
        byte[] written = written(alert().setTerritoryId("outside/431_1314").setTerritoryName(null));

        assertThat(CapDocument.of(written).text("areaDesc")).isEqualTo("outside all territories");
        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("431_1314");
    }

    @Test
    void shouldRenewAndCancelWhatTheSameReceiverGotBefore() throws Exception {
        List<EarlierAlert> earlier = new ArrayList<>();
        List<String> extendedIds = new ArrayList<>();
        List<AlertMessage> messages =
                List.of(AlertMessage.RAISED, AlertMessage.UPDATED, AlertMessage.CORRECTED, AlertMessage.ALL_CLEAR);
        List<String> types = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Instant told = TOLD.plusSeconds(600L * i);
            CapDocument cap = read(alert().setAlertId("a-" + i)
                    .setMessage(messages.get(i))
                    .setToldAt(told)
                    .setEarlier(List.copyOf(earlier)));

            types.add(cap.text("msgType"));
            assertThat(cap.text("references")).isEqualTo(String.join(" ", extendedIds));
            extendedIds.add(String.join(",", cap.text("sender"), cap.text("identifier"), cap.text("sent")));
            earlier.add(EarlierAlert.newBuilder()
                    .setAlertId("a-" + i)
                    .setToldAt(told)
                    .build());
        }
        assertThat(types).containsExactly("Alert", "Update", "Update", "Cancel");
    }

    @Test
    void shouldAskForNothingAndCallNothingClearAtTheEnd() throws Exception {
        CapDocument cap = read(alert().setMessage(AlertMessage.ALL_CLEAR)
                .setEarlier(List.of(EarlierAlert.newBuilder()
                        .setAlertId("a-0")
                        .setToldAt(TOLD)
                        .build()))
                .setText("Closed: Gunshot: Kedrovaya Pad, 17 January, 16:15 (UTC+10). Nothing new for 48 hours."));

        assertThat(cap.text("msgType")).isEqualTo("Cancel");
        assertThat(cap.all("responseType")).isEmpty();
        assertThat(cap.text("urgency")).isEqualTo("Past");
        assertThat(cap.all("expires")).isEmpty();
        assertThat(cap.all("valueName")).doesNotContain("replyCode");
        assertThat(cap.text("headline")).startsWith("Closed: Gunshot");
    }

    @Test
    void shouldCancelWhateverTheEndIs() throws Exception {
        PatrolAlert.Builder corrected = alert().setMessage(AlertMessage.CORRECTED)
                .setEarlier(List.of(EarlierAlert.newBuilder()
                        .setAlertId("a-0")
                        .setToldAt(TOLD)
                        .build()));

        assertThat(read(corrected.setOver(false)).text("msgType")).isEqualTo("Update");
        CapDocument over = read(corrected.setOver(true));
        assertThat(over.text("msgType")).isEqualTo("Cancel");
        assertThat(over.text("urgency")).isEqualTo("Past");
        assertThat(over.all("responseType")).isEmpty();
    }

    @Test
    void shouldBeTheSameMessageOnEachAttempt() throws Exception {
        AlertDelivery first = delivery(alert().build());
        AlertDelivery later = AlertDelivery.newBuilder(first).setAttempt(4).build();

        CapDocument told = CapDocument.of(body.of(first, SENDER, TOLD));
        CapDocument again = CapDocument.of(body.of(later, SENDER, TOLD.plusSeconds(1_800)));

        assertThat(again.text("identifier")).isEqualTo(told.text("identifier"));
        assertThat(again.text("sent")).isEqualTo(told.text("sent"));
        assertThat(again.text("expires")).isEqualTo(told.text("expires"));
    }

    @ParameterizedTest
    @CsvSource({"en, EXERCISE", "ru, 'EXERCISE, УЧЕБНАЯ ТРЕВОГА'", "zh, EXERCISE 演习"})
    void shouldBeginEveryTextOfAnExerciseWithExercise(String language, String mark) throws Exception {
        CapDocument cap =
                read(alert().setPurpose(Purpose.EXERCISE).setLanguage(language).setText(null));

        assertThat(cap.text("status")).isEqualTo("Exercise");
        for (String element : List.of("note", "event", "headline", "description")) {
            assertThat(cap.text(element)).startsWith("EXERCISE");
        }
        assertThat(cap.text("headline")).startsWith(mark);
        assertThat(cap.text("language")).isEqualTo(language);
    }

    @Test
    void shouldBeAboutTheSystemWhereItIsNoIncident() throws Exception {
        PatrolAlert.Builder notice = alert().setIncidentId(null)
                .setLevel(PageLevel.NONE)
                .setMessage(AlertMessage.ENDPOINT)
                .setKind(AlertKind.OTHER)
                .setText("An endpoint can't be reached. See to it.");

        CapDocument cap = read(notice);

        assertThat(cap.text("status")).isEqualTo("System");
        assertThat(cap.text("category")).isEqualTo("Infra");
        assertThat(cap.text("event")).isEqualTo("Amur Watch");
        assertThat(cap.all("area")).isEmpty();
        assertThat(cap.all("web")).isEmpty();
        assertThat(read(notice.setPurpose(Purpose.TEST)).text("status")).isEqualTo("Test");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void shouldBeValidWhateverHappened(AlertKind kind) throws Exception {
        for (AlertMessage message : AlertMessage.values()) {
            for (PageLevel level : PageLevel.values()) {
                for (Purpose purpose : Purpose.values()) {
                    read(alert().setKind(kind)
                            .setMessage(message)
                            .setLevel(level)
                            .setSeverity(Severity.values()[purpose.ordinal()])
                            .setPurpose(purpose));
                }
            }
        }
    }

    @Test
    void shouldTakeTextAsTextAndLeaveOutWhatXmlCannotHold() throws Exception {
        String hostile =
                "</description><sent>x</sent>]]><!--&amp;<?x?> \u0000\u0001\uFFFF\uD83D\uDE00\uD800 <a b=\"'\">";
        PatrolAlert.Builder alert = alert().setText(hostile)
                .setTeamId("team \"one\" & <two>")
                .setTerritoryName("<b>\u0007&lt;\uDC00")
                .setIncidentId("khasan/4 f");

        CapDocument cap = read(alert);

        assertThat(cap.text("description"))
                .startsWith("</description><sent>x</sent>]]><!--&amp;<?x?> ")
                .contains("\uD83D\uDE00  <a b=\"'\">")
                .doesNotContain("\u0000", "\u0001", "\uFFFF");
        assertThat(cap.text("areaDesc")).isEqualTo("<b> &lt; ");
        assertThat(cap.text("addresses")).isEqualTo("\"team 'one' & <two>\"");
        assertThat(cap.text("incidents")).isEqualTo("\"khasan/4 f\"");
        assertThat(cap.all("sent")).hasSize(1);
    }

    @Test
    void shouldCutALongHeadlineBetweenCharacters() throws Exception {
        for (int length = 155; length < 165; length++) {
            String headline = read(alert().setText("x".repeat(length) + "\uD83D\uDE00\uD83D\uDE00 and more"))
                    .text("headline");

            assertThat(headline.length()).isLessThanOrEqualTo(160);
            assertThat(headline).endsWith("…").doesNotContain("\uFFFD");
            assertThat(headline.charAt(headline.length() - 2)).matches(c -> !Character.isHighSurrogate(c));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-01-17T06:20:01-00:00",
        "Asia/Shanghai, 2026-01-17T14:20:01+08:00",
        "America/St_Johns, 2026-01-17T02:50:01-03:30"
    })
    void shouldWriteTimesAsCapHasThem(String zone, String text) {
        assertThat(CapTime.of(TOLD, ZoneId.of(zone))).isEqualTo(text);
    }

    @Test
    void shouldHoldMessagesToTheStructure() {
        String good = new String(written(alert()), StandardCharsets.UTF_8);

        for (String[] change : new String[][] {
            {"+10:00</sent>", "Z</sent>"},
            {"<status>Actual", "<status>Real"},
            {"<scope>Private</scope>", ""},
            {"<severity>Severe</severity><certainty>", "<certainty>"},
            {"<sender>amurwatch@example.org", "<sender>amur watch"}
        }) {
            assertThat(good).contains(change[0]);
            byte[] bad = good.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> CapDocument.of(bad)).isInstanceOf(SAXException.class);
        }
    }
}
