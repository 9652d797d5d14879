package org.amurwatch.producer.table;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of imports. */
@ConfigMapping(prefix = "amurwatch.imports")
public interface ImportSettings {

    /**
     * Secret of the organisation behind the pseudonyms of people who classified; any text. Without one, somebody who knows a
     * name can test whether it is behind a pseudonym. To be kept: with another one, each labelled event is a changed one.
     */
    Optional<String> pseudonymSecret();

    /** Where an import keeps its temporary store, some 100 bytes for each row and each known event; else the system's. */
    Optional<String> workFolder();
}
