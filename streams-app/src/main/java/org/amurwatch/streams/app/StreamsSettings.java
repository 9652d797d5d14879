package org.amurwatch.streams.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of {@code amurwatch streams}. */
@ConfigMapping(prefix = "amurwatch.streams")
public interface StreamsSettings {

    /** The applications that this process runs. */
    @WithDefault("decisions,records")
    List<String> applications();

    /** Folder of their state; not shared with another process. */
    @WithDefault(".amurwatch/streams")
    String stateDir();

    /** Address on which health and metrics are served; loopback unless something else watches it. */
    @WithDefault("127.0.0.1")
    String httpHost();

    /** Port of health and metrics; 0 takes any free one. */
    @WithDefault("9091")
    int httpPort();

    /** Stream threads of each application. */
    @WithDefault("1")
    int threads();

    /** Sectors as near as this to an event, in metres, are told of it. */
    @WithDefault("5000")
    double sharingMetres();

    /**
     * How decisions take their time. 0: by the machine's clock, once all input that was received before is processed. Above 0, for
     * a story that is played faster than life: by the latest record, and while none comes, on from there so many times as fast
     * as the machine's clock.
     */
    @WithDefault("0")
    double clockRate();

    /** Memory of the states on disk, of all applications together, in MiB: cache of blocks and write buffers. */
    @WithDefault("48")
    int rocksDbMemoryMebibytes();

    /** Memory in which the counts of "records" are gathered between two commits, in MiB. */
    @WithDefault("32")
    int recordsCacheMebibytes();

    /** Instances that follow each task's state, ready to take it over; as many more instances must run. */
    @WithDefault("0")
    int standbys();

    /** Copies of each changelog; -1 takes the brokers' default. */
    @WithDefault("-1")
    int replicationFactor();

    /**
     * File of the key by which partners know events and stations: 32 random bytes in Base64. Kept for good: with another key all
     * ids are others. Without it nothing is released.
     */
    Optional<String> releaseKeyFile();

    /** How deliveries are tried; what each means: {@link org.amurwatch.streams.delivery.DeliverySettings}. */
    Delivery delivery();

    /** Settings {@code amurwatch.streams.delivery...}. */
    interface Delivery {

        @WithDefault("PT0S,PT2S,PT5S,PT15S,PT30S,PT60S")
        List<Duration> retryWaits();

        @WithDefault("PT25S")
        Duration attemptDeadline();

        @WithDefault("P7D")
        Duration untilTold();

        @WithDefault("P15D")
        Duration keepEnded();

        @WithDefault("PT3M")
        Duration failingAfter();

        /** Names of endpoints. */
        Optional<List<String>> operatorEndpoints();
    }
}
