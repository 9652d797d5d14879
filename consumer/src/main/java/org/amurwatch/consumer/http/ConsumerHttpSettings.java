package org.amurwatch.consumer.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** HTTP of the consumers' process. */
@ConfigMapping(prefix = "amurwatch.consumer")
public interface ConsumerHttpSettings {

    @WithDefault("127.0.0.1")
    String httpHost();

    @WithDefault("9090")
    int httpPort();

    /** Whether alert pages are served. They show exact places, so this needs a loopback host. */
    @WithDefault("false")
    boolean alertPages();
}
