package org.amurwatch.consumer.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amurwatch.consumer.endpoint.EndpointsFile;

/** How alerts are posted. */
@ConfigMapping(prefix = "amurwatch.dispatch")
public interface DispatchSettings {

    /** The file that lists the endpoints; see {@link EndpointsFile}. */
    @WithDefault(".amurwatch/endpoints.yaml")
    Path endpointsFile();

    /** Where alert pages are, as teams reach them; without it, this process's own address. */
    Optional<String> linkBase();

    /** A folder with templates of messages, which take the place of those that come with the program. */
    Optional<Path> templatesFolder();

    /** How long making a connection may take. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** How long a whole exchange may take. */
    @WithDefault("PT10S")
    Duration deadline();

    /** How many alerts wait for one endpoint; more are answered DEFERRED. */
    @WithDefault("32")
    int queuePerEndpoint();

    /** How long an alert may wait there before it is answered DEFERRED. */
    @WithDefault("PT15S")
    Duration longestWait();

    /** How old the last canary may be before the operator is told past the whole system; zero: none is awaited. */
    @WithDefault("PT3M")
    Duration longestCanaryAge();

    /** The endpoint that is called when canaries don't come through, directly from here; none: nobody is told so. */
    Optional<String> watchEndpoint();

    /** In which language: en, ru or zh. */
    @WithDefault("en")
    String watchLanguage();

    /** Endpoints that get the heads of the audit, to be filed outside the system; none: they stay in it. */
    Optional<List<String>> auditEndpoints();
}
