package org.amurwatch.producer.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.amurwatch.producer.gateway.log.Disk;
import org.amurwatch.producer.gateway.log.GatewayLog;
import org.amurwatch.producer.gateway.log.LogLimits;
import org.amurwatch.producer.gateway.log.LogListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where in its folder a gateway keeps what. */
final class GatewayFolder {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayFolder.class);
    private static final long MEBIBYTE = 1 << 20;

    private GatewayFolder() {}

    /** Makes it. It holds what is private about events: it is for nobody else. */
    static Path make(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** Times of runs. */
    static Path clock(Path folder) {
        return folder.resolve("clock");
    }

    /** What the centre refused. */
    static Path refused(Path folder) {
        return folder.resolve("refused");
    }

    /** How many octets may wait. */
    static long size(GatewaySettings settings) {
        return settings.sizeMebibytes() * MEBIBYTE;
    }

    /**
     * Opens the log of what waits.
     *
     * @throws org.amurwatch.failure.CommandFailure if somebody has it open, or it can't be read
     */
    static GatewayLog log(GatewaySettings settings) {
        return new GatewayLog(
                settings.folder().resolve("log"),
                LogLimits.of(size(settings), settings.leaveFreeMebibytes() * MEBIBYTE),
                Disk.LOCAL,
                new Told());
    }

    /** Tells the operator what the log found. */
    private static final class Told implements LogListener {
        @Override
        public void cutOff(String file, long bytes) {
            LOG.warn(
                    "The last {} bytes of {} were no whole record, as after a loss of power: they are left out. Nothing"
                            + " that was acknowledged is among them.",
                    bytes,
                    file);
        }

        @Override
        public void damaged(String file, long bytes, String keptAs) {
            LOG.error(
                    "{} bytes of {} are damaged. They are kept as {}, and what follows them is sent. Look whether the disk is"
                            + " failing.",
                    bytes,
                    file,
                    keptAs);
        }

        @Override
        public void diskFailed(String sentence) {
            LOG.error("{}", sentence);
        }
    }
}
