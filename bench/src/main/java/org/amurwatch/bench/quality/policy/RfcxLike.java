package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Acoustic detections of one sensor become one event while no more than an hour lies between them, and are told once there
 * are enough of them; later ones of the same event are updates. It stands for the kind of strategy that
 * rfcx/rfcx-api classifier event strategies hold as parameters, and one push message for each event, as
 * rfcx/guardian-api src/events/service.ts sends. The parameters themselves are not public: count 2 is our choice.
 *
 * <p>Knobs: the count, and the least probability.
 */
public final class RfcxLike implements Policy {

    public static final String NAME = "rfcx-like";

    private static final Duration GAP = Duration.ofHours(1);
    private static final int MOST_EVIDENCE = 100;

    private static final class Series {
        private final String id;
        private Instant last;
        private final List<String> shots = new ArrayList<>();

        Series(String id, Instant last) {
            this.id = id;
            this.last = last;
        }
    }

    private final int count;
    private final double leastProbability;
    private final Map<String, Series> sensors = new HashMap<>();

    RfcxLike(int count, double leastProbability) {
        this.count = count;
        this.leastProbability = leastProbability;
    }

    public static PolicyFamily family() {
        PolicySetting asMade = setting(2, 0);
        List<PolicySetting> knobs = new ArrayList<>(List.of(asMade));
        for (int count : new int[] {1, 2, 3, 5}) {
            for (double probability : new double[] {0, 0.5, 0.8, 0.9}) {
                PolicySetting setting = setting(count, probability);
                if (!setting.label().equals(asMade.label())) {
                    knobs.add(setting);
                }
            }
        }
        return new PolicyFamily(NAME, asMade, knobs);
    }

    private static PolicySetting setting(int count, double probability) {
        return new PolicySetting(
                "count " + count + ", probability " + probability, map -> new RfcxLike(count, probability));
    }

    @Override
    public void receive(SimulatedEvent event, Consumer<Page> pages) {
        if (event.kind() != EventKind.GUNSHOT
                || event.sensor() != Sensor.ACOUSTIC
                || !Signs.isFreshSign(event)
                || !MachineProbability.atLeast(leastProbability, event)) {
            return;
        }
        Instant heard = Signs.happenedAt(event);
        Series series = sensors.get(event.sourceId());
        if (series == null || Duration.between(series.last, heard).compareTo(GAP) > 0) {
            series = new Series(event.id(), heard);
            sensors.put(event.sourceId(), series);
        }
        series.last = heard.isAfter(series.last) ? heard : series.last;
        if (series.shots.size() < MOST_EVIDENCE) {
            series.shots.add(event.id());
        }
        if (series.shots.size() >= count) {
            pages.accept(new Page(event.receivedAt(), Level.REVIEW, series.id, series.shots));
        }
    }
}
