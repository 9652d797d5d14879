package org.amurwatch.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Purpose;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleEvents;
import org.junit.jupiter.api.Test;

class StationTrafficTest {

    private final StationTraffic traffic = new StationTraffic(Purpose.ACTUAL);
    private final Effects effects = new Effects();

    private static RuleEvent person(String id, double days) {
        return RuleEvents.now(Field.sign(id, AlertKind.HUMAN_PRESENCE, 0, Field.hours(days * 24), Field.byMachine("s")))
                .orElseThrow();
    }

    @Test
    void shouldLearnAnEvenRate() {
        for (int day = 0; day <= 200; day++) {
            traffic.learn(person("p" + day, day), effects);
        }
        assertThat(traffic.usualPerWeek(person("next", 200.5))).isCloseTo(7, within(0.2));
        assertThat(effects.traffic()).hasSize(1);
    }

    @Test
    void shouldSayNothingOfAPlaceThatIsKnownForLessThanTwoWeeks() {
        assertThat(traffic.usualPerWeek(person("first", 0))).isNaN();
        traffic.learn(person("first", 0), effects);
        assertThat(traffic.usualPerWeek(person("next", 13.9))).isNaN();
        assertThat(traffic.usualPerWeek(person("next", 14.1))).isLessThan(1);
    }

    @Test
    void shouldLearnTheSameInAnyOrderAndTakeBackWhatWasLearnt() {
        long seed = System.nanoTime();
        System.out.println("StationTrafficTest seed " + seed);
        Random random = new Random(seed);
        List<RuleEvent> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(person("p" + i, random.nextDouble() * 100));
        }
        events.forEach(event -> traffic.learn(event, effects));
        double inOrder = traffic.usualPerWeek(person("next", 101));

        StationTraffic other = new StationTraffic(Purpose.ACTUAL);
        Collections.shuffle(events, random);
        events.forEach(event -> other.learn(event, effects));
        other.learn(person("mistake", 50), effects);
        other.unlearn(person("mistake", 50), effects);

        assertThat(other.usualPerWeek(person("next", 101))).as("seed %d", seed).isCloseTo(inOrder, within(1e-9));
    }

    @Test
    void shouldNotCountWhatTurnedOutToBeNobody() {
        traffic.learn(person("first", 0), effects);
        traffic.learn(person("animal", 1).explainedAs(Explanation.ANIMAL), effects);
        double one = traffic.usualPerWeek(person("next", 20));
        traffic.learn(person("resident", 2).explainedAs(Explanation.RESIDENT), effects);
        assertThat(traffic.usualPerWeek(person("next", 20))).isGreaterThan(1.9 * one);
    }

    @Test
    void shouldKnowAPlaceWithoutAStationByItsCell() {
        RuleEvent here = RuleEvents.now(Field.sign("a", AlertKind.HUMAN_PRESENCE, 0, Field.START))
                .orElseThrow();
        RuleEvent far = RuleEvents.now(Field.sign("b", AlertKind.HUMAN_PRESENCE, 3, Field.START))
                .orElseThrow();
        assertThat(StationTraffic.place(here)).startsWith("cell/").isNotEqualTo(StationTraffic.place(far));
        assertThat(StationTraffic.LEAST_KNOWN).isLessThan(Duration.ofDays(30));
    }
}
