package org.amurwatch.producer.canary;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.KafkaLiveSink;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code canary}: the service that keeps trying the way of an alert. */
@Command(
        name = "canary",
        description =
                "Runs the service that sends an alert to nobody each minute, until it is stopped: as long as dispatch gets"
                        + " it, the way of an alert is open.",
        mixinStandardHelpOptions = true,
        footer = {"", "Setting: amurwatch.canary.every.", "Example: ./amurwatch canary"})
public final class CanaryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() throws InterruptedException {
        CanarySettings settings = connection.read(CanarySettings.class);
        Connection connected = connection.connect(Party.PRODUCER);
        Clock clock = Clock.systemUTC();
        CanaryService service = new CanaryService(() -> new KafkaLiveSink(connected, clock), clock, settings.every());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "canary-stop"));
        service.start();
        spec.commandLine()
                .getErr()
                .println("The canary is sent every " + settings.every().toSeconds() + " s.");
        spec.commandLine().getErr().flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }
}
