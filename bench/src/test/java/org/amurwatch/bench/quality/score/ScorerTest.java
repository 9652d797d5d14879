package org.amurwatch.bench.quality.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.amurwatch.bench.quality.policy.Level;
import org.amurwatch.bench.quality.policy.Page;
import org.amurwatch.producer.simulation.Behaviour;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScorerTest {

    private static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");

    private final TruthLedger truth = new TruthLedger();
    private final Scorer scorer = new Scorer(truth);

    @BeforeEach
    void aWorldOfThreeIncursions() {
        for (String id : List.of("netters", "hunters", "unseen")) {
            truth.incursion(new Incursion(id, Behaviour.NETTER, false, NOON, NOON.plusSeconds(7200), List.of()));
        }
        sign("n1", "netters", 0);
        sign("villager", null, 5);
        sign("n2", "netters", 10);
        sign("h1", "hunters", 20);
    }

    @Test
    void shouldMatchAPageToTheIncursionOfItsEvidenceAlone() {
        page(20, "a", "h1");

        Score score = scorer.score(1);
        assertThat(score.incursions()).isEqualTo(new Score.Found(3, 1));
        assertThat(score.twoSigns()).as("the netters' two signs are in no page").isEqualTo(new Score.Found(1, 0));
    }

    @Test
    void shouldCountAnIncursionOnceHoweverOftenItIsPaged() {
        page(0, "a", "n1");
        page(10, "b", "n2");
        page(11, "c", "n1", "n2");

        Score score = scorer.score(1);
        assertThat(score.incursions().paged()).isEqualTo(1);
        assertThat(score.pages()).isEqualTo(3);
        assertThat(score.realPages()).isEqualTo(3);
    }

    @Test
    void shouldNotCountAPageBeforeItsEvidenceWasReceived() {
        page(9, "a", "n2");

        assertThat(scorer.score(1).incursions().paged()).isZero();
        assertThat(scorer.score(1).precision()).isEqualTo(0.0);
    }

    @Test
    void shouldCountUpdatesNeitherAsPagesNorAsFinds() {
        page(5, "a", "villager");
        page(10, "a", "villager", "n2");

        assertThat(scorer.score(1).pages()).isEqualTo(1);
        assertThat(scorer.score(1).incursions().paged()).isZero();
        assertThat(scorer.score(1).precision()).isEqualTo(0.0);
    }

    @Test
    void shouldCountAPageOfTwoIncursionsAsOneRealPage() {
        page(20, "a", "n1", "h1");

        assertThat(scorer.score(1).incursions().paged()).isEqualTo(2);
        assertThat(scorer.score(1).realPages()).isEqualTo(1);
    }

    @Test
    void shouldTellMinutesFromTheSecondSign() {
        page(13, "a", "n1");

        assertThat(scorer.score(1).minutesFromSecondSign(0.95)).isEqualTo(3.0);
    }

    @Test
    void shouldTellNoMinutesForAPageBeforeTheSecondSign() {
        page(13, "b", "n2");
        page(0, "a", "n1");

        assertThat(scorer.score(1).minutesFromSecondSign(0.5)).isEqualTo(0.0);
    }

    @Test
    void shouldKeepReviewAndDispatchApart() {
        page(0, "a", "n1");
        scorer.accept(new Page(NOON.plusSeconds(660), Level.DISPATCH, "a", List.of("n1", "n2")));

        assertThat(scorer.score(1).pages())
                .as("one to the officer, one to a team")
                .isEqualTo(2);
        assertThat(scorer.score(Level.REVIEW, 1).minutes()).containsExactly(0.0);
        assertThat(scorer.score(Level.DISPATCH, 1).minutes()).containsExactly(1.0);
    }

    @Test
    void shouldTellNothingOfNothing() {
        Score nothing = Score.none();

        assertThat(nothing.recall()).isNull();
        assertThat(nothing.precision()).isNull();
        assertThat(nothing.minutesFromSecondSign(0.95)).isNull();
    }

    @Test
    void shouldAddRunsByTheirCounts() {
        page(0, "a", "n1");
        Score sum = scorer.score(1).plus(new Scorer(truth).score(3));

        assertThat(sum.recall()).isEqualTo(1.0 / 6);
        assertThat(sum.pagesPerDay()).isEqualTo(0.25);
        assertThat(sum.precision()).isEqualTo(1.0);
    }

    @Test
    void shouldRefuseATruthThatIsNotWhole() {
        assertThatThrownBy(() -> sign("x", "nobody", 30)).hasMessageContaining("nobody");
    }

    private void page(int minute, String incident, String... evidence) {
        scorer.accept(new Page(NOON.plusSeconds(minute * 60L), Level.REVIEW, incident, List.of(evidence)));
    }

    private void sign(String id, String incursion, int minute) {
        Instant at = NOON.plusSeconds(minute * 60L);
        truth.event(
                new SimulatedEvent(
                        id,
                        "camera-1",
                        Sensor.CAMERA_LIVE,
                        EventKind.HUMAN_PRESENCE,
                        at,
                        at,
                        43,
                        131,
                        "S1",
                        null,
                        null,
                        1,
                        0.9,
                        null),
                new Cause(id, incursion == null ? Origin.VILLAGER : Origin.INCURSION, incursion, null));
    }
}
