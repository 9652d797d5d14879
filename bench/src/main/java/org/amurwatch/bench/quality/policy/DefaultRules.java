package org.amurwatch.bench.quality.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.streams.rule.RuleBook;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.RulesFile;

/**
 * The decision engine of this system with the set of rules that comes with it for the side of the border on which the place
 * lies: {@code china} where its clocks are China's, else {@code russia}.
 *
 * <p>Knob: the set's {@code sensitivity}, as an operator would write it into the file.
 */
public final class DefaultRules implements Policy {

    public static final String NAME = "default-rules";

    private static final double MOST = 4;
    private static final double STEP = 0.25;

    private static final String CHINA = "Asia/Shanghai";

    private final Ablation without;
    private final DecisionRun run;

    private DefaultRules(FieldMap map, Rules rules, Ablation without) {
        this.without = without;
        this.run = new DecisionRun(map, RuleBook.of(rules, Map.of()));
    }

    /** The sets as they come, and more and less eager. */
    public static PolicyFamily family() {
        return family(Ablation.NOTHING);
    }

    /** The same without a part. */
    public static PolicyFamily family(Ablation without) {
        PolicySetting asMade = setting(0, without);
        List<PolicySetting> knobs = new ArrayList<>(List.of(asMade));
        for (double sensitivity = -MOST; sensitivity <= MOST; sensitivity += STEP) {
            if (sensitivity != 0) {
                knobs.add(setting(sensitivity, without));
            }
        }
        return new PolicyFamily(without.policy(), asMade, knobs);
    }

    private static PolicySetting setting(double sensitivity, Ablation without) {
        Map<String, Rules> read = new HashMap<>();
        RulesFile.BUILT_IN.forEach(name -> read.put(name, rules(name, sensitivity, without)));
        return new PolicySetting(
                String.format(Locale.ROOT, "sensitivity %.2f", sensitivity),
                map -> new DefaultRules(map, Objects.requireNonNull(read.get(set(map))), without));
    }

    private static String set(FieldMap map) {
        return map.timeZone().getId().equals(CHINA) ? "china" : "russia";
    }

    private static Rules rules(String name, double sensitivity, Ablation without) {
        String written = "sensitivity: 0\n";
        String text = RulesFile.builtInText(name);
        if (!text.contains(written)) {
            throw new IllegalStateException("Expected '" + written.strip() + "' in the rules " + name + ".");
        }
        RulesFile.Reading reading =
                RulesFile.read(name, without.in(text.replace(written, "sensitivity: " + sensitivity + "\n")), 1);
        if (reading.rules() == null) {
            throw new IllegalStateException("The rules " + name + " are wrong: " + reading.mistakes());
        }
        return without.in(reading.rules());
    }

    @Override
    public void receive(SimulatedEvent event, Consumer<Page> pages) {
        if (without.lets(event)) {
            run.receive(event, pages);
        }
    }

    @Override
    public void end(Instant at, Consumer<Page> pages) {
        run.end(at, pages);
    }
}
