package org.amurwatch.local.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** The folder on the disk. It is its owner's alone; files are replaced whole or not at all, and are never wider than they may be. */
final class SecretsFolder {

    static final String MODE = "rwx------";

    private static final Pattern BROKER = Pattern.compile("broker-([1-9][0-9]?)\\.pem");
    private static final String LOCK = ".lock";
    private static final String PART = ".part";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path path;

    SecretsFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    Path path(SecretFile file) {
        return path.resolve(file.name());
    }

    boolean has(SecretFile file) {
        return Files.exists(path(file), LinkOption.NOFOLLOW_LINKS);
    }

    boolean exists() {
        return Files.isDirectory(path);
    }

    /**
     * The content of a file.
     *
     * @throws UnusableSecret it can't be read
     */
    String read(SecretFile file) throws UnusableSecret {
        if (Files.isDirectory(path(file))) {
            throw new UnusableSecret(
                    "is a folder where a file is expected (Docker makes one when it mounts a file that is not there)");
        }
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UnusableSecret("can't be read as text by this user", e);
        }
    }

    /** Makes the folder, or narrows one that holds nothing but our files. */
    void prepare() {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path.getParent());
                Files.createDirectory(path, attributes(MODE));
            }
            if (!Files.isDirectory(path)) {
                throw CommandFailure.usage(path + " is a file; --folder must name a folder.");
            }
            if (isWiderThan(path, MODE)) {
                if (holdsOthers()) {
                    throw CommandFailure.usage(
                            path + " holds other files, and others than its owner may enter it. Name a"
                                    + " folder of its own with --folder, or 'chmod 700' this one if it is for secrets.");
                }
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
            }
        } catch (IOException e) {
            throw failed("Can't make the folder " + path, e);
        }
    }

    private boolean holdsOthers() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> !name.startsWith(".")
                            && !BROKER.matcher(name).matches()
                            && SecretFile.all(0).stream()
                                    .noneMatch(file -> name.equals(file.name()) || name.equals(file.name() + ".next")));
        }
    }

    /** The numbers of the brokers that have a file here. */
    List<Integer> brokers() {
        if (!exists()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> BROKER.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("Can't list the folder " + path, e);
        }
    }

    /** Does something while no other command changes this folder. */
    <T> T alone(Supplier<T> change) {
        try (FileChannel channel = FileChannel.open(
                        path.resolve(LOCK),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        attributes(SecretFile.FOR_THE_OWNER));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw busy();
            }
            return change.get();
        } catch (OverlappingFileLockException e) {
            throw busy();
        } catch (IOException e) {
            throw failed("Can't write to the folder " + path, e);
        }
    }

    private CommandFailure busy() {
        return new CommandFailure(
                ExitCode.FAILED, "Another 'secrets' command is changing " + path + ". Run this one again after it.");
    }

    /** Writes files, in their order. All are on the disk before the first one takes its name. */
    void write(Map<SecretFile, String> contents) {
        List<SecretFile> staged = new ArrayList<>();
        try {
            for (Map.Entry<SecretFile, String> entry : contents.entrySet()) {
                staged.add(entry.getKey());
                stage(entry.getKey(), entry.getValue());
            }
            for (SecretFile file : contents.keySet()) {
                Files.move(part(file), path(file), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            staged.forEach(this::discard);
            throw failed("Can't write to the folder " + path, e);
        }
    }

    private void stage(SecretFile file, String content) throws IOException {
        Path part = part(file);
        Files.deleteIfExists(part);
        Files.createFile(part, attributes(SecretFile.FOR_THE_OWNER));
        Files.write(part, content.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        if (POSIX) {
            // Not at creation: the umask of whoever runs this would narrow it.
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(file.mode()));
        }
    }

    private void discard(SecretFile file) {
        try {
            Files.deleteIfExists(part(file));
        } catch (IOException e) {
            // It is the owner's alone, and the next write replaces it.
        }
    }

    /**
     * Replaces a file's content and lets the file be the same one: a container that has it mounted sees the new content,
     * which it would not if another file took its name.
     */
    void overwrite(SecretFile file, String content) {
        try (FileChannel channel = FileChannel.open(path(file), StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Not before: whoever reads meanwhile must not find an empty file.
            channel.truncate(length);
        } catch (IOException e) {
            throw failed("Can't write " + path(file), e);
        }
    }

    void delete(SecretFile file) {
        try {
            Files.deleteIfExists(path(file));
        } catch (IOException e) {
            throw failed("Can't delete " + path(file), e);
        }
    }

    private Path part(SecretFile file) {
        return path.resolve("." + file.name() + PART);
    }

    /** The permissions of a file, as {@code rw-r--r--}; empty where the system has none of this kind. */
    String mode(SecretFile file) {
        return mode(path(file));
    }

    /** The permissions of the folder itself. */
    String mode() {
        return mode(path);
    }

    private static String mode(Path path) {
        try {
            return POSIX ? PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) : "";
        } catch (IOException e) {
            throw failed("Can't read the permissions of " + path, e);
        }
    }

    /** Whether a mode lets others in that the expected one keeps out. */
    static boolean isWider(String mode, String expected) {
        return !mode.isEmpty() && !others(expected).containsAll(others(mode));
    }

    private static boolean isWiderThan(Path path, String expected) {
        return isWider(mode(path), expected);
    }

    private static Set<PosixFilePermission> others(String mode) {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        permissions.removeAll(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        return permissions;
    }

    private static FileAttribute<?>[] attributes(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static CommandFailure failed(String what, IOException e) {
        return new CommandFailure(
                ExitCode.FAILED,
                what + ": " + e.getMessage() + " (" + e.getClass().getSimpleName()
                        + "). Is the disk full, or does the folder belong to another user?",
                e);
    }
}
