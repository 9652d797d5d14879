package org.amurwatch.streams.app;

import java.util.List;
import java.util.concurrent.Callable;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code streams}: runs the Streams applications until it is stopped. */
@Command(
        name = "streams",
        description = {
            "Runs the Streams applications in the foreground: decisions (the alert path) and records (the counts).",
            "Settings: amurwatch.streams.applications, .state-dir, .http-host, .http-port, .threads."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: AMURWATCH_STREAMS_HTTP_PORT=9191 ./amurwatch streams"})
public final class StreamsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Override
    public Integer call() {
        StreamsSettings settings = connection.read(StreamsSettings.class);
        List<ApplicationKind> kinds = ApplicationKind.named(settings.applications());
        StreamsService service =
                new StreamsService(connection.connect(kinds.get(0).party()), settings);
        Thread hook = new Thread(service::close, "stop-streams");
        try (StreamsMetrics metrics = new StreamsMetrics(service, settings);
                StreamsHttp http = new StreamsHttp(service, metrics, settings.httpHost(), settings.httpPort())) {
            Runtime.getRuntime().addShutdownHook(hook);
            spec.commandLine()
                    .getErr()
                    .println("Health and metrics: http://" + settings.httpHost() + ":" + http.port()
                            + "/health/ready, /metrics");
            spec.commandLine().getErr().flush();
            service.run();
        }
        return ExitCode.DONE;
    }
}
