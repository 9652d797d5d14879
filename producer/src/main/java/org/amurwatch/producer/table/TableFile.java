package org.amurwatch.producer.table;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds a table.
 *
 * @param name with its folders inside what it was found in
 * @param modified when it was written; null if that is not known
 * @param storedBytes its size as it is stored, for progress; 0 if that is not known
 * @param opener opens it, expanded, as often as wanted
 */
public record TableFile(String name, @Nullable Instant modified, long storedBytes, Opener opener) {

    /** Opens the file. */
    @FunctionalInterface
    public interface Opener {
        /** @param storedBytesRead to be told how much was read of the file as it is stored */
        InputStream open(AtomicLong storedBytesRead) throws IOException;
    }

    /** Opens it and reads its header. */
    public TableReader read(TableForm form) throws IOException {
        return read(form, new AtomicLong());
    }

    TableReader read(TableForm form, AtomicLong storedBytesRead) throws IOException {
        InputStream stream = opener.open(storedBytesRead);
        try {
            return TableReader.open(stream, name, form);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }
}
