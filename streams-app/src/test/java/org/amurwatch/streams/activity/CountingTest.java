package org.amurwatch.streams.activity;

import static org.amurwatch.streams.activity.Events.LEOPARD;
import static org.amurwatch.streams.activity.Events.ROE_DEER;
import static org.amurwatch.streams.activity.Events.SOURCE;
import static org.amurwatch.streams.activity.Events.located;
import static org.amurwatch.streams.activity.Events.placement;
import static org.amurwatch.streams.activity.Events.sighting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.IndividualSeen;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.SubjectCount;
import org.amurwatch.avro.SubjectStatus;
import org.amurwatch.avro.SubjectType;
import org.junit.jupiter.api.Test;

class CountingTest {

    private static final String LEUVEN = "leuven";
    private static final String DAY = "2025-06-10";
    private static final Placement PLACE = placement(LEUVEN, "Europe/Brussels");

    private final MemoryActivity activity = new MemoryActivity(ActivitySettings.standard(Purpose.ACTUAL));

    @Test
    void shouldNotCountARowOneSecondShortOfTheIntervalAndCountOneExactlyAtIt() {
        add(sighting("1", "2025-06-10T10:00:00Z"));
        add(sighting("2", "2025-06-10T10:29:59Z"));
        assertThat(detections()).isEqualTo(1);
        add(sighting("3", "2025-06-10T10:30:00Z"));
        assertThat(detections()).isEqualTo(2);
    }

    @Test
    void shouldMeasureFromTheLastCountedRowNotFromTheLastRow() {
        for (int minute = 0; minute < 60; minute += 10) {
            add(sighting("m" + minute, "2025-06-10T10:%02d:00Z".formatted(minute)));
        }
        assertThat(count(DAY, ROE_DEER).getEvents()).isEqualTo(6);
        assertThat(detections()).isEqualTo(2);
    }

    @Test
    void shouldPutADetectionAcrossMidnightOnTheDayOfItsFirstRow() {
        add(sighting("before", "2025-06-10T21:50:00Z"));
        add(sighting("after", "2025-06-10T22:10:00Z"));

        assertThat(count("2025-06-10", ROE_DEER)).isEqualTo(counted(1, 1, 1));
        assertThat(count("2025-06-11", ROE_DEER)).isEqualTo(counted(1, 0, 0));
        assertThat(status(ROE_DEER).getLastDay()).isEqualTo(LocalDate.parse("2025-06-10"));
    }

    @Test
    void shouldCountByTheTimeThatPassedWhenClocksChange() {
        // 02:50 summer time and 02:10 winter time: 20 minutes apart. Local days stay those of the zone.
        add(sighting("summer", "2025-10-26T00:50:00Z"));
        add(sighting("winter", "2025-10-26T01:10:00Z"));
        add(sighting("still the 26th", "2025-10-26T22:59:59Z"));
        add(sighting("already the 27th", "2025-10-26T23:29:59Z"));

        assertThat(count("2025-10-26", ROE_DEER)).isEqualTo(counted(3, 2, 2));
        assertThat(count("2025-10-27", ROE_DEER)).isEqualTo(counted(1, 1, 1));
    }

    @Test
    void shouldTakeRowsOfOneInstantForOne() {
        add(sighting("1", "2025-06-10T10:00:00Z"));
        add(sighting("2", "2025-06-10T10:00:00Z").setCount(2));
        add(sighting("3", "2025-06-10T10:00:00Z"));
        assertThat(count(DAY, ROE_DEER)).isEqualTo(counted(3, 1, 2));
    }

    @Test
    void shouldAddSexAndAgeRowsOfOneEpisodeAndTakeTheLargestEpisode() {
        add(sighting("female", "2025-06-10T10:00:00Z").setEpisodeId("x").setCount(2));
        add(sighting("cub", "2025-06-10T10:00:00Z").setEpisodeId("x").setCount(3));
        add(sighting("later", "2025-06-10T10:20:00Z").setEpisodeId("y").setCount(4));
        assertThat(count(DAY, ROE_DEER)).isEqualTo(counted(3, 1, 5));
    }

    @Test
    void shouldTakeTheFullestPictureOfAnEpisodeOfPictures() {
        add(sighting("p1", "2025-06-10T10:00:00Z")
                .setLevel(ObservationLevel.MEDIA)
                .setEpisodeId("x")
                .setCount(2));
        add(sighting("p2", "2025-06-10T10:00:01Z")
                .setLevel(ObservationLevel.MEDIA)
                .setEpisodeId("x")
                .setCount(3));
        assertThat(count(DAY, ROE_DEER)).isEqualTo(counted(2, 1, 3));
    }

    @Test
    void shouldTakeAMissingCountForOneAndSaySo() {
        add(sighting("1", "2025-06-10T10:00:00Z").setEpisodeId("x").setCount(null));
        add(sighting("2", "2025-06-10T10:00:00Z").setEpisodeId("x").setCount(2));
        assertThat(count(DAY, ROE_DEER).getAnimals()).isEqualTo(3);
        assertThat(count(DAY, ROE_DEER).getCountsMissing()).isEqualTo(1);
    }

    @Test
    void shouldMoveADetectionToAnotherDayWhenALateRowComesFirst() {
        add(sighting("known", "2025-06-10T22:10:00Z"));
        assertThat(count("2025-06-11", ROE_DEER)).isEqualTo(counted(1, 1, 1));

        add(sighting("late", "2025-06-10T21:50:00Z"));

        assertThat(count("2025-06-10", ROE_DEER)).isEqualTo(counted(1, 1, 1));
        assertThat(count("2025-06-11", ROE_DEER)).isEqualTo(counted(1, 0, 0));
        assertThat(status(ROE_DEER).getDetections()).isEqualTo(1);
    }

    @Test
    void shouldSplitARunWhenItsMiddleIsWithdrawn() {
        add(sighting("1", "2025-06-10T10:00:00Z"));
        LocatedEvent middle = add(sighting("2", "2025-06-10T10:25:00Z"));
        add(sighting("3", "2025-06-10T10:40:00Z"));
        add(sighting("4", "2025-06-10T10:58:00Z"));
        // Counted: 10:00, 10:40 (58 is 18 minutes after it).
        assertThat(detections()).isEqualTo(2);
        activity.withdraw(middle);
        assertThat(count(DAY, ROE_DEER)).isEqualTo(counted(3, 2, 2));
    }

    @Test
    void shouldJoinARunWhenACountedRowIsWithdrawn() {
        add(sighting("1", "2025-06-10T10:00:00Z"));
        LocatedEvent counted = add(sighting("2", "2025-06-10T10:30:00Z"));
        add(sighting("3", "2025-06-10T10:50:00Z"));
        add(sighting("4", "2025-06-10T11:05:00Z"));
        // Counted: 10:00, 10:30, 11:05. Without 10:30: 10:00 and 10:50.
        assertThat(detections()).isEqualTo(3);
        activity.withdraw(counted);
        assertThat(detections()).isEqualTo(2);
    }

    @Test
    void shouldRestartTheChainAfterAGapHoweverLongTheRunBefore() {
        add(sighting("1", "2025-06-10T10:00:00Z"));
        add(sighting("2", "2025-06-10T10:29:00Z"));
        add(sighting("3", "2025-06-10T10:59:00Z"));
        add(sighting("4", "2025-06-10T11:00:00Z"));
        assertThat(detections()).isEqualTo(2);
    }

    @Test
    void shouldCountStationsAndSpeciesByThemselves() {
        add(sighting("1", "2025-06-10T10:00:00Z"));
        add(sighting("2", "2025-06-10T10:05:00Z").setStationId(SOURCE + "/B"));
        add(sighting("3", "2025-06-10T10:10:00Z").setScientificName(LEOPARD));
        assertThat(detections()).isEqualTo(2);
        assertThat(count(DAY, LEOPARD).getDetections()).isEqualTo(1);
    }

    @Test
    void shouldCorrectBothSpeciesWhenASightingIsNamedAnew() {
        LocatedEvent deer = add(sighting("1", "2025-06-10T10:00:00Z"));
        activity.correct(deer, Events.corrected(deer, it -> it.setScientificName(LEOPARD)));
        assertThat(count(DAY, ROE_DEER)).isNull();
        assertThat(count(DAY, LEOPARD)).isEqualTo(counted(LEOPARD, 1, 1, 1));
        assertThat(activity.statuses.get(LEUVEN).getSubjects()).hasSize(1);
    }

    @Test
    void shouldLookBackForTheLastDayWhenTheLastDetectionIsWithdrawn() {
        add(sighting("old", "2015-01-01T10:00:00Z"));
        LocatedEvent wrong = add(sighting("wrong", "2025-06-10T10:00:00Z"));
        add(sighting("other", "2025-06-12T10:00:00Z").setScientificName(LEOPARD));
        assertThat(status(ROE_DEER).getLastDay()).isEqualTo(LocalDate.parse("2025-06-10"));

        activity.withdraw(wrong);

        assertThat(status(ROE_DEER).getLastDay()).isEqualTo(LocalDate.parse("2015-01-01"));
        assertThat(activity.statuses.get(LEUVEN).getFirstDay()).isEqualTo(LocalDate.parse("2015-01-01"));
        assertThat(activity.statuses.get(LEUVEN).getLastDay()).isEqualTo(LocalDate.parse("2025-06-12"));
        assertThat(activity.days).doesNotContainKey(LEUVEN + "/2025-06-10");
    }

    @Test
    void shouldKeepUnverifiedSightingsOutOfAllOtherCounts() {
        add(sighting("0.79", "2025-06-10T10:00:00Z").setClassification(machine(0.79)));
        assertThat(count(DAY, ROE_DEER))
                .isEqualTo(new SubjectCount(SubjectType.SIGHTING, ROE_DEER, 0L, 0L, 0L, 0L, 1L, 0L));
        assertThat(activity.statuses.get(LEUVEN).getSubjects()).isEmpty();

        add(sighting("0.8", "2025-06-10T11:00:00Z").setClassification(machine(0.8)));
        add(sighting("person", "2025-06-10T12:00:00Z")
                .setClassification(Classification.newBuilder(machine(0.5))
                        .setMethod(ClassificationMethod.HUMAN)
                        .build()));
        assertThat(detections()).isEqualTo(2);
        assertThat(count(DAY, ROE_DEER).getUnverified()).isEqualTo(1);
    }

    @Test
    void shouldTakeTheThresholdOfTheClassifier() {
        CountingThresholds thresholds = new CountingThresholds(0.8, java.util.Map.of("SpeciesNet 4", 0.6));
        Classification label =
                Classification.newBuilder(machine(0.7)).setBy("SpeciesNet 4").build();
        assertThat(thresholds.unverified(label)).isFalse();
        assertThat(thresholds.unverified(machine(0.7))).isTrue();
        assertThatThrownBy(() -> new CountingThresholds(80, java.util.Map.of()))
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void shouldCountReportsWithoutAStationOneByOneAndChainThoseOfAStation() {
        addAlert("1", "2025-06-10T10:00:00Z", AlertKind.GUNSHOT, null);
        addAlert("2", "2025-06-10T10:00:01Z", AlertKind.GUNSHOT, null);
        addAlert("3", "2025-06-10T10:00:00Z", AlertKind.HUMAN_PRESENCE, "A");
        addAlert("4", "2025-06-10T10:10:00Z", AlertKind.HUMAN_PRESENCE, "A");

        assertThat(count(DAY, "GUNSHOT").getDetections()).isEqualTo(2);
        assertThat(count(DAY, "HUMAN_PRESENCE").getDetections()).isEqualTo(1);
        assertThat(count(DAY, "HUMAN_PRESENCE").getEvents()).isEqualTo(2);
        assertThat(count(DAY, "HUMAN_PRESENCE").getExplained()).isEqualTo(2);
        assertThat(count(DAY, "GUNSHOT").getExplained()).isZero();
    }

    @Test
    void shouldCountSightingsWithoutAStationByEpisode() {
        add(sighting("mother", "2025-06-10T10:00:00Z").setStationId(null).setEpisodeId("family"));
        add(sighting("cubs", "2025-06-10T10:00:00Z")
                .setStationId(null)
                .setEpisodeId("family")
                .setCount(2));
        add(sighting("elsewhere", "2025-06-10T10:00:00Z").setStationId(null).setEpisodeId(null));
        assertThat(count(DAY, ROE_DEER)).isEqualTo(counted(3, 2, 4));
    }

    @Test
    void shouldCountNoTestAndAnExerciseOnlyInAnExercise() {
        LocatedEvent exercise = located(
                sighting("1", "2025-06-10T10:00:00Z")
                        .setPurpose(Purpose.EXERCISE)
                        .build(),
                PLACE);
        LocatedEvent canary = located(
                sighting("2", "2025-06-10T12:00:00Z").setPurpose(Purpose.CANARY).build(), PLACE);
        activity.add(exercise);
        activity.add(canary);
        assertThat(activity.days).isEmpty();

        MemoryActivity exercising = new MemoryActivity(ActivitySettings.standard(Purpose.EXERCISE));
        exercising.add(exercise);
        exercising.add(canary);
        assertThat(exercising.count(LEUVEN, DAY, ROE_DEER).getDetections()).isEqualTo(1);
    }

    @Test
    void shouldPutEventsOfABrokenClockFromAFileInNoDayAndLiveOnesOnTheirReplacedDay() {
        LocatedEvent fromFile = add(sighting("1", "1999-12-31T23:00:00Z").setClockSuspect(true));
        assertThat(activity.days).isEmpty();
        assertThat(activity.statuses.get(LEUVEN).getClockSuspect()).isEqualTo(1);
        assertThat(activity.statuses.get(LEUVEN).getFirstDay()).isNull();

        Sighting.Builder live = sighting("2", "2025-06-10T10:00:00Z").setClockSuspect(true);
        live.getProvenance().setFile(null);
        add(live);
        assertThat(detections()).isEqualTo(1);

        activity.withdraw(fromFile);
        assertThat(activity.statuses.get(LEUVEN).getClockSuspect()).isZero();
    }

    @Test
    void shouldNotCountAnAnimalWithoutAName() {
        add(sighting("1", "2025-06-10T10:00:00Z").setScientificName(null));
        assertThat(activity.days).isEmpty();
        assertThat(activity.statuses).isEmpty();
    }

    @Test
    void shouldListKnownAnimalsOfTheDayWithTheirSource() {
        add(sighting("1", "2025-06-10T10:00:00Z").setIdentification(leo(IdentificationStatus.CONFIRMED)));
        add(sighting("2", "2025-06-10T10:01:00Z").setIdentification(leo(IdentificationStatus.CONFIRMED)));
        add(sighting("3", "2025-06-10T10:02:00Z").setIdentification(leo(IdentificationStatus.UNKNOWN)));
        assertThat(activity.days.get(LEUVEN + "/" + DAY).getIndividuals())
                .containsExactly(new IndividualSeen(
                        ROE_DEER, SOURCE + "/Leo 12M", Flank.LEFT, IdentificationStatus.CONFIRMED, 2L));
    }

    @Test
    void shouldLeaveEvidenceOfANeighbourToItsOwnSector() {
        LocatedEvent event = located(sighting("1", "2025-06-10T10:00:00Z").build(), PLACE);
        activity.apply(
                LEUVEN,
                ObservationChange.newBuilder(Events.change(null, event))
                        .setShared(true)
                        .build());
        assertThat(activity.days).isEmpty();
    }

    @Test
    void shouldRefuseAChangeUnderAnotherTerritorysKeyAndChangeNothing() {
        LocatedEvent event = located(sighting("1", "2025-06-10T10:00:00Z").build(), PLACE);
        assertThatThrownBy(() -> activity.apply("kedrovaya", Events.change(null, event)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'leuven'")
                .hasMessageContaining("'kedrovaya'");
        assertThat(activity.events.size()).isZero();
    }

    @Test
    void shouldChangeNothingWhenARowCantBeWritten() {
        LocatedEvent known = add(sighting("1", "2025-06-10T10:00:00Z"));
        LocatedEvent tooLong = Events.corrected(known, it -> it.setEpisodeId("x".repeat(70_000)));
        assertThatThrownBy(() -> activity.correct(known, tooLong)).hasMessageContaining(Events.key("1"));
        assertThat(activity.events.size()).isEqualTo(1);
        activity.withdraw(known);
        assertThat(activity.days).isEmpty();
    }

    @Test
    void shouldReadNoMoreThanTheBurstHoweverLongTheHistory() {
        for (int day = 0; day < 400; day++) {
            for (int hour = 0; hour < 5; hour++) {
                add(sighting(
                        day + "-" + hour, LocalDate.parse("2024-01-01").plusDays(day) + "T0%d:00:00Z".formatted(hour)));
            }
        }
        long before = activity.events.entriesRead();
        add(sighting("late", "2024-07-01T03:20:00Z"));
        assertThat(activity.events.entriesRead() - before).isEqualTo(1);
        assertThat(count("2024-07-01", ROE_DEER)).isEqualTo(counted(6, 5, 5));
    }

    private LocatedEvent add(Sighting.Builder sighting) {
        LocatedEvent event = located(sighting.build(), PLACE);
        activity.add(event);
        return event;
    }

    private void addAlert(String id, String at, AlertKind kind, String station) {
        activity.add(located(
                Events.alert(id, at, kind)
                        .setStationId(station)
                        .setExplained(station == null ? null : Explanation.STAFF)
                        .build(),
                PLACE));
    }

    private long detections() {
        return count(DAY, ROE_DEER).getDetections();
    }

    private SubjectCount count(String day, String subject) {
        return activity.count(LEUVEN, day, subject);
    }

    private SubjectStatus status(String subject) {
        return activity.statuses.get(LEUVEN).getSubjects().stream()
                .filter(one -> one.getSubject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static SubjectCount counted(long events, long detections, long animals) {
        return counted(ROE_DEER, events, detections, animals);
    }

    private static SubjectCount counted(String name, long events, long detections, long animals) {
        return new SubjectCount(SubjectType.SIGHTING, name, events, detections, animals, 0L, 0L, 0L);
    }

    private static Classification machine(double probability) {
        return Classification.newBuilder()
                .setMethod(ClassificationMethod.MACHINE)
                .setProbability(probability)
                .build();
    }

    private static Identification leo(IdentificationStatus status) {
        return Identification.newBuilder()
                .setStatus(status)
                .setIndividualId("Leo 12M")
                .setFlank(Flank.LEFT)
                .build();
    }
}
