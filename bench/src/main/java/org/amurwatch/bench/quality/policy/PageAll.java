package org.amurwatch.bench.quality.policy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Pages for every fresh sign, each on its own: the most that any policy can find, and the most that it can cost.
 *
 * <p>Knob: the least probability of a machine's sign.
 */
public final class PageAll implements Policy {

    public static final String NAME = "page-all";

    private final double leastProbability;

    PageAll(double leastProbability) {
        this.leastProbability = leastProbability;
    }

    public static PolicyFamily family() {
        List<PolicySetting> knobs =
                DoubleStream.of(0, 0.5, 0.8, 0.9).mapToObj(PageAll::setting).toList();
        return new PolicyFamily(NAME, knobs.get(0), knobs);
    }

    private static PolicySetting setting(double leastProbability) {
        return new PolicySetting("probability " + leastProbability, map -> new PageAll(leastProbability));
    }

    @Override
    public void receive(SimulatedEvent event, Consumer<Page> pages) {
        if (Signs.isFreshSign(event) && MachineProbability.atLeast(leastProbability, event)) {
            pages.accept(Page.review(event.receivedAt(), event.id()));
        }
    }
}
