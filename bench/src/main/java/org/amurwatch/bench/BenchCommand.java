package org.amurwatch.bench;

import org.amurwatch.bench.quality.AlarmQualityCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}. */
@Command(
        name = "bench",
        description = "Measures how good the alarms are.",
        mixinStandardHelpOptions = true,
        subcommands = AlarmQualityCommand.class)
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: alarm-quality.");
    }
}
