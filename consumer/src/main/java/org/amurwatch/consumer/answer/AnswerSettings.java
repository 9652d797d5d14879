package org.amurwatch.consumer.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How teams answer. */
@ConfigMapping(prefix = "amurwatch.dispatch")
public interface AnswerSettings {

    /** The file of keys that links are signed with; without it, messages have links for this machine alone. See {@link LinkKeys}. */
    Optional<Path> linkKeyFile();

    /** How long a link is good for after its alert is no more worth telling. */
    @WithDefault("PT24H")
    Duration linkLifetime();

    /** Whether a proxy of ours stands before the pages and says who came to it. */
    @WithDefault("false")
    boolean behindProxy();
}
