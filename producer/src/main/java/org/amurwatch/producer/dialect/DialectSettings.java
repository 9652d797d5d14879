package org.amurwatch.producer.dialect;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's own files for what other systems send. */
@ConfigMapping(prefix = "amurwatch.http.mappings")
public interface DialectSettings {

    /** What EarthRanger's and Gundi's types mean here; goes before the built-in one. */
    Optional<Path> earthranger();

    /** What records of CyberTracker and SMART Mobile mean here; goes before the built-in one. */
    Optional<Path> cybertracker();

    /** Whom trackers are with; without it, wildlife alone is known. */
    Optional<Path> trackers();
}
