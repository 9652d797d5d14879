package org.amurwatch.producer.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where HTTP ingest listens, and what it takes at most. */
@ConfigMapping(prefix = "amurwatch.http")
public interface HttpSettings {

    @WithDefault("127.0.0.1")
    String host();

    /** 0: any free one. */
    @WithDefault("9096")
    int port();

    /** Where health and metrics are served: how many alerts came in is nobody else's business. */
    @WithDefault("127.0.0.1")
    String healthHost();

    /** 0: any free one. */
    @WithDefault("9097")
    int healthPort();

    /** Certificate and those that signed it, in PEM; with {@link #tlsKey()} it makes the port speak TLS. */
    Optional<Path> tlsCertificate();

    /** The certificate's private key, in PEM (PKCS#8, without a password). */
    Optional<Path> tlsKey();

    /** A proxy of ours that speaks TLS stands before us: only then may keys come in the clear from other machines. */
    @WithDefault("false")
    boolean behindProxy();

    /** Bytes of one body, also after it was unpacked. */
    @WithDefault("4194304")
    int mostBodyBytes();

    /** Bytes of all bodies that are being worked on. */
    @WithDefault("16777216")
    int mostBodyBytesUnderWay();

    /** Requests that are being worked on. */
    @WithDefault("256")
    int mostRequestsUnderWay();

    /** Requests of one source that are being worked on. */
    @WithDefault("16")
    int mostRequestsUnderWayOfSource();

    /** Events, and requests, of one source in the long run; as many may come at once. */
    @WithDefault("6000")
    int mostEventsPerMinuteOfSource();

    /** How long a stop waits for what is under way. */
    @WithDefault("15")
    int stopSeconds();

    default GateLimits limits() {
        return new GateLimits(
                mostBodyBytes(),
                mostBodyBytesUnderWay(),
                mostRequestsUnderWay(),
                mostRequestsUnderWayOfSource(),
                mostEventsPerMinuteOfSource());
    }
}
