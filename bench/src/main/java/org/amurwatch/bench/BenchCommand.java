package org.amurwatch.bench;

import org.amurwatch.bench.dashboard.DashboardStreamsCommand;
import org.amurwatch.bench.importspeed.ImportSpeedCommand;
import org.amurwatch.bench.ingest.HttpIngestCommand;
import org.amurwatch.bench.latency.LatencyCommand;
import org.amurwatch.bench.quality.AlarmQualityCommand;
import org.amurwatch.bench.suspicion.SuspicionCommand;
import org.amurwatch.bench.throughput.ThroughputCommand;
import org.amurwatch.bench.trial.SimulatedTrialCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}. */
@Command(
        name = "bench",
        description =
                "Measures how good the alarms are, how fast they are decided, how much comes in, and how soon pages know of it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AlarmQualityCommand.class,
            SuspicionCommand.class,
            ThroughputCommand.class,
            LatencyCommand.class,
            ImportSpeedCommand.class,
            HttpIngestCommand.class,
            DashboardStreamsCommand.class,
            SimulatedTrialCommand.class
        })
public final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing subcommand: alarm-quality, suspicion, throughput, latency, import-speed, http-ingest, dashboard or rules.");
    }
}
