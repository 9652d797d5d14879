package org.amurwatch.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of pictures and sounds, each under the SHA-256 of its content: {@code ab/cdef...}. A file is there whole or not at
 * all, is written once and never changed, only deleted as a whole, so that several processes may read and write it at a time. For its owner alone.
 */
public final class MediaStore {

    /** What is larger is not kept: 64 MiB. */
    public static final long MOST_BYTES = 64L << 20;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int FOLDER_DIGITS = 2;

    private final Path folder;

    /** @param folder is made with the first file that is kept */
    public MediaStore(Path folder) {
        this.folder = folder;
    }

    /**
     * What is kept.
     *
     * @param hash SHA-256 of the content, in lower-case hexadecimal
     */
    public record Kept(String hash, MediaType type) {}

    /** A file of the store. */
    public record Found(Path file, MediaType type) {}

    /** Whether it is written as a hash is. */
    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /**
     * Keeps content as it is, once.
     *
     * @param in is read, and not closed
     * @return empty where it is no JPEG, PNG or WAV, or larger than {@link #MOST_BYTES}
     * @throws IOException if it can't be read, or the store can't be written
     */
    public Optional<Kept> keep(InputStream in) throws IOException {
        byte[] beginning = in.readNBytes(MediaType.TELLING_BYTES);
        Optional<MediaType> type = MediaType.of(beginning);
        return type.isEmpty() ? Optional.empty() : copy(beginning, in).map(hash -> new Kept(hash, type.get()));
    }

    private Optional<String> copy(byte[] beginning, InputStream rest) throws IOException {
        Files.createDirectories(folder, ownerOnly());
        Path temporary = Files.createTempFile(folder, ".new-", "");
        try {
            MessageDigest digest = sha256();
            long size = beginning.length;
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), digest)) {
                out.write(beginning);
                byte[] buffer = new byte[1 << 16];
                for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                    size += read;
                    if (size > MOST_BYTES) {
                        return Optional.empty();
                    }
                    out.write(buffer, 0, read);
                }
                // After a power cut a name must not stand for an empty file: nobody would write it again.
                file.force(true);
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            Path target = path(hash);
            if (!Files.exists(target)) {
                Files.createDirectories(folder.resolve(hash.substring(0, FOLDER_DIGITS)), ownerOnly());
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return Optional.of(hash);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** As temporary files are by themselves. */
    private FileAttribute<?>[] ownerOnly() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /** The file of a hash; empty where it is no hash, or nothing is kept under it. */
    public Optional<Found> find(String hash) throws IOException {
        if (!isHash(hash)) {
            return Optional.empty();
        }
        Path file = path(hash);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return MediaType.of(in.readNBytes(MediaType.TELLING_BYTES)).map(type -> new Found(file, type));
        }
    }

    /** Whether something is kept under a hash, whatever it is. */
    public boolean holds(String hash) {
        return isHash(hash) && Files.isRegularFile(path(hash));
    }

    /** Deletes what is kept under a hash; false where there is nothing. */
    public boolean delete(String hash) throws IOException {
        return isHash(hash) && Files.deleteIfExists(path(hash));
    }

    private Path path(String hash) {
        return folder.resolve(hash.substring(0, FOLDER_DIGITS)).resolve(hash.substring(FOLDER_DIGITS));
    }
}
