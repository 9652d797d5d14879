package org.amurwatch.producer.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files of a zip. */
final class StoredZip extends StoredFiles {

    private final Path path;
    private final ZipFile zip;
    /** The folder inside the zip that holds the marker: "" or "name/". */
    private final String root;

    StoredZip(Path path, @Nullable String marker) throws IOException {
        this.path = path;
        this.zip = new ZipFile(path.toFile());
        this.root = marker == null ? "" : root(zip, marker);
    }

    private static String root(ZipFile zip, String marker) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(marker) || name.endsWith("/" + marker))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(name -> name.substring(0, name.length() - marker.length()))
                .orElse("");
    }

    @Override
    List<String> names() {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(root))
                .map(name -> name.substring(root.length()))
                .toList();
    }

    @Override
    @Nullable
    Raw raw(String name) throws IOException {
        ZipEntry entry = zip.getEntry(root + name);
        if (entry == null || entry.isDirectory()) {
            return null;
        }
        long stored = entry.getCompressedSize();
        return new Raw(new ExpansionLimit(zip.getInputStream(entry), name, stored), Math.max(stored, 0));
    }

    /** That of the zip: its entries say theirs in no zone. */
    @Override
    Instant modified(String name) throws IOException {
        return Files.getLastModifiedTime(path).toInstant();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
