package org.amurwatch.producer.confidential;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of confidential reports. */
@ConfigMapping(prefix = "amurwatch.confidential")
public interface ConfidentialSettings {

    /** File of the handler's public key, which reports are sealed with where a command names none. */
    Optional<String> handlerKey();
}
