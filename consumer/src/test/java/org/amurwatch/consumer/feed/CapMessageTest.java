package org.amurwatch.consumer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.consumer.cap.CapCategory;
import org.amurwatch.consumer.cap.CapDocument;
import org.amurwatch.precision.ReleaseLimits;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each document that is read here is checked against the structure of CAP 1.2 ({@link CapDocument}). */
class CapMessageTest {

    private static final String SENDER = "amurwatch@example.org";
    private static final Agreement PARTNER = Releases.partner("wwf").build();

    private final CapMessage cap =
            new CapMessage(new FeedSender(URI.create("https://feeds.example.org"), SENDER, "Amur Watch of Khasan"));

    private CapDocument read(Agreement agreement, ReleasedEvent... versions) throws Exception {
        return CapDocument.of(cap.of(agreement, Releases.item(versions)));
    }

    @Test
    void shouldSayWhatWasReleased() throws Exception {
        CapDocument read = read(PARTNER, Releases.shot("wwf", 7).build());

        assertThat(read.text("identifier")).isEqualTo(Releases.id(7) + ".1");
        assertThat(read.text("sender")).isEqualTo(SENDER);
        assertThat(read.text("sent")).isEqualTo("2026-01-17T16:35:00+10:00");
        assertThat(read.text("status")).isEqualTo("Actual");
        assertThat(read.text("msgType")).isEqualTo("Alert");
        assertThat(read.text("scope")).isEqualTo("Restricted");
        assertThat(read.text("restriction")).contains("Friends of wwf");
        assertThat(read.all("references")).isEmpty();
        assertThat(read.all("language")).containsExactly("en", "ru", "zh");
        assertThat(read.all("event")).containsExactly("Gunshot", "Выстрел", "枪声");
        assertThat(read.all("category")).containsOnly("Security").hasSize(3);
        assertThat(read.all("urgency")).containsOnly("Immediate");
        assertThat(read.all("severity")).containsOnly("Severe");
        assertThat(read.all("certainty")).containsOnly("Likely");
        assertThat(read.all("polygon"))
                .hasSize(3)
                .containsOnly("43.1,131.4 43.1,131.5 43.2,131.5 43.2,131.4 43.1,131.4");
        assertThat(read.all("areaDesc").get(0))
                .isEqualTo("kedrovaya, cell of 0.1 degree (south-western corner 43.1, 131.4)");
        assertThat(read.all("headline").get(0)).startsWith("Gunshot: kedrovaya").contains("17 January, 16:15 (UTC+10)");
        assertThat(read.all("description").get(0))
                .contains("uncertain by " + Math.round(Math.ceil(uncertainty())) + " m");
        assertThat(read.all("valueName"))
                .startsWith(
                        "amurwatch",
                        "timePrecision",
                        "observedFrom",
                        "cell",
                        "coordinateUncertaintyInMeters",
                        "stationId",
                        "territoryId",
                        "country",
                        "dataGeneralizations",
                        "informationWithheld");
    }

    private static double uncertainty() {
        return Releases.shot("wwf", 7).getPosition().getUncertaintyMetres();
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void shouldFitTheStructureInEachStateForEachAudience(AlertKind kind) throws Exception {
        for (Audience audience : Audience.values()) {
            Agreement agreement =
                    Releases.partner("a&b <c>").setAudience(audience).build();
            for (Purpose purpose : Purpose.values()) {
                for (TimePrecision precision : TimePrecision.values()) {
                    ReleasedEvent first = Releases.shot("a&b <c>", 1)
                            .setAudience(audience)
                            .setKind(kind)
                            .setPurpose(purpose)
                            .setTimePrecision(precision)
                            .setObservedUntil(precision == TimePrecision.MOMENT ? null : Releases.NOW)
                            .build();
                    ReleasedEvent placeless = Releases.next(first)
                            .setCell(null)
                            .setPosition(null)
                            .setTerritoryId(null)
                            .setStationId(null)
                            .build();
                    ReleasedEvent gone = Releases.withdrawn(placeless).build();

                    assertThat(read(agreement, first).text("msgType")).isEqualTo("Alert");
                    assertThat(read(agreement, first, placeless).text("msgType"))
                            .isEqualTo("Update");
                    CapDocument cancel = read(agreement, first, placeless, gone);
                    assertThat(cancel.text("msgType")).isEqualTo("Cancel");
                    assertThat(cancel.text("scope")).isEqualTo(audience == Audience.PUBLIC ? "Public" : "Restricted");
                    assertThat(cancel.text("status")).isEqualTo(CapTable.status(purpose));
                }
            }
        }
    }

    @Test
    void shouldSayTimesAsInexactlyAsTheyAre() throws Exception {
        ReleasedEvent.Builder shot = Releases.shot("wwf", 7).setObservedUntil(Instant.parse("2026-02-28T14:00:00Z"));

        assertThat(read(PARTNER, shot.setTimePrecision(TimePrecision.DAY).build())
                        .all("headline"))
                .satisfiesExactly(
                        en -> assertThat(en).contains("17 January 2026 (local day)"),
                        ru -> assertThat(ru).contains("17 января 2026 г. (местный день)"),
                        zh -> assertThat(zh).contains("2026年1月17日（当地日期）"));
        // Its end is the midnight after its last day.
        assertThat(read(PARTNER, shot.setTimePrecision(TimePrecision.SEASON).build())
                        .all("headline")
                        .get(0))
                .contains("17 January 2026 to 28 February 2026 (season)");
    }

    @Test
    void shouldReferToEachEarlierMessageAsItWasSent() throws Exception {
        ReleasedEvent first = Releases.shot("wwf", 7).build();
        ReleasedEvent moved = Releases.next(first).setTimeZone("Asia/Shanghai").build();
        ReleasedEvent gone = Releases.withdrawn(moved).build();
        CapDocument alert = read(PARTNER, first);
        CapDocument update = read(PARTNER, first, moved);

        String ofFirst = SENDER + "," + alert.text("identifier") + "," + alert.text("sent");
        String ofSecond = SENDER + "," + update.text("identifier") + "," + update.text("sent");
        assertThat(update.text("references")).isEqualTo(ofFirst);
        // Whatever the order in which partitions were read.
        assertThat(read(PARTNER, gone, first, moved).text("references")).isEqualTo(ofFirst + " " + ofSecond);
    }

    @Test
    void shouldReferToAnEarlierMessageThatIsNoLongerKept() throws Exception {
        ReleasedEvent second = Releases.next(Releases.shot("wwf", 7).build()).build();

        assertThat(read(PARTNER, second).text("references"))
                .isEqualTo(SENDER + "," + Releases.id(7) + ".1,2026-01-17T16:35:00+10:00");
    }

    @Test
    void shouldBeAnAlertAgainAfterItWasTakenBack() throws Exception {
        ReleasedEvent first = Releases.shot("wwf", 7).build();
        ReleasedEvent gone = Releases.withdrawn(first).build();
        ReleasedEvent again = Releases.next(gone)
                .setWithdrawn(false)
                .setSubject(first.getSubject())
                .setKind(first.getKind())
                .build();

        CapDocument read = read(PARTNER, first, gone, again);
        assertThat(read.text("msgType")).isEqualTo("Alert");
        assertThat(read.all("references")).isEmpty();
    }

    @Test
    void shouldSayNothingMoreOfWhatWasTakenBack() throws Exception {
        ReleasedEvent first = Releases.shot("wwf", 7).build();
        FeedItem item = Releases.item(first, Releases.withdrawn(first).build());

        String text = new String(cap.of(PARTNER, item), StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("GUNSHOT", "Gunshot", "kedrovaya", "43.1", "a1b2c3", "<area>");
        assertThat(CapDocument.of(text.getBytes(StandardCharsets.UTF_8)).all("urgency"))
                .containsOnly("Past");
    }

    @Test
    void shouldBeNoMessageWhereNothingWasTold() {
        ReleasedEvent sighting = Releases.sighting("wwf", 7).build();
        ReleasedEvent shot = Releases.shot("wwf", 8).build();

        assertThat(Releases.item(sighting).isAlert()).isFalse();
        assertThat(Releases.item(sighting, Releases.withdrawn(sighting).build()).isAlert())
                .isFalse();
        assertThat(Releases.item(Releases.withdrawn(shot).build()).isAlert()).isFalse();
    }

    @Test
    void shouldTakeTextsForTexts() throws Exception {
        CapDocument read = read(
                Releases.partner("wwf").setName("Cats & <Dogs>").build(),
                Releases.shot("wwf", 7).setTerritoryId("a<b>&\"c\u0001").build());

        assertThat(read.all("areaDesc")).allSatisfy(area -> assertThat(area).contains("a<b>&\"c "));
        assertThat(read.text("restriction")).contains("Cats & <Dogs>");
    }

    /** Nothing gets into a message but the fields of a release, so that what a release leaves out can't come back. */
    @Test
    void shouldHoldNothingButFieldsOfTheRelease() throws Exception {
        ReleasedEvent shot = Releases.shot("wwf", 7).build();
        CapDocument read = read(PARTNER, shot);

        List<String> fields = ReleasedEvent.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList();
        assertThat(read.all("valueName")).allSatisfy(name -> assertThat(name)
                .satisfiesAnyOf(field -> assertThat(fields).contains(field), made -> assertThat(made)
                        .isIn("amurwatch", "coordinateUncertaintyInMeters")));
        // No degree has more decimals than the grid.
        assertThat(new String(cap.of(PARTNER, Releases.item(shot)), StandardCharsets.UTF_8))
                .doesNotContainPattern("\\d\\.\\d\\d");
    }

    @ParameterizedTest
    @CsvSource({
        "GUNSHOT, MOMENT, 3600, Immediate",
        "GUNSHOT, MOMENT, 3601, Past",
        "GUNSHOT, DAY, 0, Past",
        "FIRE, MOMENT, 60, Immediate",
        "FIRE, MOMENT, 7200, Unknown",
        "SNARE, MOMENT, 60, Unknown",
        "CARCASS, MOMENT, 60, Past"
    })
    void shouldCallForHasteAloneWhileSomethingGoesOn(
            AlertKind kind, TimePrecision precision, long seconds, String urgency) {
        Instant released = Releases.NOW;
        ReleasedEvent event = Releases.shot("wwf", 1)
                .setKind(kind)
                .setTimePrecision(precision)
                .setObservedFrom(released.minusSeconds(seconds))
                .setReleasedAt(released)
                .build();

        assertThat(CapTable.urgency(event)).isEqualTo(urgency);
    }

    /** The table in the docs is what the code says. */
    @Test
    void shouldStandInTheDocsAsItIs() throws Exception {
        String docs = Files.readString(Path.of("../docs/feeds.md"));
        List<AlertKind> released = Arrays.stream(AlertKind.values())
                .filter(kind -> !ReleaseLimits.NEVER.contains(kind))
                .toList();
        for (AlertKind kind : released) {
            String within = urgency(kind, 60);
            String later = urgency(kind, 7200);
            assertThat(docs)
                    .contains("| " + kind + " | " + CapCategory.of(kind) + " | " + within + " | " + later + " | "
                            + CapTable.severity(kind) + " |");
        }
        for (ObservationMethod method : ObservationMethod.values()) {
            assertThat(docs).contains("| " + method + " | " + CapTable.certainty(method) + " |");
        }
    }

    private static String urgency(AlertKind kind, long seconds) {
        return CapTable.urgency(Releases.shot("wwf", 1)
                .setKind(kind)
                .setObservedFrom(Releases.NOW.minusSeconds(seconds))
                .setReleasedAt(Releases.NOW)
                .build());
    }
}
