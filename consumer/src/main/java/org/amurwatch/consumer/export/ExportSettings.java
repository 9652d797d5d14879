package org.amurwatch.consumer.export;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of exports. */
@ConfigMapping(prefix = "amurwatch.exports")
public interface ExportSettings {

    /**
     * Secret of the organisation behind the names that stand in exports with cells in place of exact places; any text. Without one
     * there are no such exports: somebody who knows the name of a station could test whether it is behind another. To be kept: with
     * another one, all names are others.
     */
    Optional<String> pseudonymSecret();
}
