package org.amurwatch.bench.quality.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.junit.jupiter.api.Test;

class PoliciesTest {

    /** A Monday; local time is UTC+10. */
    private static final Instant NIGHT = Instant.parse("2027-01-11T13:00:00Z");

    private static final Instant DAY = Instant.parse("2027-01-11T02:00:00Z");
    private static final FieldMap MAP = new FieldMap(
            ZoneId.of("Asia/Vladivostok"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new FieldMap.Line("border", List.of()),
            List.of(new FieldMap.Visit("S1", DAY)),
            List.of(),
            new FieldMap.Extent(42, 130, 44, 132));

    private final List<Page> pages = new ArrayList<>();
    private int ids;

    @Test
    void shouldPageAllFreshSignsAndNothingElse() {
        Policy policy = asMade(PageAll.family());
        policy.receive(event(EventKind.HUMAN_PRESENCE, DAY), pages::add);
        policy.receive(event(EventKind.SIGHTING, DAY), pages::add);
        policy.receive(aged(EventKind.HUMAN_PRESENCE, DAY, Duration.ofHours(3)), pages::add);

        assertThat(pages).extracting(Page::incidentId).containsExactly("e1");
    }

    @Test
    void shouldPageShotsAlwaysAndPeopleBySchedule() {
        Policy policy = asMade(EarthRangerLike.family());
        policy.receive(event(EventKind.HUMAN_PRESENCE, DAY), pages::add);
        policy.receive(event(EventKind.GUNSHOT, DAY), pages::add);
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT), pages::add);
        policy.receive(event(EventKind.CARCASS, NIGHT), pages::add);

        assertThat(pages).extracting(Page::incidentId).containsExactly("e2", "e3");
    }

    @Test
    void shouldCoolDownForAnHourPerLabelAndSite() {
        Policy policy = asMade(AddaxAiLike.family());
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT), pages::add);
        policy.receive(event(EventKind.VEHICLE, NIGHT.plusSeconds(60)), pages::add);
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT.plusSeconds(3599)), pages::add);
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT.plusSeconds(3600)), pages::add);

        assertThat(pages).extracting(Page::incidentId).containsExactly("e1", "e2", "e4");
    }

    @Test
    void shouldWatchForTheftAtAnyHourButForPeopleAtTheChosenHoursAndSites() {
        Policy policy = asMade(AddaxAiLike.family());
        policy.receive(event(EventKind.CAMERA_SILENT, DAY), pages::add);
        for (int i = 0; i < 40; i++) {
            policy.receive(event(EventKind.HUMAN_PRESENCE, DAY.plusSeconds(i)), pages::add);
        }
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT), pages::add);

        assertThat(pages).as("by night the site is known for its people").hasSize(1);
    }

    @Test
    void shouldPageASeriesOfShotsOnceAndUpdateIt() {
        Policy policy = asMade(RfcxLike.family());
        policy.receive(shot(DAY), pages::add);
        assertThat(pages).isEmpty();
        policy.receive(shot(DAY.plusSeconds(3600)), pages::add);
        policy.receive(shot(DAY.plusSeconds(3700)), pages::add);
        policy.receive(shot(DAY.plusSeconds(3700 + 3601)), pages::add);

        assertThat(pages).extracting(Page::incidentId).containsExactly("e1", "e1");
        assertThat(pages.get(0).evidence()).containsExactly("e1", "e2");
    }

    @Test
    void shouldScoreOneEventByItsCovariates() {
        double[] weights = new double[Covariates.LENGTH];
        weights[Covariates.names().indexOf("dark")] = 2;
        weights[Covariates.names().indexOf("patrol near")] = -2;
        Policy policy =
                OneEventScore.family(weights, 1, List.of(1.0)).asMade().policy().apply(MAP);
        policy.receive(event(EventKind.HUMAN_PRESENCE, DAY), pages::add);
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT), pages::add);
        policy.receive(event(EventKind.PATROL_POSITION, NIGHT.plusSeconds(4000)), pages::add);
        policy.receive(event(EventKind.HUMAN_PRESENCE, NIGHT.plusSeconds(4001)), pages::add);

        assertThat(pages).extracting(Page::incidentId).containsExactly("e2");
    }

    @Test
    void shouldNameEachCovariate() {
        assertThat(Covariates.names()).hasSize(Covariates.LENGTH).doesNotHaveDuplicates();
        double[] covariates = new Covariates(MAP).of(event(EventKind.HUMAN_PRESENCE, DAY));
        assertThat(covariates[Covariates.names().indexOf("crew near")]).isEqualTo(1);
        assertThat(covariates[Covariates.names().indexOf("HUMAN_PRESENCE")]).isEqualTo(1);
        assertThat(Arrays.stream(covariates).allMatch(Double::isFinite)).isTrue();
    }

    /** At 131 E the sun is highest at about 03:16 UTC: at 43 N 70 degrees high on the longest day, 24 on the shortest. */
    @Test
    void shouldKnowDayFromNight() {
        assertThat(SunElevation.degrees(Instant.parse("2027-06-21T03:18:00Z"), 43, 131))
                .isBetween(69.0, 71.0);
        assertThat(SunElevation.degrees(Instant.parse("2027-12-21T03:14:00Z"), 43, 131))
                .isBetween(22.5, 24.5);
        assertThat(SunElevation.degrees(Instant.parse("2027-12-21T15:15:00Z"), 43, 131))
                .isLessThan(-60);
    }

    @Test
    void shouldMeasureToTheNearestPlaceOfALine() {
        DistanceField road = DistanceField.ofLines(List.of(new FieldMap.Line(
                "road", List.of(new FieldMap.Place("a", 43, 131), new FieldMap.Place("b", 43, 132)))));
        assertThat(road.metres(43.01, 131.5)).isBetween(1_100.0, 1_125.0);
        assertThat(DistanceField.ofPlaces(List.of()).metres(43, 131)).isEqualTo(1_000_000);
    }

    @Test
    void shouldForgetKeysOlderThanTheSpan() {
        RecentKeys<Integer> keys = new RecentKeys<>(Duration.ofHours(1));
        for (int i = 0; i < 100_000; i++) {
            keys.stamp(i, DAY.plusSeconds(i));
        }
        assertThat(keys.size()).isEqualTo(3600);
    }

    @Test
    void shouldLetTheFirstPagesOfALocalDayThrough() {
        DailyCap cap = new DailyCap(2, MAP.timeZone(), pages::add);
        Instant lateEvening = Instant.parse("2027-01-11T13:58:00Z");
        for (String incident : List.of("a", "b", "c", "a")) {
            cap.accept(Page.review(lateEvening, incident));
        }
        cap.accept(Page.review(lateEvening.plusSeconds(180), "d"));

        assertThat(pages).extracting(Page::incidentId).containsExactly("a", "b", "a", "d");
    }

    private static Policy asMade(PolicyFamily family) {
        assertThat(family.knobs()).contains(family.asMade());
        return family.asMade().policy().apply(MAP);
    }

    private SimulatedEvent event(EventKind kind, Instant at) {
        return aged(kind, at, Duration.ZERO);
    }

    private SimulatedEvent aged(EventKind kind, Instant at, Duration age) {
        return new SimulatedEvent(
                "e" + ++ids,
                "camera-1",
                Sensor.CAMERA_LIVE,
                kind,
                at.minus(age),
                at,
                43,
                131,
                "S1",
                null,
                null,
                1,
                0.9,
                null);
    }

    private SimulatedEvent shot(Instant at) {
        return new SimulatedEvent(
                "e" + ++ids,
                "acoustic-1",
                Sensor.ACOUSTIC,
                EventKind.GUNSHOT,
                at,
                at,
                43,
                131,
                null,
                null,
                null,
                1,
                0.9,
                null);
    }
}
