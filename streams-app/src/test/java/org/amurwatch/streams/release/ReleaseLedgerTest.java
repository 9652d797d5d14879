package org.amurwatch.streams.release;

import static org.amurwatch.streams.release.Released.START;
import static org.amurwatch.streams.release.Released.alert;
import static org.amurwatch.streams.release.Released.everybody;
import static org.amurwatch.streams.release.Released.partner;
import static org.amurwatch.streams.release.Released.sighting;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.amurwatch.avro.AgreedIndividual;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.TimePrecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseLedgerTest {

    private static final Instant AT = START.plus(Duration.ofHours(5));
    private static final Consumer<Sighting.Builder> AS_IT_IS = sighting -> {};
    private static final Consumer<PoachingAlert.Builder> A_SNARE = alert -> {};

    @Test
    void shouldReleaseTheCentreOfTheCellAtOnceWhereNoDelayIsAgreed() {
        Released release = new Released(partner(agreement -> {}));

        List<ReleasedEvent> released = release.send(sighting("1", 43.1234, 131.3456, AT, AS_IT_IS));

        assertThat(released).singleElement().satisfies(event -> {
            assertThat(event.getCell().getId()).isEqualTo("0.1/43.1/131.3");
            assertThat(event.getPosition().getLatitude()).isEqualTo(43.15);
            assertThat(event.getPosition().getLongitude()).isEqualTo(131.35);
            assertThat(event.getPosition().getUncertaintyMetres()).isBetween(13_700.0, 13_800.0);
            assertThat(event.getTerritoryId()).isEqualTo("west");
            assertThat(event.getCountry()).isEqualTo("RU");
            assertThat(event.getTimeZone()).isEqualTo("Asia/Vladivostok");
            assertThat(event.getObservedFrom()).isEqualTo(AT.minusSeconds(600));
            assertThat(event.getVersion()).isEqualTo(1);
            assertThat(event.getReplacedReleasedAt()).isNull();
            assertThat(event.getDataGeneralizations()).contains("0.1 degree");
            assertThat(event.getInformationWithheld()).contains("individual");
        });
    }

    @Test
    void shouldReleaseNothingWithoutAnAgreement() {
        Released release = new Released();

        assertThat(release.send(sighting("1", 43.1, 131.3, AT, AS_IT_IS))).isEmpty();
        assertThat(release.due(AT.plus(Duration.ofDays(400)))).isEmpty();
    }

    @Test
    void shouldReleaseACorrectionAsTheNextVersionAndAWithdrawalAsTheLast() {
        Released release = new Released(partner(agreement -> {}));
        ReleasedEvent first =
                release.send(sighting("1", 43.1, 131.3, AT, AS_IT_IS)).get(0);

        LocatedEvent corrected = sighting("1", 43.1, 131.3, AT.plusSeconds(60), sighting -> sighting.setCount(3));
        ReleasedEvent second = release.send(corrected).get(0);
        assertThat(release.withdraw(corrected, AT.plusSeconds(120))).isEmpty();
        ReleasedEvent third = release.due(AT.plusSeconds(180)).get(0);

        assertThat(second.getId()).isEqualTo(first.getId()).isEqualTo(third.getId());
        assertThat(second.getVersion()).isEqualTo(2);
        assertThat(second.getCount()).isEqualTo(3);
        assertThat(second.getReplacedReleasedAt()).isEqualTo(first.getReleasedAt());
        assertThat(third.getVersion()).isEqualTo(3);
        assertThat(third.getWithdrawn()).isTrue();
        assertThat(third.getScientificName()).isNull();
        assertThat(third.getObservedFrom()).isNull();
        assertThat(third.getPosition()).isNull();
    }

    @Test
    void shouldSayNothingOfAChangeThatTheAudienceMayNotSee() {
        Released release = new Released(partner(agreement -> {}));
        release.send(sighting("1", 43.1, 131.3, AT, AS_IT_IS));

        assertThat(release.send(sighting(
                        "1", 43.15, 131.34, AT.plusSeconds(60), sighting -> sighting.setObservedAt(AT.minusSeconds(600))
                                .setIdentification(individual("Leo 12M")))))
                .isEmpty();
    }

    @Test
    void shouldTakeBackWhatTurnsOutToBeOfNoSpeciesThatIsAgreedOn() {
        Released release = new Released(
                partner(agreement -> agreement.setAllSpecies(false).setSpecies(List.of("Panthera pardus"))));
        assertThat(release.send(sighting(
                        "1", 43.1, 131.3, AT, sighting -> sighting.setScientificName("Panthera pardus orientalis"))))
                .hasSize(1);

        release.send(
                sighting("1", 43.1, 131.3, AT.plusSeconds(60), sighting -> sighting.setScientificName("Lynx lynx")));

        assertThat(release.due(AT.plusSeconds(120))).singleElement().satisfies(event -> assertThat(event.getWithdrawn())
                .isTrue());
        assertThat(release.known("north")).isEmpty();
    }

    @Test
    void shouldKeepAStationInTheCellInWhichItWasFirst() {
        Released release = new Released(partner(agreement -> {}));
        release.send(sighting("1", 43.1999, 131.3, AT, AS_IT_IS));

        // Its other camera, eleven metres on.
        ReleasedEvent second = release.send(sighting("2", 43.2001, 131.3, AT.plusSeconds(60), AS_IT_IS))
                .get(0);
        ReleasedEvent another = release.send(
                        sighting("3", 43.2001, 131.3, AT.plusSeconds(90), sighting -> sighting.setStationId("park/2")))
                .get(0);

        assertThat(second.getCell().getId()).isEqualTo("0.1/43.1/131.3");
        assertThat(another.getCell().getId()).isEqualTo("0.1/43.2/131.3");
    }

    @Test
    void shouldLeaveTheCellOfAStationOnceItWouldBeFalse() {
        Released release = new Released(partner(agreement -> {}));
        release.send(sighting("1", 43.15, 131.35, AT, AS_IT_IS));

        assertThat(release.send(sighting("2", 43.35, 131.35, AT.plusSeconds(60), AS_IT_IS)))
                .singleElement()
                .satisfies(event -> assertThat(event.getCell().getId()).isEqualTo("0.1/43.3/131.3"));
    }

    @Test
    void shouldTellThePublicOfALeopardCountryAndSeasonOnceTheSeasonIsOver() {
        Released release = new Released(everybody(
                agreement -> agreement.setDelayMillis(Duration.ofDays(30).toMillis())));

        assertThat(release.send(sighting(
                        "1", 43.1, 131.3, AT, sighting -> sighting.setScientificName("Panthera pardus orientalis")
                                .setCount(3)
                                .setIdentification(individual("Leo 12M")))))
                .isEmpty();
        // Spring ends with May, in the zone of the cell's centre.
        Instant due = Instant.parse("2026-05-31T14:00:00Z").plus(Duration.ofDays(30));
        assertThat(release.due(due.minusMillis(1))).isEmpty();

        assertThat(release.due(due)).singleElement().satisfies(event -> {
            assertThat(event.getCountry()).isEqualTo("RU");
            assertThat(event.getObservedFrom()).isEqualTo(Instant.parse("2026-02-28T14:00:00Z"));
            assertThat(event.getObservedUntil()).isEqualTo(Instant.parse("2026-05-31T14:00:00Z"));
            assertThat(event.getCell()).isNull();
            assertThat(event.getPosition()).isNull();
            assertThat(event.getTerritoryId()).isNull();
            assertThat(event.getStationId()).isNull();
            assertThat(event.getCount()).isNull();
            assertThat(event.getIndividualAlias()).isNull();
        });
    }

    @Test
    void shouldReleaseDaysOnceTheyAreOverInTheOrderOfIdsAlone() {
        Released release = new Released(partner(agreement -> agreement.setTimePrecision(TimePrecision.DAY)));
        for (int i = 0; i < 20; i++) {
            release.send(sighting("e" + i, 43.1, 131.3, AT.plusSeconds(i * 60L), AS_IT_IS));
        }
        Instant midnight = Instant.parse("2026-03-10T14:00:00Z");

        assertThat(release.due(midnight.minusMillis(1))).isEmpty();
        List<ReleasedEvent> released = release.due(midnight.plusSeconds(1));

        assertThat(released).hasSize(20).extracting(ReleasedEvent::getId).isSorted();
        assertThat(released).allSatisfy(event -> {
            assertThat(event.getObservedFrom()).isEqualTo(Instant.parse("2026-03-09T14:00:00Z"));
            assertThat(event.getObservedUntil()).isEqualTo(midnight);
        });
    }

    @Test
    void shouldNeverReleaseWhatWasWithdrawnWhileItWaited() {
        Released release = new Released(partner(
                agreement -> agreement.setDelayMillis(Duration.ofHours(6).toMillis())));
        LocatedEvent seen = sighting("1", 43.1, 131.3, AT, AS_IT_IS);
        release.send(seen);

        assertThat(release.withdraw(seen, AT.plusSeconds(60))).isEmpty();
        assertThat(release.due(AT.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void shouldReleaseOnceWhatIsCorrectedWhileItWaits() {
        Released release = new Released(partner(
                agreement -> agreement.setDelayMillis(Duration.ofHours(6).toMillis())));
        release.send(sighting("1", 43.1, 131.3, AT, AS_IT_IS));
        release.send(sighting("1", 43.1, 131.3, AT.plusSeconds(60), sighting -> sighting.setCount(2)));

        assertThat(release.due(AT.plus(Duration.ofDays(1)))).singleElement().satisfies(event -> {
            assertThat(event.getCount()).isEqualTo(2);
            assertThat(event.getVersion()).isEqualTo(1);
        });
    }

    @Test
    void shouldReleaseNothingThatWasReceivedBeforeOrAfterTheAgreement() {
        Released release = new Released(partner(agreement -> agreement.setEndAt(START.plus(Duration.ofDays(30)))));

        assertThat(release.send(sighting("1", 43.1, 131.3, START.minusSeconds(1), AS_IT_IS)))
                .isEmpty();
        assertThat(release.send(sighting("2", 43.1, 131.3, START.plus(Duration.ofDays(30)), AS_IT_IS)))
                .isEmpty();
    }

    @Test
    void shouldReleaseNothingNewOnceRetiredAndStillTakeBack() {
        Released release = new Released(partner(agreement -> {}));
        LocatedEvent seen = sighting("1", 43.1, 131.3, AT, AS_IT_IS);
        release.send(seen);
        release.agree(partner(agreement -> agreement.setRetired(true)));

        assertThat(release.send(sighting("2", 43.1, 131.3, AT.plusSeconds(1), AS_IT_IS)))
                .isEmpty();
        release.withdraw(seen, AT.plusSeconds(60));
        assertThat(release.due(AT.plusSeconds(120))).hasSize(1);
    }

    @Test
    void shouldReleaseNothingThatAPartnerSent() {
        Released release = new Released(
                partner(agreement -> {}),
                partner(agreement -> agreement.setId("south").setSourceIds(List.of("hunchun"))));

        assertThat(release.send(sighting(
                        "1",
                        43.1,
                        131.3,
                        AT,
                        sighting -> sighting.setProvenance(new Provenance("hunchun", "1", AT, null, null)))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AlertKind.class,
            names = {"SOS", "PATROL_CONTACT", "ARREST", "CAMERA_SILENT", "CAMERA_TAMPERED"})
    void shouldNeverReleaseWherePatrolsAndDeadSensorsAre(AlertKind kind) {
        Released release = new Released(partner(agreement -> agreement.setKinds(List.of(kind))));

        assertThat(release.send(alert("1", 43.1, 131.3, AT, alert -> alert.setKind(kind))))
                .isEmpty();
    }

    @Test
    void shouldReleasePeopleOnlyOnceSomebodySuspectsThem() {
        Released release = new Released(partner(agreement -> {}));
        assertThat(release.send(alert("1", 43.1, 131.3, AT, alert -> alert.setKind(AlertKind.HUMAN_PRESENCE))))
                .isEmpty();

        assertThat(release.send(
                        alert("1", 43.1, 131.3, AT.plusSeconds(60), alert -> alert.setKind(AlertKind.HUMAN_PRESENCE)
                                .setSuspicion(Suspicion.RAISED))))
                .hasSize(1);
    }

    @Test
    void shouldNotReleaseWhatIsExplainedUnverifiedOrOfATest() {
        Released release = new Released(partner(agreement -> {}));

        assertThat(release.send(alert("1", 43.1, 131.3, AT, alert -> alert.setExplained(Explanation.PATROL))))
                .isEmpty();
        assertThat(release.send(alert("2", 43.1, 131.3, AT, alert -> alert.setPurpose(Purpose.EXERCISE))))
                .isEmpty();
        assertThat(release.send(sighting(
                        "3",
                        43.1,
                        131.3,
                        AT,
                        sighting -> sighting.setClassification(Classification.newBuilder()
                                .setMethod(ClassificationMethod.MACHINE)
                                .setProbability(0.5)
                                .build()))))
                .isEmpty();
    }

    @Test
    void shouldNameAnAnimalByTheNameThatWasAgreedOn() {
        Released release = new Released(
                partner(agreement -> agreement.setIndividuals(List.of(new AgreedIndividual("Leo 12M", "M7")))));

        assertThat(release.send(
                        sighting("1", 43.1, 131.3, AT, sighting -> sighting.setIdentification(individual("Leo 12M")))))
                .extracting(ReleasedEvent::getIndividualAlias)
                .containsExactly("M7");
        assertThat(release.send(
                        sighting("2", 43.1, 131.3, AT, sighting -> sighting.setIdentification(individual("Leo 117F")))))
                .extracting(ReleasedEvent::getIndividualAlias)
                .containsOnlyNulls();
    }

    @Test
    void shouldGiveTwoAudiencesIdsThatNobodyCanMatch() {
        Released release = new Released(partner(agreement -> {}), partner(agreement -> agreement.setId("south")));

        List<ReleasedEvent> released = release.send(sighting("1", 43.1, 131.3, AT, AS_IT_IS));

        assertThat(released).hasSize(2);
        assertThat(released).extracting(ReleasedEvent::getId).doesNotHaveDuplicates();
        assertThat(released).extracting(ReleasedEvent::getStationId).doesNotHaveDuplicates();
    }

    @Test
    void shouldNotShowThatACorrectionCrossedABorder() {
        Released release = new Released(partner(agreement -> {}));
        release.send(alert("1", 43.1, 131.44, AT, A_SNARE));

        assertThat(release.send(alert(
                        "1", 43.1, 131.46, AT.plusSeconds(60), alert -> alert.setObservedAt(AT.minusSeconds(600)))))
                .isEmpty();
        assertThat(release.due(AT.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void shouldHoldWhateverTheOrderInWhichTheTerritoriesOfAMoveArrive() {
        Released release = new Released(partner(agreement -> agreement.setPrecision(GridPrecision.DEGREE)));
        LocatedEvent west = alert("1", 43.1, 131.44, AT, A_SNARE);
        LocatedEvent east = alert("1", 43.1, 131.46, AT.plusSeconds(60), A_SNARE);
        release.change(Released.key(west), null, west, AT);

        release.change(Released.key(west), null, east, AT.plusSeconds(60));
        release.change(Released.key(west), west, null, AT.plusSeconds(60));

        assertThat(release.known("north")).hasSize(1);
    }

    @Test
    void shouldTakeTerritoryAndDaysFromTheCentreOfTheCell() {
        Released release = new Released(partner(agreement -> agreement.setTerritoryIds(List.of("west"))));

        // East of the border, in a cell whose centre lies on it: the west, which is smaller, has that.
        LocatedEvent east = alert("1", 43.1, 131.47, AT, A_SNARE);
        assertThat(east.getPlacement().getTerritoryId()).isEqualTo("east");
        assertThat(release.send(east)).extracting(ReleasedEvent::getTerritoryId).containsExactly("west");
        assertThat(release.send(alert("2", 43.1, 131.51, AT, A_SNARE))).isEmpty();
    }

    @Test
    void shouldWithholdThePlaceWhereThatIsAgreedOn() {
        Released release = new Released(partner(agreement -> agreement.setPrecision(GridPrecision.WITHHELD)));

        assertThat(release.send(alert("1", 43.1, 131.3, AT, A_SNARE)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getCell()).isNull();
                    assertThat(event.getPosition()).isNull();
                    assertThat(event.getTerritoryId()).isNull();
                    assertThat(event.getKind()).isEqualTo(AlertKind.SNARE);
                });
    }

    private static Identification individual(String id) {
        return Identification.newBuilder()
                .setStatus(IdentificationStatus.CONFIRMED)
                .setIndividualId(id)
                .build();
    }
}
