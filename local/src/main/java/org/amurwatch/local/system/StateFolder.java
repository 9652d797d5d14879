package org.amurwatch.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/** The folder {@code .amurwatch}: everything that a local system keeps over a restart, and what it says of itself. */
public final class StateFolder {

    private final Path root;

    /** @param workingFolder the folder that the user calls the command from */
    public StateFolder(Path workingFolder) {
        this.root = workingFolder.toAbsolutePath().normalize().resolve(".amurwatch");
    }

    public Path root() {
        return root;
    }

    public Path logs() {
        return root.resolve("logs");
    }

    Path broker() {
        return root.resolve("broker");
    }

    Path brokerSettings() {
        return root.resolve("broker.properties");
    }

    Path fencingSettings() {
        return root.resolve("fencing.properties");
    }

    Path registryDatabase() {
        return root.resolve("registry").resolve("registry");
    }

    Path streams() {
        return root.resolve("streams");
    }

    Path endpoints() {
        return root.resolve("endpoints.yaml");
    }

    /** Who is sent what is released; written by the user, and kept even where all is begun anew. */
    public Path partners() {
        return root.resolve("partners.yaml");
    }

    Path phoneSecret() {
        return root.resolve("secrets").resolve("patrol-phone");
    }

    Path linkKey() {
        return root.resolve("secrets").resolve("dispatch-link.key");
    }

    /** By it partners know events and stations. */
    Path releaseKey() {
        return root.resolve("secrets").resolve("streams-release.key");
    }

    /** One-time links into the dashboard, as hashes. */
    public Path dashboardLinks() {
        return root.resolve("secrets").resolve("dashboard-links");
    }

    /** Pictures and sounds that imports keep for those who review them. */
    Path media() {
        return root.resolve("media");
    }

    /** Who logs into the dashboard with a password, as hashes. */
    public Path dashboardUsers() {
        return root.resolve("secrets").resolve("dashboard-users");
    }

    Path dashboardSessions() {
        return root.resolve("secrets").resolve("dashboard-sessions");
    }

    /** What was seen in the last 400 days, for the dashboard to replay; it can be made again. */
    Path dashboardPast() {
        return root.resolve("dashboard-past");
    }

    public Path example() {
        return root.resolve("example");
    }

    /** What commands of this folder find the running system by; there while it is ready. */
    public Path systemProperties() {
        return root.resolve("system.properties");
    }

    /** Which process runs here, and with which ports; there from start to stop. */
    Path running() {
        return root.resolve("running.properties");
    }

    /** What was decided when this state was begun, and can't change: purpose, partitions, cluster id. */
    Path created() {
        return root.resolve("created.properties");
    }

    /** Whether a system was ever begun here. */
    public boolean hasSystem() {
        return Files.exists(created());
    }

    /** Whether the last system here ended without stopping its parts: its children may still be about to end. */
    public boolean leftByCrash() {
        return Files.exists(running());
    }

    /** Whether the example reference data is still to be loaded: a state was begun with it, but not finished. */
    public boolean examplePending() {
        return Files.exists(examplePendingMark());
    }

    public void markExamplePending() {
        write(examplePendingMark(), Map.of());
    }

    public void exampleLoaded() {
        try {
            Files.deleteIfExists(examplePendingMark());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't delete " + examplePendingMark() + ".", e);
        }
    }

    private Path examplePendingMark() {
        return root.resolve("example-pending");
    }

    /** Creates the folder and takes its lock, which the operating system frees when this process ends, however it ends. */
    public FileLock lock() {
        try {
            Files.createDirectories(logs());
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            throw alreadyRunning();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Can't use the state folder " + root + ": " + e.getMessage() + ".", e);
        }
        throw alreadyRunning();
    }

    private CommandFailure alreadyRunning() {
        String process = read(running())
                .map(running -> " (process " + running.getProperty("pid") + ")")
                .orElse("");
        return new CommandFailure(
                ExitCode.FAILED,
                "A system already runs from this folder" + process + ". Stop it first (Ctrl-C where it runs), or start"
                        + " another one from another folder with --port-base N.");
    }

    /** Deletes all state but the lock, the logs, and what the user says of partners. */
    public void clear() {
        try (Stream<Path> kept = Files.list(root)) {
            for (Path path : kept.toList()) {
                if (!path.endsWith("lock") && !path.endsWith("logs") && !isOfPartners(path)) {
                    delete(path);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "Can't delete the state in " + root + ": " + e.getMessage() + ".", e);
        }
    }

    /** Files with their secrets may stand beside theirs, in a folder. */
    private static boolean isOfPartners(Path path) {
        return path.endsWith("partners.yaml") || path.endsWith("partners");
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Bytes that the folder takes. */
    public long size() {
        if (!Files.exists(root)) {
            return 0;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.mapToLong(StateFolder::sizeOf).sum();
        } catch (IOException | UncheckedIOException e) {
            // A log segment may go while we look; the next look sees the rest.
            return 0;
        }
    }

    private static long sizeOf(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    static Optional<Properties> read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(properties);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes a file at once: a reader sees the old one or the new one, never a half. */
    static void write(Path file, Map<String, String> values) {
        Properties properties = new Properties();
        values.forEach(properties::setProperty);
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try (Writer writer = Files.newBufferedWriter(part)) {
                properties.store(writer, "Written by './amurwatch up'.");
            }
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file + ".", e);
        }
    }

    /** Writes a file that its owner alone may read. */
    static void writeSecret(Path file, String secret) {
        try {
            Files.createDirectories(file.getParent());
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the secret " + file + ".", e);
        }
    }
}
