package org.amurwatch.producer.canary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often a canary is sent. */
@ConfigMapping(prefix = "amurwatch.canary")
public interface CanarySettings {

    /** From one canary to the next; well below the age at which dispatch complains. */
    @WithDefault("PT1M")
    Duration every();
}
