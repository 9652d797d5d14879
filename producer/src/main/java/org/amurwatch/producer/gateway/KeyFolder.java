package org.amurwatch.producer.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.source.SourceBook;
import org.amurwatch.producer.source.SourceGrant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys of a gateway's sources: one file each, named by the source's id, with the key that the centre gave it. By that key the
 * source's devices come to the gateway, and the gateway to the centre. Files that are added, changed or removed hold within
 * seconds. For several threads.
 */
public final class KeyFolder implements SourceBook {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFolder.class);
    private static final Duration READ_AGAIN = Duration.ofSeconds(5);
    private static final int LONGEST_KEY = 1_000;

    private final Path folder;
    private final LongSupplier nanoTime;
    private Map<String, String> keyBySource = Map.of();
    private Map<String, SourceGrant> grantByHash = Map.of();
    private long readAt;

    /** @throws CommandFailure if the folder can't be read, or holds no key */
    public KeyFolder(Path folder, LongSupplier nanoTime) {
        this.folder = folder;
        this.nanoTime = nanoTime;
        try {
            read();
        } catch (IOException e) {
            throw CommandFailure.usage("The folder of keys " + folder + " can't be read: " + e.getMessage()
                    + ". Setting amurwatch.gateway.keys-folder names it; it holds one file per source, named by the source's id,"
                    + " with the key that 'sources add' showed at the centre.");
        }
        if (keyBySource.isEmpty()) {
            throw CommandFailure.usage(
                    "The folder of keys " + folder + " holds no key: add one file per source, named by the"
                            + " source's id, with the key that 'sources add' showed at the centre.");
        }
    }

    @Override
    public Optional<SourceGrant> grant(String key) {
        String hash = hash(key);
        synchronized (this) {
            readAgainIfDue();
            return Optional.ofNullable(grantByHash.get(hash));
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** The key of a source; empty where there is no file of it any more. */
    public synchronized Optional<String> key(String sourceId) {
        readAgainIfDue();
        return Optional.ofNullable(keyBySource.get(sourceId));
    }

    private void readAgainIfDue() {
        if (nanoTime.getAsLong() - readAt < READ_AGAIN.toNanos()) {
            return;
        }
        try {
            read();
        } catch (IOException e) {
            readAt = nanoTime.getAsLong();
            LOG.warn("The folder of keys {} can't be read; those read before hold: {}", folder, e.getMessage());
        }
    }

    private synchronized void read() throws IOException {
        Map<String, String> keys = new HashMap<>();
        Map<String, SourceGrant> grants = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String source = String.valueOf(file.getFileName());
                String key = Files.size(file) > LONGEST_KEY
                        ? ""
                        : Files.readString(file).strip();
                if (GatewayLog.isSource(source) && !key.isEmpty()) {
                    keys.put(source, key);
                    // Which kinds a source may send is known at the centre alone.
                    grants.put(hash(key), new SourceGrant(source, EnumSet.allOf(LiveKind.class)));
                }
            }
        }
        keyBySource = keys;
        grantByHash = grants;
        readAt = nanoTime.getAsLong();
    }

    /** Looked up instead of the key, so that the time of a look-up tells nothing of it. */
    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
