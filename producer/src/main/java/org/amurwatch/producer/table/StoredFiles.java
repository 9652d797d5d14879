package org.amurwatch.producer.table;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * One file, or the files in a folder or in a zip; a zip is read where it is and never unpacked. A path that something in it
 * names stays inside. Gzipped files are recognised by their first bytes and expanded, up to the {@link ExpansionLimit}.
 */
public abstract sealed class StoredFiles implements Closeable permits StoredFile, StoredFolder, StoredZip {

    /** So many tables in one folder or zip are no honest export. */
    private static final int MOST_TABLES = 1_000;

    private static final Pattern TABLE = Pattern.compile(".*\\.(csv|tsv|txt)(\\.gz)?");

    /**
     * Opens a package: a folder that holds a certain file, that file itself, or a zip with the file at any depth, which is then
     * the root of all names.
     *
     * @param marker name of the file, such as {@code datapackage.json}
     * @throws CommandFailure (wrong usage) if it is none of them
     */
    public static StoredFiles ofPackage(Path path, String marker) {
        String expected = ": give the folder that holds " + marker + ", or a zip of it.";
        if (Files.isDirectory(path)) {
            return new StoredFolder(path);
        }
        if (!Files.isReadable(path)) {
            throw CommandFailure.usage("There is no readable file or folder " + path + expected);
        }
        Path name = path.getFileName();
        if (name != null && name.toString().equals(marker)) {
            return new StoredFolder(path.resolveSibling(""));
        }
        try {
            return new StoredZip(path, marker);
        } catch (IOException e) {
            throw CommandFailure.usage(path + " is no zip that can be read (" + e.getMessage() + ")" + expected);
        }
    }

    /**
     * Opens a file (plain or gzipped), a folder or a zip of tables.
     *
     * @throws CommandFailure (wrong usage) if it can't be read
     */
    public static StoredFiles open(Path path) {
        if (Files.isDirectory(path)) {
            return new StoredFolder(path);
        }
        if (!Files.isReadable(path)) {
            throw CommandFailure.usage("There is no readable file or folder " + path + ".");
        }
        try {
            return isZip(path) ? new StoredZip(path, null) : new StoredFile(path);
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read " + path + ": " + e.getMessage() + ".");
        }
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] first = in.readNBytes(4);
            return first.length == 4 && first[0] == 'P' && first[1] == 'K' && first[2] == 3 && first[3] == 4;
        }
    }

    /** The file, or its gzipped twin (NAME.gz), expanded; null if there is neither. */
    public @Nullable InputStream find(String name) throws IOException {
        checkInside(name);
        Raw raw = raw(name);
        if (raw == null) {
            raw = raw(name + ".gz");
        }
        return raw == null ? null : expanded(name, raw);
    }

    /** The file as a table; null if there is none. */
    public @Nullable TableFile table(String name) throws IOException {
        checkInside(name);
        String stored = names().contains(name) ? name : name + ".gz";
        Raw raw = raw(stored);
        if (raw == null) {
            return null;
        }
        raw.stream.close();
        return new TableFile(name, modified(stored), raw.storedBytes, counted -> {
            Raw again = raw(stored);
            if (again == null) {
                throw new IOException("it was deleted meanwhile");
            }
            return expanded(name, new Raw(new CountedStream(again.stream, counted), again.storedBytes));
        });
    }

    /**
     * All tables in it, in the order of their names: of a folder or zip the files named .csv, .tsv or .txt, or such gzipped.
     *
     * @throws CommandFailure (wrong usage) if there are none
     */
    public List<TableFile> tables() {
        List<String> names = tableNames();
        if (names.isEmpty()) {
            throw CommandFailure.usage(this + " holds no table: expected files named .csv, .tsv or .txt.");
        }
        if (names.size() > MOST_TABLES) {
            throw CommandFailure.usage(this + " holds " + names.size() + " tables; at most " + MOST_TABLES
                    + " are taken at once: import it in parts.");
        }
        return names.stream()
                .map(name -> {
                    try {
                        TableFile table = table(name);
                        if (table == null) {
                            throw CommandFailure.usage("Can't read " + name + " of " + this + ".");
                        }
                        return table;
                    } catch (IOException e) {
                        throw CommandFailure.usage("Can't read " + name + " of " + this + ": " + e.getMessage() + ".");
                    }
                })
                .toList();
    }

    List<String> tableNames() {
        return names().stream()
                .filter(name -> TABLE.matcher(name.toLowerCase(Locale.ROOT)).matches())
                .filter(name -> !name.startsWith("__MACOSX/") && !baseName(name).startsWith("."))
                .sorted()
                .toList();
    }

    /** Without its folders. */
    static String baseName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
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

    /** Files from elsewhere must not make us read other files of this machine, nor of the network. */
    private void checkInside(String name) {
        boolean climbs = List.of(name.split("[/\\\\]", -1)).contains("..");
        if (name.isBlank()
                || climbs
                || name.startsWith("/")
                || name.startsWith("\\")
                || name.contains(":")
                || name.indexOf('\0') >= 0) {
            throw CommandFailure.usage("The file " + UnusableRow.shown(name)
                    + " is not inside the package or folder " + this
                    + ": expected a relative path such as observations.csv.");
        }
    }

    /** Names of all files. */
    abstract List<String> names();

    abstract @Nullable Raw raw(String name) throws IOException;

    /** When it was written; null if that is not known. */
    abstract @Nullable Instant modified(String name) throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** A file as it is stored. */
    record Raw(InputStream stream, long storedBytes) {}
}
