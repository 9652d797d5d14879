package org.amurwatch.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where commands find the pictures and sounds that were kept: where the dashboard does. */
@ConfigMapping(prefix = "amurwatch.dashboard")
public interface MediaSettings {

    @WithDefault(".amurwatch/media")
    Path mediaFolder();
}
