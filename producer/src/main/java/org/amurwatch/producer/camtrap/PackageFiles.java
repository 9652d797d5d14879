package org.amurwatch.producer.camtrap;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * The files of a package, in a folder or in a zip; a zip is read where it is and never unpacked. A path that a package
 * names stays inside the package. Gzipped files are recognised by their first bytes and expanded.
 */
public abstract sealed class PackageFiles implements Closeable {

    static final String DESCRIPTOR = "datapackage.json";

    /**
     * Opens a folder that holds datapackage.json, that file itself, or a zip.
     *
     * @throws CommandFailure (wrong usage) if it is none of them
     */
    public static PackageFiles open(Path path) {
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        if (!Files.isReadable(path)) {
            throw CommandFailure.usage("There is no readable file or folder " + path
                    + ": give the folder that holds datapackage.json, or a zip of it.");
        }
        Path name = path.getFileName();
        if (name != null && name.toString().equals(DESCRIPTOR)) {
            return new Folder(path.resolveSibling(""));
        }
        try {
            return new Zip(path, new ZipFile(path.toFile()));
        } catch (IOException e) {
            throw CommandFailure.usage(path + " is no zip that can be read (" + e.getMessage()
                    + "): give the folder that holds datapackage.json, or a zip of it.");
        }
    }

    /** The file, or its gzipped twin (NAME.gz), expanded; null if there is neither. */
    @Nullable
    InputStream find(String name) throws IOException {
        checkInside(name);
        Raw raw = raw(name);
        if (raw == null) {
            raw = raw(name + ".gz");
        }
        return raw == null ? null : expanded(name, raw);
    }

    private static InputStream expanded(String name, Raw raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw.stream, 1 << 16);
        try {
            buffered.mark(2);
            boolean gzipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            return gzipped
                    ? new ExpansionLimit(new GZIPInputStream(buffered, 1 << 16), name, raw.storedBytes)
                    : buffered;
        } catch (IOException e) {
            buffered.close();
            throw e;
        }
    }

    /** A package from elsewhere must not make us read other files of this machine, nor of the network. */
    private static void checkInside(String name) {
        boolean climbs = List.of(name.split("[/\\\\]", -1)).contains("..");
        if (name.isBlank() || climbs || name.startsWith("/") || name.startsWith("\\") || name.contains(":")) {
            throw CommandFailure.usage("datapackage.json names the file '" + name
                    + "', which is not inside the package: expected a relative path such as observations.csv.");
        }
    }

    abstract @Nullable Raw raw(String name) throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** A file as it is stored. */
    record Raw(InputStream stream, long storedBytes) {}

    private static final class Folder extends PackageFiles {

        private final Path folder;

        Folder(Path folder) {
            this.folder = folder;
        }

        @Override
        @Nullable
        Raw raw(String name) throws IOException {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? new Raw(Files.newInputStream(file), Files.size(file)) : null;
        }

        @Override
        public void close() {}
    }

    private static final class Zip extends PackageFiles {

        private final ZipFile zip;
        /** The folder inside the zip that holds datapackage.json: "" or "name/". */
        private final String root;

        Zip(Path path, ZipFile zip) {
            this.zip = zip;
            this.root = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(DESCRIPTOR) || name.endsWith("/" + DESCRIPTOR))
                    .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                    .map(name -> name.substring(0, name.length() - DESCRIPTOR.length()))
                    .orElse("");
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

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
