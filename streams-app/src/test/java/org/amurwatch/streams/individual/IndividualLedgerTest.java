package org.amurwatch.streams.individual;

import static org.amurwatch.streams.individual.Animals.change;
import static org.amurwatch.streams.individual.Animals.deployed;
import static org.amurwatch.streams.individual.Animals.merged;
import static org.amurwatch.streams.individual.Animals.registered;
import static org.amurwatch.streams.individual.Animals.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.RuleSettings;
import org.amurwatch.streams.rule.Rules;
import org.junit.jupiter.api.Test;

class IndividualLedgerTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final MemoryIndividuals individuals = new MemoryIndividuals();

    @Test
    void shouldCallAnAnimalBySourceAndNameUntilTheRegisterKnowsIt() {
        individuals.add(seen("park/1", "L-12", "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya"), AT);
        assertThat(individuals.statuses).containsOnlyKeys("park/L-12");
        assertThat(individuals.status("park/L-12").getRegistered()).isFalse();

        individuals.register(registered("Leo 12M", null, "park", "L-12"), AT);
        assertThat(individuals.statuses).containsOnlyKeys("Leo 12M");
        assertThat(individuals.status("Leo 12M").getLast().getEventKey()).isEqualTo("park/1");
        assertThat(individuals.status("Leo 12M").getRegistered()).isTrue();
    }

    @Test
    void shouldMoveThePastWithAMergeAndBackWithItsCorrection() {
        Individual a = registered("A", null);
        individuals.register(a, AT);
        individuals.register(registered("B", null), AT);
        individuals.register(registered("cub", "A"), AT);
        individuals.add(seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya"), AT);
        individuals.add(seen("park/2", "B", "2026-02-09T12:00:00Z", 43.2, 131.4, "borisovka"), AT);
        assertThat(individuals.status("A").getCubIds()).containsExactly("cub");

        individuals.register(merged(a, "B"), AT);
        assertThat(individuals.statuses).containsOnlyKeys("B", "cub");
        assertThat(individuals.status("B").getSightings()).isEqualTo(2);
        assertThat(individuals.status("B").getTerritoryIds()).containsExactly("borisovka", "kedrovaya");
        assertThat(individuals.status("B").getCubIds()).containsExactly("cub");
        assertThat(individuals.status("cub").getMotherId()).isEqualTo("B");

        individuals.register(a, AT);
        assertThat(individuals.status("A").getSightings()).isEqualTo(1);
        assertThat(individuals.status("B").getSightings()).isEqualTo(1);
        assertThat(individuals.status("cub").getMotherId()).isEqualTo("A");
    }

    @Test
    void shouldFollowAReassignedSighting() {
        LocatedEvent before = seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya");
        LocatedEvent now = seen("park/1", "B", "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya");
        LocatedEvent unknown = seen("park/1", null, "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya");
        individuals.change("park/1", null, before, AT);
        individuals.change("park/1", before, now, AT);
        assertThat(individuals.statuses).containsOnlyKeys("park/B");
        individuals.change("park/1", now, unknown, AT);
        assertThat(individuals.statuses).isEmpty();
    }

    @Test
    void shouldKeepASightingThatComesToItsNewTerritoryBeforeItHasLeftTheOld() {
        LocatedEvent before = seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.4, "kedrovaya");
        LocatedEvent now = LocatedEvent.newBuilder(
                        seen("park/1", "A", "2026-02-01T12:00:00Z", 43.3, 131.4, "borisovka"))
                .setReceivedAt(AT)
                .build();
        individuals.change("park/1", null, before, AT);
        individuals.change("park/1", null, now, AT);
        assertThat(individuals.status("park/A").getSightings()).isEqualTo(1);
        individuals.change("park/1", before, null, AT);
        assertThat(individuals.status("park/A").getTerritoryIds()).containsExactly("borisovka");
    }

    @Test
    void shouldCountRowsOfOneStationWithinHalfAnHourOnce() {
        for (int minute : List.of(0, 10, 29, 30, 59)) {
            LocatedEvent event =
                    seen("park/" + minute, "A", "2026-02-01T12:%02d:00Z".formatted(minute), 43.1, 131.4, "k");
            event.getSighting().setStationId("park/s1");
            individuals.add(event, AT);
        }
        assertThat(individuals.status("park/A").getSightings()).isEqualTo(2);
    }

    @Test
    void shouldSayNothingOfUnsureWithdrawnClockSuspectAndExercise() {
        LocatedEvent event = seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.4, "k");
        Sighting sighting = event.getSighting();
        individuals.add(
                with(
                        event,
                        Sighting.newBuilder(sighting)
                                .setIdentification(Identification.newBuilder()
                                        .setIndividualId("A")
                                        .setStatus(IdentificationStatus.UNKNOWN)
                                        .build())),
                AT);
        individuals.add(with(event, Sighting.newBuilder(sighting).setWithdrawn(true)), AT);
        individuals.add(with(event, Sighting.newBuilder(sighting).setPurpose(Purpose.EXERCISE)), AT);
        Sighting.Builder suspect = Sighting.newBuilder(sighting).setClockSuspect(true);
        suspect.getProvenance().setFile("observations.csv");
        individuals.add(with(event, suspect), AT);
        assertThat(individuals.statuses).isEmpty();
        assertThat(IndividualInput.of(
                        change(
                                "park/1",
                                null,
                                with(event, Sighting.newBuilder(sighting).setPurpose(Purpose.EXERCISE))),
                        Purpose.EXERCISE))
                .isNotNull();
    }

    private static LocatedEvent with(LocatedEvent event, Sighting.Builder sighting) {
        return LocatedEvent.newBuilder(event).setSighting(sighting.build()).build();
    }

    @Test
    void shouldAskAboutAWalkJustTooFarAndTakeTheQuestionBack() {
        // 8 km in two hours is 4 km/h; 0.0719 degrees of latitude are 8 km less 5 m, 0.0720 are 8 km and 6 m.
        individuals.add(seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.4, "k"), AT);
        individuals.add(seen("park/2", "A", "2026-02-01T14:00:00Z", 43.1719, 131.4, "k"), AT);
        assertThat(individuals.open).isEmpty();

        LocatedEvent far = seen("park/3", "A", "2026-02-01T16:00:00Z", 43.1719 + 0.0720, 131.4, "k");
        individuals.add(far, AT);
        assertThat(individuals.open.values()).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(SignalKind.MOVEMENT);
            assertThat(signal.getSubject()).isEqualTo("park/A");
            assertThat(signal.getRule()).isEqualTo("impossible-movement");
            assertThat(signal.getRuleVersion()).isEqualTo(3);
            assertThat(signal.getFound()).isCloseTo(8006, within(2.0));
            assertThat(signal.getExpected()).isEqualTo(8000);
            assertThat(signal.getEventKeys()).containsExactly("park/3", "park/2");
            assertThat(signal.getPlacement().getSectorId()).isEqualTo("sector-k");
        });
        assertThat(individuals.status("park/A").getImpossibleMovements()).isEqualTo(1);

        individuals.change("park/3", far, seen("park/3", "B", "2026-02-01T16:00:00Z", 43.2439, 131.4, "k"), AT);
        assertThat(individuals.open).isEmpty();
        assertThat(individuals.signals.get(individuals.signals.size() - 1).getEnded())
                .isTrue();
        assertThat(individuals.status("park/A").getImpossibleMovements()).isZero();
    }

    @Test
    void shouldLetALeopardRunWithinTheHour() {
        // 59 km in 60 minutes could be; 61 km could not. In 61 minutes only 4.07 km could.
        individuals.add(seen("park/1", "A", "2026-02-01T12:00:00Z", 43.0, 131.4, "k"), AT);
        individuals.add(seen("park/2", "A", "2026-02-01T13:00:00Z", 43.0 + 59 / 111.195, 131.4, "k"), AT);
        assertThat(individuals.open).isEmpty();
        individuals.add(seen("park/3", "B", "2026-02-01T12:00:00Z", 43.0, 131.4, "k"), AT);
        individuals.add(seen("park/4", "B", "2026-02-01T13:00:00Z", 43.0 + 61 / 111.195, 131.4, "k"), AT);
        individuals.add(seen("park/5", "C", "2026-02-01T12:00:00Z", 43.0, 131.4, "k"), AT);
        individuals.add(seen("park/6", "C", "2026-02-01T13:01:00Z", 43.0 + 5 / 111.195, 131.4, "k"), AT);
        assertThat(individuals.open.values()).extracting(Signal::getSubject).containsOnly("park/B", "park/C");
    }

    @Test
    void shouldAllowForWhatPositionsMayBeWrongBy() {
        LocatedEvent a = seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.4, "k");
        LocatedEvent b = seen("park/2", "A", "2026-02-01T14:00:00Z", 43.1 + 9 / 111.195, 131.4, "k");
        a.getSighting().getPosition().setUncertaintyMetres(1100.0);
        individuals.add(a, AT);
        individuals.add(b, AT);
        assertThat(individuals.status("park/A").getImpossibleMovements()).isZero();
    }

    @Test
    void shouldTellOfACrossingThatIsNewsAndCountEveryOne() {
        individuals.add(seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.25, "k"), AT);
        individuals.add(seen("park/2", "A", "2026-02-05T12:00:00Z", 43.1, 131.15, "hunchun"), AT);
        LocatedEvent old = seen("park/3", "A", "2026-02-09T12:00:00Z", 43.1, 131.25, "k");
        old.setFreshnessMillis(Duration.ofDays(31).toMillis());
        individuals.add(old, AT);
        assertThat(individuals.status("park/A").getCrossings()).isEqualTo(2);
        assertThat(individuals.status("park/A").getLastCrossingAt()).isEqualTo(Instant.parse("2026-02-09T12:00:00Z"));
        assertThat(individuals.open.values()).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(SignalKind.CROSSING);
            assertThat(signal.getObservedAt()).isEqualTo(Instant.parse("2026-02-05T12:00:00Z"));
            assertThat(signal.getPlacement().getTerritoryId()).isEqualTo("hunchun");
        });
    }

    @Test
    void shouldTellOfTheLineThatTheRuleNames() {
        individuals.places = new Animals.BorderAt(131.2, PlaceKind.ROAD);
        individuals.add(seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.25, "k"), AT);
        individuals.add(seen("park/2", "A", "2026-02-05T12:00:00Z", 43.1, 131.15, "k"), AT);
        assertThat(individuals.open).as("the rule asks for a border").isEmpty();

        individuals.rules = IndividualRules.of(new Rules(
                "roads",
                4,
                RuleSettings.DEFAULT,
                List.of(new Rule(
                        "crosses-road",
                        "for tests",
                        Severity.INFO,
                        PageLevel.NONE,
                        null,
                        Duration.ZERO,
                        Map.of(),
                        new Pattern.IndividualCrossing(PlaceKind.ROAD, Duration.ofDays(10))))));
        individuals.reconsiderAll(AT);

        assertThat(individuals.open.values())
                .extracting(signal -> signal.getRule() + " " + signal.getKind())
                .containsExactly("crosses-road CROSSING");
        assertThat(individuals.status("park/A").getCrossings()).as("of borders").isZero();
    }

    @Test
    void shouldLookAgainWhenTheMapOrTheRulesChange() {
        individuals.places = new Animals.BorderAt(100);
        individuals.rules = IndividualRules.SILENT;
        individuals.add(seen("park/1", "A", "2026-02-01T12:00:00Z", 43.1, 131.25, "k"), AT);
        individuals.add(seen("park/2", "A", "2026-02-05T12:00:00Z", 43.1, 131.15, "k"), AT);
        assertThat(individuals.status("park/A").getCrossings()).isZero();
        individuals.places = new Animals.BorderAt(131.2);
        individuals.reconsiderAll(AT);
        assertThat(individuals.status("park/A").getCrossings()).isEqualTo(1);
        assertThat(individuals.signals).isEmpty();
        individuals.rules = Animals.RULES;
        individuals.reconsiderAll(AT);
        assertThat(individuals.open).hasSize(1);
    }

    /** Seen every tenth night from 1 January 2025 on, six times, last on 20 February; one station watches. */
    private void seenEveryTenthNight() {
        for (int i = 0; i < 6; i++) {
            LocalDate day = LocalDate.of(2025, 1, 1).plusDays(10L * i);
            individuals.add(seen("park/" + i, "A", day + "T03:00:00Z", 43.1, 131.4, "kedrovaya"), AT);
        }
    }

    private void watchedUntil(String end) {
        individuals.add(deployed("park/d1", "park/s1", "2024-12-31T00:00:00Z", end, 43.1, 131.4), AT);
    }

    private static final Instant SETTLED = AT.plus(IndividualLedger.SETTLED);

    @Test
    void shouldFindAnAnimalOverdueOnObservedNightsAlone() {
        seenEveryTenthNight();
        // Five gaps in 50 nights: (50 / (50 + g)) ^ 5 < 0.01 from g = 76 on. 75 nights after 20 February end on 6 May.
        watchedUntil("2025-05-07T00:00:00Z");
        individuals.due(SETTLED);
        assertThat(individuals.status("park/A").getUsualGapDays()).isEqualTo(10);
        assertThat(individuals.status("park/A").getOverdueSince()).isNull();
        assertThat(individuals.open).isEmpty();

        // A card far from its home range tells nothing of it.
        individuals.add(
                deployed("park/d9", "park/s9", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 44.1, 131.4), SETTLED);
        individuals.due(SETTLED.plus(IndividualLedger.SETTLED));
        assertThat(individuals.open).isEmpty();

        LocatedEvent short1 =
                deployed("park/d1", "park/s1", "2024-12-31T00:00:00Z", "2025-05-07T00:00:00Z", 43.1, 131.4);
        LocatedEvent long1 =
                deployed("park/d1", "park/s1", "2024-12-31T00:00:00Z", "2025-05-08T00:00:00Z", 43.1, 131.4);
        Instant later = SETTLED.plus(Duration.ofDays(2));
        individuals.change("park/d1", short1, long1, later);
        individuals.due(later.plus(IndividualLedger.SETTLED).minusMillis(1));
        assertThat(individuals.open).isEmpty();
        individuals.due(later.plus(IndividualLedger.SETTLED));
        assertThat(individuals.open.values()).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(SignalKind.ABSENCE);
            assertThat(signal.getFound()).isEqualTo(76);
            assertThat(signal.getExpected()).isEqualTo(10);
            assertThat(signal.getProbability()).isCloseTo(Math.pow(50 / 126.0, 5), within(1e-9));
        });
        assertThat(individuals.status("park/A").getOverdueSince())
                .isEqualTo(individuals.open.values().iterator().next().getObservedAt());
    }

    @Test
    void shouldEndAnAbsenceWhenTheAnimalIsSeenAgainAndTellItOnce() {
        seenEveryTenthNight();
        watchedUntil("2025-08-01T00:00:00Z");
        individuals.due(SETTLED);
        assertThat(individuals.open).hasSize(1);
        individuals.restart();
        individuals.add(
                deployed("park/d2", "park/s1", "2025-08-01T00:00:00Z", "2025-09-01T00:00:00Z", 43.1, 131.4), SETTLED);
        individuals.due(SETTLED.plus(Duration.ofDays(1)));
        assertThat(individuals.signals).hasSize(1);

        individuals.add(seen("park/9", "A", "2025-07-30T03:00:00Z", 43.1, 131.4, "kedrovaya"), SETTLED);
        assertThat(individuals.open).isEmpty();
        assertThat(individuals.signals).last().extracting(Signal::getEnded).isEqualTo(true);
        assertThat(individuals.status("park/A").getOverdueSince()).isNull();
    }

    @Test
    void shouldNotMissAnAnimalWhoseSightingsAreStillOnTheirWay() {
        seenEveryTenthNight();
        // Two hours down: the card's effort was read first, its sightings wait behind it.
        watchedUntil("2025-08-01T00:00:00Z");
        individuals.due(AT.plus(Duration.ofMinutes(30)));
        individuals.add(seen("park/9", "A", "2025-07-30T03:00:00Z", 43.1, 131.4, "kedrovaya"), AT.plusSeconds(2400));
        individuals.due(AT.plus(Duration.ofHours(5)));
        assertThat(individuals.signals).isEmpty();
    }

    @Test
    void shouldJudgeAfterADayWhereInputNeverRests() {
        seenEveryTenthNight();
        watchedUntil("2025-08-01T00:00:00Z");
        for (int half = 1; half < 48; half++) {
            Instant at = AT.plus(Duration.ofMinutes(30L * half));
            individuals.add(seen("park/x" + half, "other", "2025-01-01T00:00:00Z", 43.1, 131.4, "k"), at);
            individuals.due(at);
        }
        assertThat(individuals.signals).isEmpty();
        individuals.due(AT.plus(IndividualLedger.AT_LATEST));
        assertThat(individuals.open).hasSize(1);
    }

    @Test
    void shouldNotMissTheDead() {
        individuals.register(
                Individual.newBuilder(registered("A", null))
                        .setDied("2025-03")
                        .setRetired(true)
                        .build(),
                AT);
        seenEveryTenthNight();
        watchedUntil("2025-08-01T00:00:00Z");
        individuals.due(SETTLED);
        assertThat(individuals.signals).isEmpty();
    }

    @Test
    void shouldDrawAHomeRangeFromFiveSightingsOn() {
        for (int i = 0; i < 5; i++) {
            assertThat(i < 1 || individuals.status("park/A").getHomeRangeCentre() == null)
                    .isTrue();
            individuals.add(
                    seen("park/" + i, "A", "2025-01-0" + (i + 1) + "T03:00:00Z", 43.1, 131.4 + 0.01 * i, "k"), AT);
        }
        var centre = individuals.status("park/A").getHomeRangeCentre();
        assertThat(centre.getLongitude()).isCloseTo(131.42, within(1e-9));
        // Two hundredths of a degree of longitude at 43.1 N: 0.02 x 111,195 m x cos.
        assertThat(centre.getUncertaintyMetres())
                .isCloseTo(0.02 * 111_195 * Math.cos(Math.toRadians(43.1)), within(2.0));
    }
}
