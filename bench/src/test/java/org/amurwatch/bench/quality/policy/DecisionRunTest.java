package org.amurwatch.bench.quality.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionRunTest {

    private static final RuleBook RUSSIA = RuleBook.of(RulesFile.builtIn("russia"), Map.of());

    @TempDir
    private Path stateDir;

    /** What is measured is what runs: the same events through the topology that {@code main} builds, from its field topics on. */
    @Test
    void shouldPageAsTheTopologyDoes() {
        World world = SimulatedWorlds.of("russia").withIncursionsPerYear(3_650).world(4, 20);
        List<SimulatedEvent> events = events(world);
        List<Page> measured = new ArrayList<>();
        DecisionRun run = new DecisionRun(world.map(), RUSSIA);
        events.forEach(event -> run.receive(event, measured::add));
        run.end(world.end(), measured::add);

        List<Page> running;
        try (RunningDecisions decisions =
                new RunningDecisions(world.map(), stateDir, events.get(0).receivedAt())) {
            events.forEach(decisions::receive);
            decisions.until(world.end());
            running = decisions.pages();
        }

        assertThat(running).extracting(Page::level).contains(Level.REVIEW, Level.DISPATCH);
        assertThat(running).hasSizeGreaterThan(50).isEqualTo(measured);
    }

    /** After ten minutes without a look a team is sent: a page of its own, with the same evidence. */
    @Test
    void shouldSendATeamWhenNobodyHasLooked() {
        World world = SimulatedWorlds.of("russia").withIncursionsPerYear(3_650).world(4, 20);
        String select = "\n    select: {kinds: [GUNSHOT], told: machine";
        String text = RulesFile.builtInText("russia")
                .replace("level: review" + select + ", suspicion: 0}", "level: dispatch" + select + "}");
        Rules eager = Objects.requireNonNull(RulesFile.read("eager", text, 1).rules());
        SimulatedEvent shot = events(world).stream()
                .filter(event -> event.kind() == EventKind.GUNSHOT && event.probability() != null)
                .findFirst()
                .orElseThrow();

        // Who leads the team hears of it too: the first message of a level is the page.
        Set<Page> pages = new LinkedHashSet<>();
        DecisionRun run = new DecisionRun(world.map(), RuleBook.of(eager, Map.of()));
        run.receive(shot, pages::add);
        run.end(shot.receivedAt().plus(Duration.ofDays(1)), pages::add);

        Instant at = shot.receivedAt();
        List<String> evidence = List.of(shot.id());
        assertThat(pages)
                .extracting(Page::level, Page::at, Page::evidence)
                .containsExactly(
                        tuple(Level.REVIEW, at, evidence),
                        tuple(Level.DISPATCH, at.plus(Duration.ofMinutes(10)), evidence));
        assertThat(pages)
                .extracting(Page::incidentId)
                .hasSize(2)
                .containsOnly(pages.iterator().next().incidentId());
    }

    private static List<SimulatedEvent> events(World world) {
        List<SimulatedEvent> events = new ArrayList<>();
        world.run(new SimulationSink() {
            @Override
            public void event(SimulatedEvent event, Cause cause) {
                events.add(event);
            }

            @Override
            public void incursion(Incursion incursion) {}
        });
        return events;
    }
}
