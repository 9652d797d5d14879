package org.amurwatch.consumer.export;

import java.nio.file.Path;
import org.amurwatch.avro.Purpose;

/** Writes what the index holds as files of one kind: the same bytes whenever it holds the same. */
interface ExportFormat {

    /**
     * Writes all files.
     *
     * @param scratch an empty store, to sort in
     * @param system what the system is there for
     * @param folder an empty folder
     */
    void write(ExportIndex index, ExportStore scratch, Purpose system, Path folder, ExportSummary summary);
}
