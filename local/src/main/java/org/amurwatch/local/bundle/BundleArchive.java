package org.amurwatch.local.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a tar.gz that is the same, byte for byte, whenever its files are the same: entries in their order, one time for all of
 * them, no owner, and of the modes only who may run it. Its last entry, SHA256SUMS, is what {@code sha256sum --check} reads.
 */
final class BundleArchive {

    static final String SUMS = "SHA256SUMS";

    private static final int FILE_MODE = 0644;
    private static final int EXECUTABLE_MODE = 0755;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String topFolder;
    private final FileTime time;

    /**
     * @param topFolder the one folder that it unpacks to
     * @param time of all entries
     */
    BundleArchive(String topFolder, Instant time) {
        this.topFolder = topFolder;
        this.time = FileTime.from(time);
    }

    /** What was written: the archive, its size, and the SHA-256 of the whole in hexadecimal. */
    record Written(Path archive, long bytes, String sha256) {}

    /**
     * Writes it beside its place, then moves it there: an archive is whole, or is not there.
     *
     * @throws CommandFailure if it can't be written, such as to a full disk
     */
    Written write(Path archive, List<BundleContent.Entry> entries) {
        Path part = archive.resolveSibling("." + archive.getFileName() + ".part");
        try {
            String sum = writeTo(part, entries);
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
            return new Written(archive, Files.size(archive), sum);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Can't write " + archive + ": " + e.getMessage()
                            + ". Nothing of it is left. Is there room on the disk," + " and may you write there?",
                    e);
        } finally {
            delete(part);
        }
    }

    private String writeTo(Path file, List<BundleContent.Entry> entries) throws IOException {
        MessageDigest whole = sha256();
        GzipParameters parameters = new GzipParameters();
        parameters.setBufferSize(BUFFER_BYTES);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), whole);
        try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, parameters);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            writeEntries(tar, entries);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // It may go on a stick that somebody pulls out soon.
            channel.force(true);
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private void writeEntries(TarArchiveOutputStream tar, List<BundleContent.Entry> entries) throws IOException {
        StringBuilder sums = new StringBuilder();
        Set<String> folders = new HashSet<>();
        writeFolder(tar, topFolder, folders);
        for (BundleContent.Entry entry : entries) {
            String path = topFolder + "/" + entry.path();
            writeFolder(tar, path.substring(0, path.lastIndexOf('/')), folders);
            MessageDigest sum = sha256();
            begin(tar, path, Files.size(entry.file()), entry.executable() ? EXECUTABLE_MODE : FILE_MODE);
            try (InputStream content = Files.newInputStream(entry.file())) {
                content.transferTo(new DigestOutputStream(tar, sum));
            }
            tar.closeArchiveEntry();
            sums.append(HexFormat.of().formatHex(sum.digest()))
                    .append("  ")
                    .append(entry.path())
                    .append('\n');
        }
        byte[] text = sums.toString().getBytes(StandardCharsets.UTF_8);
        begin(tar, topFolder + "/" + SUMS, text.length, FILE_MODE);
        tar.write(text);
        tar.closeArchiveEntry();
    }

    /** A folder and those above it, each once: left to tar, their modes would be up to the umask of who unpacks. */
    private void writeFolder(TarArchiveOutputStream tar, String path, Set<String> written) throws IOException {
        if (!written.add(path)) {
            return;
        }
        int parent = path.lastIndexOf('/');
        if (parent > 0) {
            writeFolder(tar, path.substring(0, parent), written);
        }
        begin(tar, path + "/", 0, EXECUTABLE_MODE);
        tar.closeArchiveEntry();
    }

    private void begin(TarArchiveOutputStream tar, String path, long bytes, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(bytes);
        entry.setMode(mode);
        entry.setLastModifiedTime(time);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        tar.putArchiveEntry(entry);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete " + part + ".", e);
        }
    }
}
