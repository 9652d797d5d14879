package org.amurwatch.producer.table;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A list of rows with a reason each, on disk: a package may give millions of them. In the order in which they came. */
public final class RowIssues implements AutoCloseable {

    /**
     * One row.
     *
     * @param file name of the file, without its folders
     * @param row its number; the header is row 1
     */
    public record Issue(String file, long row, String reason) {}

    /** What to do with each issue. */
    @FunctionalInterface
    public interface IssueHandler {
        void accept(Issue issue) throws IOException;
    }

    private final Path path;
    private final DataOutputStream out;
    private long count;

    /** @param path file to keep them in; made anew, deleted by whoever made its folder */
    public RowIssues(Path path) {
        this.path = path;
        try {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the temporary file " + path, e);
        }
    }

    public void add(String file, long row, String reason) {
        try {
            out.writeUTF(file);
            out.writeLong(row);
            out.writeUTF(reason);
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the temporary file " + path, e);
        }
    }

    public long count() {
        return count;
    }

    /** The first ones, {@code most} at most. */
    public void forEach(long most, IssueHandler handler) {
        try {
            out.flush();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
                for (long i = 0; i < Math.min(most, count); i++) {
                    handler.accept(new Issue(in.readUTF(), in.readLong(), in.readUTF()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the temporary file " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // It is deleted with its folder.
        }
    }
}
