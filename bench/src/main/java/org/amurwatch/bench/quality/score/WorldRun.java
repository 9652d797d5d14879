package org.amurwatch.bench.quality.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.policy.DailyCap;
import org.amurwatch.bench.quality.policy.Page;
import org.amurwatch.bench.quality.policy.Policy;
import org.amurwatch.bench.quality.policy.PolicySetting;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;

/**
 * One pass of a world through contestants: each event goes to the truth, then to every policy. Contestants that differ by
 * their cap alone share one policy.
 *
 * @param outcomes by contestant, in the order given
 * @param bounds what no policy can pass
 */
public record WorldRun(Map<Contestant, Outcome> outcomes, Bounds bounds) {

    private record Lane(Policy policy, Consumer<Page> pages) {}

    /** Runs the world once. */
    public static WorldRun of(World world, Collection<Contestant> contestants) {
        TruthLedger truth = new TruthLedger();
        FieldMap map = world.map();
        Map<PolicySetting, List<Consumer<Page>>> readers = new LinkedHashMap<>();
        Map<Contestant, Scorer> scorers = new LinkedHashMap<>();
        for (Contestant contestant : contestants) {
            Scorer scorer = new Scorer(truth);
            if (scorers.put(contestant, scorer) == null) {
                readers.computeIfAbsent(contestant.setting(), setting -> new ArrayList<>())
                        .add(reader(contestant, map, scorer));
            }
        }
        List<Lane> lanes = new ArrayList<>();
        readers.forEach((setting, all) ->
                lanes.add(new Lane(setting.policy().apply(map), page -> all.forEach(reader -> reader.accept(page)))));
        world.run(new Play(truth, lanes));
        lanes.forEach(lane -> lane.policy().end(world.end(), lane.pages()));
        Map<Contestant, Outcome> outcomes = new LinkedHashMap<>();
        scorers.forEach((contestant, scorer) -> outcomes.put(contestant, Outcome.of(scorer, world.days())));
        return new WorldRun(outcomes, truth.bounds());
    }

    private static Consumer<Page> reader(Contestant contestant, FieldMap map, Scorer scorer) {
        return contestant.cap().isPresent()
                ? new DailyCap(contestant.cap().getAsInt(), map.timeZone(), scorer)
                : scorer;
    }

    private static final class Play implements SimulationSink {
        private final TruthLedger truth;
        private final List<Lane> lanes;
        private Instant last = Instant.MIN;

        Play(TruthLedger truth, List<Lane> lanes) {
            this.truth = truth;
            this.lanes = lanes;
        }

        @Override
        public void incursion(Incursion incursion) {
            truth.incursion(incursion);
        }

        @Override
        public void event(SimulatedEvent event, Cause cause) {
            if (!event.id().equals(cause.eventId())) {
                throw new IllegalArgumentException(
                        "Event " + event.id() + " came with the cause of event " + cause.eventId() + ".");
            }
            if (event.receivedAt().isBefore(last)) {
                throw new IllegalArgumentException("Event " + event.id() + " was received at " + event.receivedAt()
                        + ", but comes after one received at " + last + ": a world tells events in that order.");
            }
            last = event.receivedAt();
            truth.event(event, cause);
            for (Lane lane : lanes) {
                lane.policy().receive(event, lane.pages());
            }
        }
    }
}
