package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One kind of reference data that is loaded from files. Loading a file again changes nothing. */
public interface ReferenceKind<V extends SpecificRecord> extends ReferenceTable<V> {

    /** What one record is called, and several. */
    String one();

    String many();

    /**
     * The records of a file.
     *
     * @throws org.amurwatch.failure.CommandFailure (exit code 2) with a sentence per fault
     */
    List<V> read(Path file);

    String id(V record);

    boolean retired(V record);

    /** The same, taken out of use. */
    V asRetired(V record);

    /** Sentences about what is odd, and no fault: records of other kinds may be loaded later. */
    List<String> notes(Map<String, V> loaded, ReferenceStore store);

    /** What the number of those sentences is called in the result. */
    default String notesCalled() {
        return "warnings";
    }
}
