package org.amurwatch.bench.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.bench.quality.training.TrainingWorlds;
import org.amurwatch.bench.quality.world.SimulatedWorlds;
import org.amurwatch.bench.quality.world.World;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.simulation.Cause;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.SimulatedEvent;
import org.amurwatch.producer.simulation.SimulationSink;
import org.amurwatch.streams.rule.RulesFile;
import org.junit.jupiter.api.Test;

class SuspicionCommandTest {

    private static final Pattern WEIGHT = Pattern.compile("\\{of: \\[(.*?)\\], weight: (\\S+), ");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return CommandLines.of(new SuspicionCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private TreeMap<String, Double> weights() {
        TreeMap<String, Double> weights = new TreeMap<>();
        Matcher matcher = WEIGHT.matcher(out.toString());
        while (matcher.find()) {
            weights.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }
        return weights;
    }

    private double base() {
        Matcher matcher = Pattern.compile("base: (\\S+)").matcher(out.toString());
        assertThat(matcher.find()).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void shouldPrintATableThatTheSetCanHaveInPlaceOfItsOwn() {
        assertThat(run("russia", "--training-seeds", "7", "--days", "60", "--signs-per-day", "2"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        String set = RulesFile.builtInText("russia");
        int table = set.indexOf("suspicion:\n");
        String changed = set.substring(0, table) + out + "\n" + set.substring(set.indexOf("\nrules:\n", table));
        assertThat(RulesFile.read("fitted", changed, 1).mistakes()).isEmpty();
        assertThat(weights()).as("the terms of the set, and no others").hasSameSizeAs(terms(set));
    }

    private static List<String> terms(String set) {
        List<String> terms = new ArrayList<>();
        Matcher matcher = WEIGHT.matcher(set);
        while (matcher.find()) {
            terms.add(matcher.group(1));
        }
        return terms;
    }

    @Test
    void shouldMoveTheBaseAloneByHowManySignsAreAskedFor() {
        run("russia", "--training-seeds", "7", "--days", "60", "--signs-per-day", "1");
        double few = base();
        TreeMap<String, Double> weights = weights();

        run("russia", "--training-seeds", "7", "--days", "60", "--signs-per-day", "6");

        assertThat(base()).isGreaterThan(few);
        assertThat(weights()).isEqualTo(weights);
    }

    /** Where all snares, and nothing else, are an incursion's, a snare is what is suspicious; and so for people. */
    @Test
    void shouldLearnWhatTheTruthSays() {
        SuspicionFit.Fitted fitted = new SuspicionFit(
                        RulesFile.builtIn("russia"), SuspicionCommand.table(RulesFile.builtIn("russia")))
                .fit(new TrainingWorlds(List.of(blaming("SNARE"))), 2);
        SuspicionFit.Fitted other = new SuspicionFit(
                        RulesFile.builtIn("russia"), SuspicionCommand.table(RulesFile.builtIn("russia")))
                .fit(new TrainingWorlds(List.of(blaming("HUMAN_PRESENCE"))), 2);

        assertThat(weight(fitted, "kind.SNARE")).isGreaterThan(weight(other, "kind.SNARE") + 2);
        assertThat(weight(other, "kind.HUMAN_PRESENCE")).isGreaterThan(weight(fitted, "kind.HUMAN_PRESENCE") + 2);
    }

    private static double weight(SuspicionFit.Fitted fitted, String of) {
        var terms = SuspicionCommand.table(RulesFile.builtIn("russia")).terms();
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).factors().size() == 1
                    && terms.get(i).factors().get(0).text().equals(of)) {
                return fitted.weights()[i];
            }
        }
        throw new AssertionError(String.format(Locale.ROOT, "The set has no term [%s].", of));
    }

    /** A world in which all signs of one kind, and no others, are an incursion's. */
    private static World blaming(String kind) {
        World world = SimulatedWorlds.of("russia").withIncursionsPerYear(0).world(7, 60);
        return new World() {
            @Override
            public long seed() {
                return world.seed();
            }

            @Override
            public int days() {
                return world.days();
            }

            @Override
            public Instant end() {
                return world.end();
            }

            @Override
            public FieldMap map() {
                return world.map();
            }

            @Override
            public void run(SimulationSink sink) {
                world.run(new SimulationSink() {
                    @Override
                    public void event(SimulatedEvent event, Cause cause) {
                        boolean blamed = event.kind().name().equals(kind);
                        sink.event(
                                event,
                                new Cause(
                                        event.id(), cause.origin(), blamed ? "incursion" : null, cause.individualId()));
                    }

                    @Override
                    public void incursion(Incursion incursion) {
                        // Another truth takes the place of this one.
                    }
                });
            }
        };
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(run("mongolia")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("russia").contains("mongolia").doesNotContain("\tat ");
        assertThat(run("russia", "--days", "0")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("russia", "--signs-per-day", "0")).isEqualTo(ExitCode.WRONG_USAGE);
    }
}
