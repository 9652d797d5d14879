package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that lists one kind of reference data, and loads it from a file with {@code load}. */
public abstract class ReferenceCommand<V extends SpecificRecord> extends ReferenceListing<V> {

    private final ReferenceKind<V> kind;

    /** @param stores the reference data of a system */
    protected ReferenceCommand(
            ReferenceKind<V> kind, BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        super(kind, stores, clock);
        this.kind = kind;
    }

    private Map<String, Object> load(Path file, ReferenceStore store, LoadOptions options, PrintWriter err) {
        Map<String, V> loaded = new TreeMap<>();
        kind.read(file).forEach(record -> loaded.put(kind.id(record), record));
        LoadPlan<V> plan = LoadPlan.of(kind, loaded, store.read(kind.topic()), options.retireMissing());
        List<String> notes = kind.notes(loaded, store);
        notes.forEach(err::println);
        tellMissing(plan, err);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("loaded", loaded.size());
        result.put("new", plan.added());
        result.put("changed", plan.changed());
        result.put("unchanged", plan.unchanged());
        result.put("retired", plan.retired().size());
        result.put(kind.notesCalled(), notes.size());
        String what = count(loaded.size());
        if (options.dryRun()) {
            err.println("Dry run: " + what + " could be loaded; nothing was published.");
            result.put("appliedBy", List.of());
        } else {
            Set<String> appliedBy = store.load(kind.topic(), plan.publish(), options.timeout());
            LoadOptions.tell(err, what, appliedBy);
            result.put("appliedBy", List.copyOf(appliedBy));
        }
        err.flush();
        return result;
    }

    /** What the file does not name is never dropped in silence. */
    private void tellMissing(LoadPlan<V> plan, PrintWriter err) {
        if (plan.missing().isEmpty()) {
            return;
        }
        String ids = String.join(", ", plan.missing().stream().limit(10).toList())
                + (plan.missing().size() > 10 ? ", ..." : "");
        err.println(
                plan.retired().isEmpty()
                        ? "Left as it is, though the file does not name it: " + ids
                                + ". --retire-missing takes such out of use."
                        : "Out of use, since the file does not name them: " + ids + ".");
    }

    private String count(int number) {
        return number + " " + (number == 1 ? kind.one() : kind.many());
    }

    /** {@code ... load}. */
    @Command(
            name = "load",
            description = {
                "Loads ${PARENT-COMMAND-NAME} from a file, and returns once streams-app works with them.",
                "A file with one fault is refused whole. Loading a file again is harmless. What the file does not name stays"
                        + " as it is, unless --retire-missing is given."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "The format: ./amurwatch ${PARENT-COMMAND-NAME} --help"})
    public static final class Load implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private ReferenceCommand<?> parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private LoadOptions load;

        @Parameters(paramLabel = "FILE", description = "The file.")
        private Path file;

        @Override
        public Integer call() {
            OutputFormat format = options.output(spec, parent.options());
            ReferenceStore store = parent.store(options.connect(spec, parent.options()));
            Map<String, Object> result =
                    parent.load(file, store, load, spec.commandLine().getErr());
            new Output(spec.commandLine().getOut(), format).object(result);
            return ExitCode.DONE;
        }
    }
}
