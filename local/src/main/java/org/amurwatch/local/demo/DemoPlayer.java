package org.amurwatch.local.demo;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.local.demo.Scenario.SceneAnswer;
import org.amurwatch.local.demo.Step.Role;
import org.amurwatch.producer.publish.EventSink;

/** Plays a plan: publishes each event when its moment has come in the story's time. */
public final class DemoPlayer {

    private final ScenarioPlan plan;
    private final Pace pace;
    private final BiConsumer<Instant, String> narrator;
    private final Consumer<SceneAnswer> answers;

    /**
     * @param narrator gets each line with its moment in the story's time
     * @param answers gives the answer of a team
     */
    public DemoPlayer(
            ScenarioPlan plan, Pace pace, BiConsumer<Instant, String> narrator, Consumer<SceneAnswer> answers) {
        this.plan = plan;
        this.pace = pace;
        this.narrator = narrator;
        this.answers = answers;
    }

    /**
     * What was published.
     *
     * @param roles events by their part in the fortnight
     * @param kinds events by scientific name, kind of poaching alert, or "Deployment"
     */
    public record Published(Map<Role, Integer> roles, Map<String, Integer> kinds) {

        public int count(Role role) {
            return roles.getOrDefault(role, 0);
        }

        public int total() {
            return roles.values().stream().mapToInt(Integer::intValue).sum();
        }

        public int harmlessPeople() {
            return roles.entrySet().stream()
                    .filter(role -> role.getKey().harmlessPeople())
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    /** Plays to the end; returns once the brokers have all of it. */
    public Published play(EventSink sink, StoryClock clock) throws InterruptedException {
        Map<Role, Integer> roles = new EnumMap<>(Role.class);
        Map<String, Integer> kinds = new TreeMap<>();
        for (Step step : plan.steps()) {
            pace.until(step.at());
            clock.moveTo(step.at());
            if (step instanceof Step.Publish publish) {
                kinds.merge(send(publish, sink), 1, Integer::sum);
                roles.merge(publish.role(), 1, Integer::sum);
            } else if (step instanceof Step.Narrate line) {
                narrator.accept(line.at(), line.text());
            } else if (step instanceof Step.Answer answer) {
                answers.accept(answer.answer());
            } else {
                sink.flush();
                pace.rest();
            }
        }
        sink.flush();
        return new Published(roles, kinds);
    }

    private static String send(Step.Publish step, EventSink sink) {
        if (step.event() instanceof Sighting sighting) {
            sink.publish(sighting);
            return String.valueOf(sighting.getScientificName());
        }
        if (step.event() instanceof PoachingAlert alert) {
            sink.publish(alert);
            return alert.getKind().name();
        }
        sink.publish((Deployment) step.event());
        return "Deployment";
    }
}
