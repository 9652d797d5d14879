package org.amurwatch.producer.http;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code http}: the service that takes events by HTTP. */
@Command(
        name = "http",
        description =
                "Runs the service that takes sightings, poaching alerts and patrol positions by HTTP, from sources with a"
                        + " key, until it is stopped.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: amurwatch.http.host, .port, .health-host, .health-port, .tls-certificate, .tls-key, .behind-proxy,",
            "  .most-body-bytes, .most-body-bytes-under-way, .most-requests-under-way, .most-requests-under-way-of-source,",
            "  .most-events-per-minute-of-source, .stop-seconds.",
            "Example: ./amurwatch http"
        })
public final class HttpCommand implements Callable<Integer> {

    private final List<Function<HttpParts, IngestRoutes>> ways = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    /** @param more makes ways in beside our own */
    public HttpCommand(List<Function<HttpParts, IngestRoutes>> more) {
        ways.add(parts -> new EventRoutes(parts.connection().purpose(), parts.clock()));
        ways.addAll(more);
    }

    /** What makes the ways in. */
    List<Function<HttpParts, IngestRoutes>> ways() {
        return List.copyOf(ways);
    }

    @Override
    public Integer call() throws InterruptedException {
        HttpSettings settings = connection.read(HttpSettings.class);
        HttpService service =
                new HttpService(connection, connection.connect(Party.INGEST), settings, Clock.systemUTC(), ways);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "http-stop"));
        spec.commandLine()
                .getErr()
                .println("Events are taken at " + service.url(settings.host())
                        + ", as its /openapi.json says; health and" + " metrics on port " + service.healthPort() + ".");
        spec.commandLine().getErr().flush();
        service.awaitEnd();
        return ExitCode.DONE;
    }
}
