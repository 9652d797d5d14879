package org.amurwatch.producer.source;

import java.util.Optional;
import java.util.function.Function;
import org.amurwatch.avro.Source;

/** Where sources are changed, one command at a time. */
@FunctionalInterface
interface SourceRegister {

    /**
     * Reads a source and writes what the change makes of it; nobody else's change comes between.
     *
     * @throws org.amurwatch.failure.CommandFailure if nothing was changed, with why
     */
    Source change(String id, Function<Optional<Source>, Source> change);
}
