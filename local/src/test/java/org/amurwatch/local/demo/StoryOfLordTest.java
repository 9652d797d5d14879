package org.amurwatch.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.event.EventKey;
import org.amurwatch.local.ExampleFiles;
import org.amurwatch.local.ExampleFiles.Team;
import org.amurwatch.local.ExampleFiles.Territory;
import org.amurwatch.local.demo.Step.Role;
import org.amurwatch.producer.publish.EventSink;
import org.junit.jupiter.api.Test;

class StoryOfLordTest {

    private static final Instant NOW = Instant.parse("2026-11-21T05:12:24Z");
    private static final Map<String, Territory> TERRITORIES = ExampleFiles.territories();
    private static final Scenario SCENARIO = Scenario.read("/demo/lord.yaml");
    private static final ScenarioPlan PLAN = ScenarioPlan.of(SCENARIO, NOW, "demo-test");

    /** Keeps what is published, with the story's time of it. */
    private static final class Kept implements EventSink {
        private final StoryClock clock;
        private final List<Sighting> sightings = new ArrayList<>();
        private final List<PoachingAlert> alerts = new ArrayList<>();
        private final List<Deployment> deployments = new ArrayList<>();
        private final Map<String, Instant> receivedAt = new HashMap<>();
        private int unflushed;

        Kept(StoryClock clock) {
            this.clock = clock;
        }

        @Override
        public void publish(Sighting sighting) {
            sightings.add(sighting);
            receivedAt.put(EventKey.of(sighting.getProvenance()).toString(), clock.instant());
            unflushed++;
        }

        @Override
        public void publish(PoachingAlert alert) {
            alerts.add(alert);
            receivedAt.put(EventKey.of(alert.getProvenance()).toString(), clock.instant());
            unflushed++;
        }

        @Override
        public void publish(PrivateDetails details) {
            throw new AssertionError("The story tells nothing private");
        }

        @Override
        public void publish(PatrolPosition position) {
            unflushed++;
        }

        @Override
        public void publish(Deployment deployment) {
            deployments.add(deployment);
            unflushed++;
        }

        @Override
        public void flush() {
            unflushed = 0;
        }

        @Override
        public void close() {}
    }

    private final StoryClock clock = new StoryClock(PLAN.begin());
    private final Kept kept = new Kept(clock);
    private final List<String> told = new ArrayList<>();
    private final List<Scenario.SceneAnswer> answers = new ArrayList<>();

    private DemoPlayer.Published play() throws InterruptedException {
        return new DemoPlayer(PLAN, Pace.atOnce(), (at, text) -> told.add(text), answers::add).play(kept, clock);
    }

    @Test
    void shouldPublishAnOrdinaryFortnight() throws InterruptedException {
        DemoPlayer.Published published = play();

        assertThat(published.count(Role.PEOPLE)).isEqualTo(1_500);
        assertThat(published.count(Role.VEHICLE)).isEqualTo(140);
        assertThat(published.count(Role.CREW)).isEqualTo(36);
        assertThat(published.count(Role.PATROL)).isEqualTo(50);
        assertThat(published.count(Role.CARD_PEOPLE)).isEqualTo(120);
        assertThat(published.count(Role.CARD_ANIMAL)).isEqualTo(90);
        assertThat(published.count(Role.ANIMAL)).isEqualTo(480);
        assertThat(published.count(Role.CORRECTION)).isEqualTo(1);
        assertThat(published.kinds()).containsEntry("Bos taurus", 154).containsEntry("GUNSHOT", 2);
        assertThat(published.total()).isEqualTo(kept.sightings.size() + kept.alerts.size() + kept.deployments.size());
        assertThat(kept.unflushed).isZero();
    }

    @Test
    void shouldMarkEverythingAsExercise() throws InterruptedException {
        play();
        assertThat(kept.sightings).allMatch(event -> event.getPurpose() == Purpose.EXERCISE);
        assertThat(kept.alerts).allMatch(event -> event.getPurpose() == Purpose.EXERCISE);
        assertThat(kept.deployments).allMatch(event -> event.getPurpose() == Purpose.EXERCISE);
    }

    @Test
    void shouldPlaceEverythingInItsTerritory() throws InterruptedException {
        play();
        assertThat(kept.sightings).allMatch(event -> territoryOf(event.getPosition()) != null);
        assertThat(kept.alerts).allMatch(event -> territoryOf(event.getPosition()) != null);
        for (Scenario.Station station : SCENARIO.stations()) {
            assertThat(territoryOf(new Position(station.latitude(), station.longitude(), null)))
                    .as(station.id())
                    .isEqualTo(station.territory());
        }
    }

    @Test
    void shouldPageForTheStoryAlone() throws InterruptedException {
        play();
        List<Team> teams = ExampleFiles.teams();
        List<PoachingAlert> paging = kept.alerts.stream()
                .filter(alert -> alert.getExplained() == null)
                .filter(alert -> teams.stream()
                        .anyMatch(team -> team.territories().contains(territoryOf(alert.getPosition()))
                                && team.kinds().contains(alert.getKind())))
                .toList();

        assertThat(paging.stream().map(PoachingAlert::getKind))
                .containsExactly(
                        AlertKind.HUMAN_TRACKS,
                        AlertKind.GUNSHOT,
                        AlertKind.GUNSHOT,
                        AlertKind.CAMP,
                        AlertKind.SNARE,
                        AlertKind.SKIN_OR_PART);
        assertThat(paging).allSatisfy(alert -> {
            Instant receivedAt =
                    kept.receivedAt.get(EventKey.of(alert.getProvenance()).toString());
            assertThat(Duration.between(alert.getObservedAt(), receivedAt))
                    .as("fresh, by the shortest maxAge")
                    .isBetween(Duration.ZERO, Duration.ofHours(2));
        });
    }

    @Test
    void shouldAnswerAndExpectOfTeamsThatThereAre() throws InterruptedException {
        play();
        List<String> teams =
                ExampleFiles.teams().stream().map(ExampleFiles.Team::id).toList();
        assertThat(answers).hasSize(6).allMatch(answer -> teams.contains(answer.team()));
        assertThat(SCENARIO.expects()).isNotEmpty().allMatch(expected -> teams.contains(expected.team()));
    }

    @Test
    void shouldSuspectNobodyOnCameraAndExplainOurOwn() throws InterruptedException {
        play();
        Set<AlertKind> onCamera = Set.of(AlertKind.HUMAN_PRESENCE, AlertKind.VEHICLE);
        assertThat(kept.alerts.stream().filter(alert -> onCamera.contains(alert.getKind())))
                .allMatch(alert -> alert.getSuspicion() == Suspicion.NONE);
        Map<Explanation, Long> explained = kept.alerts.stream()
                .filter(alert -> alert.getExplained() != null)
                .collect(Collectors.groupingBy(PoachingAlert::getExplained, Collectors.counting()));
        assertThat(explained).containsOnly(Map.entry(Explanation.STAFF, 36L), Map.entry(Explanation.PATROL, 50L));
    }

    @Test
    void shouldReadTheOldCardHalfAYearLate() throws InterruptedException {
        play();
        List<PoachingAlert> old = kept.alerts.stream()
                .filter(alert -> "ridge-card-7.csv".equals(alert.getProvenance().getFile()))
                .toList();
        assertThat(old).hasSize(120).allSatisfy(alert -> {
            assertThat(alert.getObservedAt()).isBefore(PLAN.begin().minus(Duration.ofDays(170)));
            assertThat(kept.receivedAt.get(EventKey.of(alert.getProvenance()).toString()))
                    .isBetween(PLAN.begin(), PLAN.end());
        });
    }

    @Test
    void shouldCorrectTheDoubtfulCatOnceAndKeepItsIdentity() throws InterruptedException {
        play();
        List<Sighting> statements = kept.sightings.stream()
                .filter(event -> event.getProvenance().getEventId().equals("doubtful-cat"))
                .toList();
        assertThat(statements)
                .extracting(Sighting::getScientificName)
                .containsExactly("Panthera tigris altaica", "Panthera pardus orientalis");
        assertThat(statements.get(1).getProvenance().getRevision())
                .isAfter(statements.get(0).getProvenance().getRevision());
        assertThat(statements.get(1).getObservedAt())
                .isEqualTo(statements.get(0).getObservedAt());
        assertThat(statements.get(1).getPosition()).isEqualTo(statements.get(0).getPosition());
        assertThat(kept.sightings.size() + kept.alerts.size() - 1)
                .as("no other identity comes twice")
                .isEqualTo(kept.receivedAt.size());
    }

    @Test
    void shouldTellTheStoryInOrderAndEndWithLordAlive() throws InterruptedException {
        play();
        assertThat(told).hasSize(SCENARIO.scenes().size() + 1);
        assertThat(told.get(told.size() - 1)).contains("Alive");
        assertThat(PLAN.steps()).isSortedAccordingTo(java.util.Comparator.comparing(Step::at));
        assertThat(PLAN.published(Role.STORY).stream().map(step -> id(step.event())))
                .containsExactly(
                        "lord-found",
                        "lord-tracks",
                        "footprints",
                        "doubtful-cat",
                        "shots-1",
                        "shots-2",
                        "camp",
                        "snares",
                        "skin",
                        "lord-alive");
    }

    @Test
    void shouldEndBeforeNowAndBeginAFortnightEarlier() {
        ZoneId zone = ZoneId.of("Asia/Vladivostok");
        assertThat(PLAN.end()).isBefore(NOW).isAfter(NOW.minus(Duration.ofDays(1)));
        assertThat(Duration.between(PLAN.begin(), PLAN.end())).isEqualTo(Duration.ofDays(14));
        assertThat(PLAN.begin().atZone(zone).getHour()).isZero();
        assertThat(PLAN.steps()).allSatisfy(step -> assertThat(step.at()).isBetween(PLAN.begin(), PLAN.end()));
    }

    @Test
    void shouldBeTheSameEachTime() {
        assertThat(ScenarioPlan.of(Scenario.read("/demo/lord.yaml"), NOW, "demo-test"))
                .isEqualTo(PLAN);
    }

    @Test
    void shouldWalkByDayAndCrowdAtAFewStations() throws InterruptedException {
        play();
        List<PoachingAlert> people = PLAN.published(Role.PEOPLE).stream()
                .map(step -> (PoachingAlert) step.event())
                .toList();
        double dark = people.stream()
                        .filter(person -> {
                            int hour =
                                    person.getObservedAt().atZone(PLAN.zone()).getHour();
                            return hour >= 20 || hour < 6;
                        })
                        .count()
                / (double) people.size();
        assertThat(dark).isBetween(0.02, 0.20);
        Map<String, Long> stations =
                people.stream().collect(Collectors.groupingBy(PoachingAlert::getStationId, Collectors.counting()));
        long busiestThree = stations.values().stream()
                .sorted(java.util.Comparator.reverseOrder())
                .limit(3)
                .mapToLong(Long::longValue)
                .sum();
        assertThat(busiestThree / (double) people.size()).isBetween(0.4, 0.7);
    }

    private static String id(org.apache.avro.specific.SpecificRecord event) {
        return event instanceof Sighting sighting
                ? sighting.getProvenance().getEventId()
                : ((PoachingAlert) event).getProvenance().getEventId();
    }

    private static String territoryOf(Position position) {
        return TERRITORIES.values().stream()
                .filter(territory ->
                        territory.area().contains(ExampleFiles.point(position.getLatitude(), position.getLongitude())))
                .map(Territory::id)
                .findFirst()
                .orElse(null);
    }
}
