package org.amurwatch.producer.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where a gateway keeps what it accepted, and where it sends it. */
@ConfigMapping(prefix = "amurwatch.gateway")
public interface GatewaySettings {

    /** The HTTP ingest of the centre, such as {@code https://centre.example:8443}. */
    Optional<URI> centreUrl();

    /** Certificate of the authority that signed the centre's, PEM; without it, the authorities that Java knows. */
    Optional<Path> centreAuthorityFile();

    /** Folder of what was accepted and not yet sent; one gateway's own. */
    @WithDefault(".amurwatch/gateway")
    Path folder();

    /** Folder of one file per source, named by the source's id and holding its key. */
    @WithDefault(".amurwatch/gateway-keys")
    Path keysFolder();

    /** Mebibytes that may wait on the disk. */
    @WithDefault("2048")
    int sizeMebibytes();

    /** Mebibytes of the disk that are left free. */
    @WithDefault("256")
    int leaveFreeMebibytes();

    /** Events older than ten minutes that are sent in a second, so that a flush leaves room for live traffic. */
    @WithDefault("50")
    int backlogPerSecond();

    /** The longest wait between two attempts to reach the centre. */
    @WithDefault("PT1M")
    Duration longestWait();

    /** How long one request to the centre may take. */
    @WithDefault("PT60S")
    Duration deadline();

    /** Source, by its id, in whose name the gateway reports that its disk is full; none: it is not reported to the centre. */
    Optional<String> reportAs();

    /** Where the gateway stands, degrees north; for that report. */
    OptionalDouble latitude();

    /** Likewise, degrees east. */
    OptionalDouble longitude();
}
